/* Numbers as people write them: 2到3年 and 2-3年 for 两到三年, 二〇二〇年 for 2020年, 18大 for 十八大. */

export const NUMERALS = "\\d+万?|[零〇一二两三四五六七八九十百千万]+"
const FORMAL = "壹贰叁肆伍陆柒捌玖拾佰仟貳參叄陸", PLAIN = "一二三四五六七八九十百千二三三六"
const VALUES = "零一二三四五六七八九"

/** A line without the blanks in its numbers, and with its zeros alike: 2 到 3 年, 第 1 3 条, 二○二○年, 二0二0年, 2O20年. */
export function joinNumbers(line) {
  return line.replace(/(?<=\d)[oO](?=\d)/g, "0")
    .replace(/(?<=[一二三四五六七八九])[0oO](?=[一二三四五六七八九年])/g, "零")
    .replace(/(?<=[零一二三四五六七八九])[〇○◯]|[〇○◯](?=[零一二三四五六七八九])/g, "零")
    .replace(/(?<=\d) ?([到至~-]) ?(?=\d)/g, "$1").replace(/(?<=\d) (?=[年个月日届])/g, "")
    .replace(/第 (?:\d )+(?=[条部])/g, spaced => spaced.replaceAll(" ", ""))
}

/** Formal digits as plain ones: 第捌条, 伍个方面; but 陆良 is a place. */
export function plainDigits(line) {
  return line.replace(new RegExp(`(?<=第)[${FORMAL}]+|[${FORMAL}]+(?=个)|[${FORMAL}零〇]{2,}`, "g"),
    run => [...run].map(c => PLAIN[FORMAL.indexOf(c)] ?? c).join(""))
}

/** 十四, 一百零三, 两, 二零二零, 14, 万 and 3万 → a number. */
export function toInt(numeral) {
  const digit = c => c === "〇" ? 0 : c === "两" ? 2 : VALUES.indexOf(c)
  const [many, rest] = numeral.split(/万(.*)/)
  if (rest !== undefined) return 10_000 * (many ? toInt(many) : 1) + (rest ? toInt(rest) : 0)
  if (/^\d/.test(numeral)) return +numeral
  if (!/[十百千]/.test(numeral)) return +[...numeral].map(digit).join("")
  let total = 0, ones = 0
  for (const c of numeral) {
    const unit = { 十: 10, 百: 100, 千: 1000 }[c]
    if (unit) total += (ones || 1) * unit
    ones = unit ? 0 : digit(c)
  }
  return total + ones
}

/** A text with its numerals as digits and its ranges with a mark, and for each place in it the one in the text. */
function inDigits(text) {
  const places = []
  let digits = "", done = 0
  const keep = end => {
    for (; done < end; done++) digits += text[done], places.push(done)
  }
  for (const { index, 0: numeral } of text.matchAll(new RegExp(NUMERALS, "g"))) {
    keep(index)
    const value = `${toInt(numeral)}`
    digits += value
    for (let i = 0; i < value.length; i++) places.push(index)
    done += numeral.length
  }
  keep(text.length)
  places.push(text.length)
  return { digits: digits.replace(/(?<=\d)[到至](?=\d)/g, "·"), places }
}

/**
 * A function from a folded run to that run with its numbers as the texts write them, and to the ranges of the texts in
 * which other numbers of it fall (`within`): 3年 in 两到三年. Null where it changes nothing.
 */
export function createNumerals(all) {
  const { digits, places } = inDigits(all), printed = (from, length) => all.slice(places[from], places[from + length])
  const written = new RegExp(`(?:${NUMERALS})(?:[到至·](?:${NUMERALS}))?[^·\\d]?`, "g")
  return run => {
    const within = []
    const text = plainDigits(run).replace(written, found => {
      if (all.includes(found)) return found
      const wanted = inDigits(found).digits, [, value, unit] = /^(\d+)(\D?)$/.exec(wanted) ?? []
      const same = new RegExp(`(?<![\\d]|\\d·)${wanted}${unit || /\D$/.test(wanted) ? "" : "(?!\\d)"}`).exec(digits)
      if (same) return printed(same.index, wanted.length)
      const range = unit && [...digits.matchAll(new RegExp(`(\\d+)·(\\d+)${unit}`, "g"))]
        .find(([, low, high]) => +low <= value && value <= +high)
      return range ? within[within.push(printed(range.index, range[0].length)) - 1] : found
    })
    return text === run ? null : { text, within }
  }
}
