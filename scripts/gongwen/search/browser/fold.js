/* Texts and queries in the form in which they are compared: one width, lower case, simplified, punctuation as MARK. */

import { remember } from "./tools.js"

export const MARK = "·"
const QUOTES = ['""', "''", "“”", "‘’", "「」", "『』", "«»", "‹›", "〝〞", "““", "””", '“"', '"”']

/** A function that keeps the length of its text; `simple` maps other forms of characters to those of the texts. */
export function createFold(simple) {
  const others = new RegExp(`[${[...simple.keys()].join("")}]`, "g")
  const plain = remember(c => {
    const narrow = c.normalize("NFKC").toLowerCase()
    const same = narrow.length === c.length ? narrow : c
    return /[\p{P}\p{S}\s]/u.test(same) ? MARK.repeat(c.length) : same
  })
  return text => text.replace(/[^\u4E00-\u9FA5]/gu, plain).replace(others, c => simple.get(c))
}

/** A folded text without the marks around it. */
export function bare(folded) {
  return folded.replace(/^·+|·+$/g, "")
}

/**
 * A query as typed → one line without invisible characters, without what a question ends in and a text never has, and
 * without a quotation mark that is not closed yet.
 */
export function clean(query) {
  const line = query.replace(/[\p{Cf}\uFE00-\uFE0F]/gu, "").normalize("NFKC").replace(/[\p{Cc}\s]+/gu, " ").trim()
  return line.replace(/(?:[?!~\p{So}\s]|\.{3})+$/u, "").replace(/^["'“‘「『«‹](?![^]*["'”’」』»›])/, "")
}

/** A query without its pair of quotes, if one stands around the whole, and without blanks: “千校 行动” → 千校行动. */
export function unquote(query) {
  const open = query[0], close = query.at(-1), inner = query.slice(1, -1)
  const around = query.length > 1 && QUOTES.includes(open + close)
  if (!around || inner.includes(open) || inner.includes(close)) return null
  return inner.replace(/(?<=\p{sc=Han}) (?=\p{sc=Han})/gu, "")
}
