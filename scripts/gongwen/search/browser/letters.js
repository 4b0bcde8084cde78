/* Slips in pinyin: yanbain for yanbian, suzhuo for suzhou, fuyv for fuyu, and merged sounds beside them. */

import { blur, plainLetters } from "./pinyin.js"
import { byKeys, collect, lazy, remember } from "./tools.js"

/** From how many letters on a slip is mended; and up to how many a line is read. */
const SHORTEST = 5, LONGEST_LINE = 60
/** In shorter words the first letter is beyond doubt, and up to how many ways to read a word are kept. */
const SURE = 7, READINGS = 4
/** From how many letters on there may be a slip beside merged sounds. */
const LONG = 9

/** Whether two runs are one slip apart: a letter more, less or another, or two that have changed places. */
function isSlip(a, b) {
  if (Math.abs(a.length - b.length) > 1) return false
  let from = 0, to = 0
  while (from < a.length && a[from] === b[from]) from++
  while (to < Math.min(a.length, b.length) - from && a.at(-1 - to) === b.at(-1 - to)) to++
  const [mine, others] = [a, b].map(run => run.slice(from, run.length - to))
  return mine.length < 2 && others.length < 2
    || mine.length === 2 && others.length === 2 && mine[0] === others[1] && mine[1] === others[0]
}

/**
 * A function from letters to the names that a slip turned into them, as one word (`word`), and one from a line of
 * letters to the words that it runs together (`words`): guizouanshun → 贵州, 安顺; null where nothing fits. `initials`
 * gives the pairs of places.
 */
export function createLetters({ count }, { aliases, names, proper, named, absent }, soundsOf) {
  const spellings = remember(name => [...name].reduce(
    (found, c) => found.flatMap(before => soundsOf(c).map(sound => before + sound)).slice(0, READINGS), [""]))
  /** All that letters may spell, by their number. */
  const known = lazy(() => collect([...names].filter(name => /^\p{sc=Han}+$/u.test(name) && count(named(name)))
    .flatMap(name => spellings(name).map(letters => [letters.length, { name, letters, blurred: blur(letters) }]))))

  /** Places elsewhere are no slips: jiangxi is not 湘西. */
  const elsewhere = lazy(() => new Set([...absent.keys()].flatMap(name => name.length < 5 ? spellings(name) : [])))

  /** How far letters are from a spelling: 0 the same, 1 merged sounds, 2 a slip, 3 both. */
  function distance(typed, blurred, { letters, blurred: other }) {
    if (typed === letters) return 0
    if (blurred === other) return 1
    const sure = typed.length < SURE, same = (a, b) => !sure || a[0] === b[0]
    if (Math.min(typed.length, letters.length) < SHORTEST) return Infinity
    if (same(typed, letters) && isSlip(typed, letters)) return 2
    return typed.length >= LONG && isSlip(blurred, other) ? 3 : Infinity
  }

  /** The nearest name and its distance; one with a place or more mentions first. */
  const nearest = remember(typed => {
    const blurred = blur(typed), found = []
    for (let length = typed.length - 3; length <= typed.length + 3; length++)
      for (const spelling of known().get(length) ?? []) {
        const far = distance(typed, blurred, spelling), { name } = spelling
        if (far < 4) found.push({ name, far, keys: [far, +!proper.has(name), -count(named(name))] })
      }
    const best = found.sort(byKeys)[0]
    return best && !(best.far && elsewhere().has(typed)) ? best : null
  })

  /** The fewest, nearest names that a run of letters is made of. */
  function cut(typed) {
    const best = [{ cost: 0, found: [] }]
    for (let end = 1; end <= typed.length; end++)
      for (let start = Math.max(0, end - 30); start <= end - 3; start++) {
        const word = best[start] && nearest(typed.slice(start, end)), cost = word && best[start].cost + 2 + word.far
        if (word && !(cost >= best[end]?.cost)) best[end] = { cost, found: [...best[start].found, word.name] }
      }
    return best[typed.length]?.found ?? null
  }

  /** The places whose initials letters spell, and the letters behind them: minning xiezuo → 闽, 宁; xiezuo. */
  const short = lazy(() => [...aliases.keys()].filter(c => c.length === 1 && proper.has(c))
    .flatMap(c => spellings(c).map(letters => [c, letters])))
  const initials = typed => short().filter(([, letters]) => typed.startsWith(letters)).flatMap(([first, letters]) =>
    short().filter(([second, more]) => second !== first && typed.startsWith(letters + more))
      .map(([second, more]) => ({ pair: [first, second], rest: typed.slice((letters + more).length) })))

  const plain = text => plainLetters(text).replace(/[^a-z]/g, "")
  const fits = typed => typed.length >= SHORTEST && typed.length <= LONGEST_LINE
  return {
    word: text => fits(plain(text)) ? nearest(plain(text))?.name ?? null : null,
    initials: text => initials(plain(text)),
    words: text => fits(plain(text)) ? cut(plain(text)) : null,
  }
}
