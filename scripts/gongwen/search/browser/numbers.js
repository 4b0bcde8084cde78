/* What is called by number: 第八条, （八）, 8, 第三部分, 第八至十条, 第九条第四句; and the preamble: 引言. */

import { plainDigits, toInt } from "./numerals.js"

const DIGIT = "[一二三四五六七八九]"
const N = `(?:(?<!\\d)\\d{1,4}(?!\\d)|${DIGIT}百零?(?:${DIGIT}?十)?${DIGIT}?|${DIGIT}?十${DIGIT}?|${DIGIT}|[〇零])`
const UNIT = "(?:[个大]*部[分份]|[章题]|[条條]款?|[款项項点點号號段句])"
const ITEM = `(第 ?)?(${N})(?: ?(${UNIT}))?`
const LIST = new RegExp(`${ITEM}(?:(?: ?(?:以及|[ 、,和与及或至到~–—-]) ?|(?= ?第))${ITEM})*`, "g")
const ITEMS = new RegExp(ITEM, "g"), HAS_UNIT = new RegExp(UNIT)
/** 前言第二句; 最后一条, 倒数第二条: counted from the end. */
const PREAMBLE = new RegExp(`^[引前序导導]言(?:的?第?(${N})句[话話]?)?$`)
const LAST = new RegExp(`^(?:最[后後]一|倒[数數]第(${N}))个?(条|部分)`)
/** Other ways to write a number, in the form of the first. */
const FORMS = [
  [`(?<![a-z\\d])第?\\( ?(${N}) ?\\)[条條]?`, "第$1条 "],
  [`^(?:part|部[分份])[ -]?(${N})`, "第$1部分"],
  [`^(?:[条條]款?|clause|article|art\\.?|no\\.?|[c#§])[ -]?(${N})`, "第$1"],
  [`^(\\d+)[.、](?!\\d)`, "第$1条 "],
  [`^([一二三四五六七八九十]+)[.、](?!${N})`, "第$1题 "],
].map(([form, plain]) => [new RegExp(form, "g"), plain])

/**
 * What a query calls by number, each with the paragraph and the sentence named in it, how it is called, and the
 * words besides: 第八条 落户 → clause 8, 第八条, 落户. Nothing for a bare 八, which is text (十八大).
 */
export function findNumbers(query) {
  const targets = []
  const plain = plainDigits(query.toLowerCase()), named = []
  const preamble = PREAMBLE.exec(plain), last = LAST.exec(plain)
  if (preamble) {
    const sentence = toInt(preamble[1] ?? "一")
    return { targets: [{ kind: "preamble", number: 0, sentence }], named, rest: "" }
  }
  if (last) {
    const kind = last[2] === "条" ? "clause" : "part", number = -toInt(last[1] ?? "一")
    return { targets: [{ kind, or: kind, number }], named: [last[0]], rest: plain.slice(last[0].length) }
  }
  if (!/[\d零〇一二三四五六七八九十]/.test(plain)) return { targets, named, rest: query }
  const line = FORMS.reduce((line, [form, other]) => line.replace(form, other), plain)
  const rest = line.replace(LIST, (list, ...more) => {
    const at = more.at(-2), behind = line[at + list.length] ?? " "
    // A list is one by its 第 or, as a word by itself, by its unit or its digits.
    const unit = HAS_UNIT.test(list), alone = " 的".includes(behind) && (line[at - 1] ?? " ") === " "
    const isList = list.includes("第") ? unit || behind === " " : alone && (unit || /^[\d、,和与及或至到~–— -]+$/.test(list))
    if (!isList) return list
    readList(list, targets)
    named.push(list.trim())
    return " "
  })
  return { targets, named, rest: rest.replace(/^[ ,、和与及的]+|[ ,、]+$/g, "") }
}

/** 第八、第九条 and 第八至十条 → targets; a unit counts for the numbers before it that have none. */
function readList(list, targets) {
  const items = [...list.matchAll(ITEMS)].map(({ index, 0: { length }, 2: numeral, 3: unit }) =>
    ({ number: toInt(numeral), unit, from: index, to: index + length }))
  items.forEach(({ number, from }, i) => {
    const unit = items.slice(i).find(({ unit }) => unit)?.unit ?? "", last = targets.at(-1)
    if (last && /[段款]/.test(unit) && !/条/.test(unit)) return Object.assign(last, { paragraph: number, unit })
    if (last && unit === "句") return last.sentence = number
    // 八、 is how the heading of a part is printed; where there are not so many, a clause is meant.
    const kind = /[部章题]/.test(unit) ? "part" : "clause", or = unit === "题" ? "clause" : kind
    if (i && /[至到~–—-]/.test(list.slice(items[i - 1].to, from)))
      for (let between = last.number + 1; between < number; between++) targets.push({ kind, or, number: between })
    targets.push({ kind, or, number })
  })
}
