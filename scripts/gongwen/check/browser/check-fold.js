// A text as it stands → the characters that are compared, each with its place: one script, one width, no blanks, no
// quotation marks, no page numbers between the lines, no marks of lists or of quoted mail in front of them.

/* `at` came with Chromium 92, after the oldest browser that these scripts are for. */
for (const { prototype } of [Array, String]) prototype.at ??= function (i) { return this[i < 0 ? this.length + i : i] }

/** What tells that words are left out: ……, …, ..., （略）, 〔……〕. */
const CUT = /[〔[［（(]\s*(?:…+|\.{3,}|。{3,})\s*[〕\]］）)]|[（(](?:中|下|以下)?略[）)]|…+|\.{3,}|．{3,}|。{3,}|···+|・・・+/gu
const PAGE_NUMBER = /^[ \t\u3000]*(?:[—–-]+[ \t]*\d{1,4}[ \t]*[—–-]+|第?[ \t]*\d{1,4}[ \t]*页?)[ \t\u3000]*$/gmu
/** > of a quoted letter, 1. or • of a list. */
const LINE_MARK = /^[ \t\u3000]*(?:[>＞|]+[ \t]*|[•▪●○◆■□*-][ \t]+|[(（]?\d{1,2}[.．、)）](?!\d)|[\u2460-\u2473])/gmu
const OPEN = /[“‘「『〝«‹]/u, SHUT = /[”’」』〞»›]/u, STRAIGHT = /["']/u
/** What only names another document: 《…》. */
const NAME = { "《": 1, "》": -1 }
const LETTER = /[\p{L}\p{N}]/u
const SAME = { "｡": "。", "—": "—", "–": "—", "-": "—", "―": "—", "•": "·", "・": "·", "〔": "(", "〕": ")", "~": "~" }
/** A full stop typed on a Latin keyboard stands behind a Chinese character; elsewhere it is another mark. */
const STOP = "."

/** `務务` rows of the baked data → a function from a character to the form that the text has. */
export function createSimple(rows) {
  const simple = new Map()
  for (const row of rows.split(" ")) {
    const [own, ...others] = row
    for (const other of others) simple.set(other, own)
  }
  return simple
}

/**
 * Tokens of a text: `char` as compared, `at` and `end` where it stands (UTF-16), `letter` whether it is a letter or a
 * digit, `cut` whether words are left out in front of it, `edge` whether a mark, a line's end or a quote is; `opened`
 * and `shut` whether a quotation begins or ends between it and the letter before; `named` whether it is in 《》.
 */
export function tokenize(text, simple) {
  const skipped = new Map(), tokens = []
  for (const { 0: { length }, index } of text.matchAll(CUT)) skipped.set(index, { length, cut: true })
  for (const kind of [LINE_MARK, PAGE_NUMBER])
    for (const { 0: { length }, index } of text.matchAll(kind)) skipped.set(index, { length, cut: false })
  let cut = false, edge = true, line = true, opened = false, shut = false, straight = false, named = 0
  for (let at = 0; at < text.length;) {
    const skip = skipped.get(at)
    if (skip?.length) {
      cut ||= skip.cut
      edge ||= skip.cut
      at += skip.length
      continue
    }
    const raw = String.fromCodePoint(text.codePointAt(at)), end = at + raw.length
    if (OPEN.test(raw) || (STRAIGHT.test(raw) && !straight)) edge = opened = true
    else if (SHUT.test(raw) || STRAIGHT.test(raw)) edge = shut = true
    if (STRAIGHT.test(raw)) straight = !straight
    else if (OPEN.test(raw) || SHUT.test(raw));
    else if (raw === "\n") line = true
    else if (!/[\s\p{Cc}\p{Cf}\uFE00-\uFE0F]/u.test(raw))
      for (const wide of raw.normalize("NFKC").toLowerCase()) {
        const plain = simple.get(wide) ?? SAME[wide] ?? wide
        const char = plain === STOP && /\p{sc=Han}/u.test(tokens.at(-1)?.char ?? "") ? "。" : plain
        const letter = LETTER.test(char)
        if (!letter && !tokens.length) edge = true
        named = Math.max(0, named + (NAME[char] ?? 0))
        tokens.push({ char, at, end, letter, cut, edge, line, opened, shut, named: named > 0 })
        cut = line = false
        if (letter) opened = shut = false
        edge = !letter
      }
    at = end
  }
  return tokens
}
