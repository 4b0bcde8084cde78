/* What is not there, and what comes near it. */

import { MARK, bare } from "./fold.js"
import { isWho } from "./read.js"
import { lacking } from "./results.js"
import { isPair } from "./words.js"

/** How many of the words that a question has and the texts lack are told. */
const TOLD = 4
/** What asks, in a word that may also be one for what is asked for: 怎么管, 几次; but 内容, 指标. */
const ASKS = /[谁啥何怎咋么哪几多]/
/** Kinds of words that say a thing. */
const THINGS = [undefined, "same", "loose", "absent", "ask"]

export function createNear({ all, find, has }, lexicon, reading, { listNear }, { fold, runsOf, namesOf, quote }) {
  const { wordsOf, conceive, isIdle, hear } = reading
  const isQuestion = words => words.some(({ text, kind }) =>
    isWho(kind) || kind === "many" || kind && kind !== "loose" && ASKS.test(text))

  /** What is said where another thing was typed than is listed: 扶贫基金. */
  const nearTo = (line, concepts) =>
    `${lacking(line)}，以下是含${quote(concepts.filter(({ other }) => other)).join("和")}的相近结果`

  /**
   * Whether a line says more than its words do: 西部大开发 is not 西部 here and 开发 there, what all of the document is
   * about was left out of 产业扶贫, and what says little of 西部省份; but 云南昭通 is two places.
   */
  function isLess(line) {
    const whole = fold(line), words = wordsOf(whole)
    if (isSaid(line) || bare(whole).includes(MARK) || isQuestion(words)) return false
    const adds = ({ text, kind }, i) => text.length > 1 && kind !== "light" && words[i - 1]?.kind !== "of"
    const said = words.filter((word, i) =>
      !isPair(word.kind) && (!isIdle(word.text) || word.kind === "affix" || adds(word, i)))
    const isOther = ({ text, loose }) => !loose && text.length > 1 && !lexicon.known.has(text)
    return said.length > 1 && !said.every(({ text }) => namesOf(text).length) || lexicon.cut(whole).some(isOther)
  }

  /** Whether a line stands in the texts, or is several by its blanks. */
  const isSaid = line => has(fold(line)) || line.includes(" ")

  /** What comes near, with what is not there. What all the document is about is not near to 消费扶贫. */
  function listNearest(line, runs, absent, among) {
    const words = runs.flatMap(wordsOf), half = otherHalf(line, words)
    const concepts = half ? conceive(half) : runs.flatMap(conceive), says = ({ weight }) => weight === 1
    const entries = absent.length && !concepts.some(says) ? [] : listNear(concepts, among)
    const instead = absent.flatMap(({ text }) => lexicon.absent.get(text)?.near || [])[0]
    const named = words.flatMap(({ text }) => namesOf(text)), near = entries.length > 0
    const shown = instead ? `，以下是提到“${instead}”的内容，两者不是一回事` : "，以下是相近的结果"
    return { entries, named, near, notice: missing(line, words, absent, near, half) + (near ? shown : "") }
  }

  /**
   * The word of two that is not there, where the other is what all the document is about or where the text has another
   * word for it: 网络扶贫 is no 扶贫, 公益车间 rather an 企业.
   */
  function otherHalf(line, words) {
    if (line.includes(" ") || words.length !== 2 || isQuestion(words)) return null
    const lacks = words.filter(({ text, kind }) => !stands(text) && ["same", "loose"].includes(kind) && text.length > 1)
    if (lacks.length !== 1 || !isHan(lacks[0].text)) return null
    const [half] = lacks, other = words.find(word => word !== half)
    if (other.kind !== "topic" && (half.kind !== "same" || other.text.length < 2 || isPair(other.kind))) return null
    return hear(half.text) ? null : half.text
  }

  const isHan = text => /^\p{sc=Han}+$/u.test(text)
  const stands = text => find(text).size > 0 || lexicon.aliases.has(text)

  /** What of a line is not there: names that are known, other words, or the line as it is, but no question. */
  function missing(line, words, absent, near, half) {
    const asks = line.includes(" ") || bare(fold(line)).includes(MARK) || isQuestion(words)
    const quoted = texts => [...new Set(texts)].slice(0, TOLD).map(text => `“${text}”`).join("")
    const known = absent.filter(({ name }) => name)
    if (known.length) return `文中没有提到${quoted(known.map(({ name }) => name))}`
    if (half) return `文中没有提到${quoted([half])}`
    if (near && (asks || lacking(line) === "没有找到")) {
      const lacks = lackingWords(words)
      return lacks.length ? `文中没有${quoted(lacks)}` : "没有逐字相同的内容"
    }
    return has(fold(line)) ? "没有找到" : lacking(line)
  }

  /** The words of a question that the texts lack, those together that stand together: 用地指标. */
  function lackingWords(words) {
    const found = [""]
    for (const { text, kind } of words.flatMap(torn)) {
      const lacks = THINGS.includes(kind) && isHan(text) && !stands(text) && !ASKS.test(text) && text[0] !== "一"
      found.push(lacks ? found.pop() + text : "")
    }
    return found.filter(text => text.length > 1)
  }

  /** The words in what is no known one, but for a slip; what is none at all counts by a character of its own. */
  const torn = word => word.kind !== "loose" ? [word] : hear(word.text) ? []
    : lexicon.cut(word.text).map(({ text, loose }) =>
      ({ text, kind: loose && ![...text].some(c => isHan(c) && !all.includes(c) && !isIdle(c)) ? "filler" : "loose" }))

  return { isLess, isSaid, listNearest, nearTo }
}
