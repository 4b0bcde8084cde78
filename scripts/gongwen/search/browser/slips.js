/* Slips of the hand and of the input method: 建挡立卡 → 建档立卡, 口对支援 → 对口支援. */

import { blur } from "./pinyin.js"
import { byKeys, remember } from "./tools.js"

const LONGEST_SLIP = 24
const ANY = "[^·\n]"

/**
 * A function from a run to the run of the texts, or the other name, that a slip turned into it, or null: `run`, and
 * `other` where what was typed is made of words, so that it is another thing (扶贫基金) and that run only near it. The
 * shorter a run, the more of it must be beyond doubt: most words of two or three characters are a slip away from
 * another.
 */
export function createMender(texts, { aliases, known, named, segment, cut }, soundsOf, bounds, isIdle) {
  const { begins, ends, parts, wholeAt } = bounds, { all, count, isPlace } = texts
  const haystack = [all, ...aliases.keys()].join("\n")
  const seen = { view: haystack, spell: c => c }
  const heard = listen(haystack, soundsOf, sound => sound), blurred = listen(haystack, soundsOf, blur)

  /** Whether whole words stand from one place of the haystack to another: of other names, the name. */
  const isWhole = (from, end) => end <= all.length ? begins(from) && ends(end)
    : haystack[from - 1] === "\n" && (haystack[end] ?? "\n") === "\n"
  /** What stands in the haystack, as whole words, where one of the forms stands in a view of it. */
  const runs = ({ view }, forms) => [...view.matchAll(forms.join("|"))]
    .filter(({ index, 0: { length } }) => isWhole(index, index + length))
    .map(({ index, 0: { length } }) => haystack.slice(index, index + length))
  const numerals = text => text.replace(/[^\d零一二三四五六七八九十百千万亿两]/g, "")
  /** Characters that share a radical have neighbouring codes: 贪 is next to 贫, 菀 not far from 莞. Few do before 人. */
  const apart = (a, b) => a === b ? 0 : a < "人" || b < "人" ? Infinity : Math.abs(a.charCodeAt() - b.charCodeAt())
  const distance = (run, text) => run.length === text.length
    ? Math.max(...[...run].map((c, i) => apart(c, text[i]))) : Infinity
  const looksLike = (run, text) => distance(run, text) < (text.length > 2 || isPlace(run) ? 40 : 3)
  /** In two characters nothing is beyond doubt where both are other ones: 背景 is not 北京. */
  const shares = (run, text) => text.length > 2 || [...run].some(c => text.includes(c))
  const rank = (run, text) => [
    +!known.has(run), +segment(run).some(({ loose }) => loose), Math.abs(run.length - text.length),
    -count(run),
  ]

  /**
   * Whether what was typed is made of words where it is not the run: in 扶贫基金 基金 is one, in 全国扶贫周 周 stands for
   * a word, and in 东部扶贫协作 nothing is torn. What sounds or looks alike is another thing only by a word of its own,
   * and none where it is a name: 恩师州.
   */
  function isOther(run, text, alike) {
    const words = cut(text), isName = text.length > 2 && text.length === run.length && isPlace(named(run))
    if (words.some(({ text, loose }) => loose && text.length > 1)) return false
    const inside = words.flatMap(({ text }) => [...text].map(() => text.length > 1)), at = wholeAt(run)
    const alone = i => at >= 0 && parts(at + i) && parts(at + i + 1)
    const first = [...text].findIndex((c, i) => c !== run[i])
    if (text.length < run.length) return first > 0 && inside[first - 1] && inside[first]
    if (text.length > run.length) {
      // 挂职职干部 was typed twice.
      return text[first] !== text[first - 1] && (inside[first] || at >= 0 && parts(at + first))
    }
    return [...text].every((c, i) => c === run[i] || (inside[i] ? !(isName && alike) : !(isName || alike) && alone(i)))
  }
  /** A number for another says another thing, but none of a place: 六盆水. */
  const counts = (run, text) => isPlace(run) || numerals(run) === numerals(text)
  /** What says nothing nobody could have meant: 扶贫标准下 for 扶贫标准线. */
  const hangs = (run, text) => [0, -1].some(end => run.at(end) !== text.at(end) && isIdle(run.at(end)))

  return (text, strict) => {
    const size = text.length
    if (size < 2 || size > LONGEST_SLIP || !/^[\p{sc=Han}\d]+$/u.test(text)) return null
    const spelled = ({ spell }) => text.split("").map(spell)
    // In a long run others than the wrong one may sound alike.
    const view = size < 5 ? seen : heard, signs = spelled(view)
    /** The run with what stands from `i` to `end` replaced. */
    const replace = (i, end, ...others) => [...signs.slice(0, i), ...others, ...signs.slice(end)].join("")
    const attempts = [
      () => runs(heard, [spelled(heard).join("")]),
      () => size > 2 ? runs(blurred, [spelled(blurred).join("")]) : [],
      // Two have changed places.
      () => runs(view, signs.slice(1).map((sign, i) => replace(i, i + 2, sign, signs[i]))),
      // One is wrong, missing, or too many.
      () => {
        const wrong = runs(view, signs.map((_, i) => replace(i, i + 1, ANY)))
        const missing = size > 2 ? runs(view, signs.map((_, i) => replace(i, i, ANY))) : []
        const extra = size > 3 || /(.)\1/.test(text) ? runs(view, signs.map((_, i) => replace(i, i + 1))) : []
        return [...wrong.filter(run => size > 3 || looksLike(run, text)), ...missing, ...extra]
      },
    ]
    const fits = run => run !== text && shares(run, text)
      && (known.has(run) || size > 3 && !strict && !hangs(run, text))
    for (const [i, attempt] of attempts.slice(0, strict ? 3 : 4).entries()) {
      const found = [...new Set(attempt())].filter(fits).map(run => {
        const other = !counts(run, text) || isOther(run, text, i < 3 || size > 2 && looksLike(run, text))
        return { run, other, keys: [+other, ...rank(run, text)] }
      })
      if (found.length) return found.sort(byKeys)[0]
    }
    return null
  }
}

/**
 * A text as it sounds, and how to spell a character for it. What has one reading becomes the sign of that; what has
 * several stays, and is spelled with each of them.
 */
function listen(text, soundsOf, change) {
  const heard = remember(c => [...new Set(soundsOf(c).map(change))]), signOf = new Map(), classes = new Map()
  const sign = sound => {
    if (!signOf.has(sound)) signOf.set(sound, String.fromCharCode(0xE000 + signOf.size))
    return signOf.get(sound)
  }
  for (const c of new Set(text))
    if (heard(c).length > 1) for (const sound of heard(c)) classes.set(sound, (classes.get(sound) ?? "") + c)
  return {
    view: text.replace(/[^·\n]/g, c => heard(c).length === 1 ? sign(heard(c)[0]) : c),
    spell: c => heard(c).length ? `[${heard(c).map(sound => sign(sound) + (classes.get(sound) ?? "")).join("")}]` : c,
  }
}
