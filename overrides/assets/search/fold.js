/* Texts and queries in the form in which they are compared: one width, lower case, simplified, punctuation as MARK. */

const MARK = "·"

/** A function that keeps the length of its text; `simple` maps other forms of characters to those of the texts. */
function createFold(simple) {
  const kept = new Map()
  const one = c => {
    const narrow = c.normalize("NFKC").toLowerCase()
    const same = narrow.length === c.length ? narrow : c
    return /[\p{P}\p{S}\s]/u.test(same) ? MARK.repeat(c.length) : simple.get(same) ?? same
  }
  return text => {
    let folded = ""
    for (const c of text) {
      if (!kept.has(c)) kept.set(c, one(c))
      folded += kept.get(c)
    }
    return folded
  }
}

/** A query as typed → one line without invisible characters. */
function clean(query) {
  return query.replace(/[\p{Cf}\uFE00-\uFE0F]/gu, "").normalize("NFKC").replace(/[\p{Cc}\s]+/gu, " ").trim()
}
