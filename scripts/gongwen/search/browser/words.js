/* Words: what is known of them from data, and how a run is cut into those that are known. */

import { bare } from "./fold.js"
import { createLookup, remember } from "./tools.js"

/** Kinds of words that speak of the pairings. */
const PAIR_KINDS = ["help", "twin", "pair", "party", "helper", "helped"]

/** Lines of words → lists. */
export const readLines = lines => lines ? lines.split("\n").map(line => line.split(" ")) : []

/** Whether a kind of word speaks of the pairings: 帮扶, 结对, 帮扶方. */
export const isPair = kind => PAIR_KINDS.includes(kind)

/** Other names, and names themselves, → the names in the texts. */
export function readAliases(lines, fold) {
  const plain = name => bare(fold(name))
  return new Map(readLines(lines).flatMap(names => names.map(name => [plain(name), plain(names[0])])))
}

/**
 * What is known of words. `rows` are everyday words with their kind (see source/synonyms.tsv) and what the texts say
 * for them; `absent` maps names that the texts lack to the name of the body that is near, if any.
 */
export function createLexicon(rows, aliases, places, words, absent = new Map()) {
  const meanings = new Map(rows.flatMap(([kind, same, ...means]) =>
    same.split("|").map(word => [word, { kind, means }])))
  const proper = new Set([...places, ...aliases.keys(), ...aliases.values()])
  const names = new Set([...words, ...proper])
  for (const name of names) if (name.length < 2) names.delete(name)
  const known = new Set([...names, ...meanings.keys(), ...absent.keys()])
  // A place of the texts goes before other words, and they before counties, many of which are called as a word
  // is: 对内蒙古交给谁 has 内蒙古 in it, neither 对内 nor 古交.
  const costOf = word => places.some(place => place.startsWith(word)) ? 0.75 : absent.has(word) ? 1.3 : 1
  const pairWords = `(?:${[...meanings.keys()].filter(word => isPair(meanings.get(word).kind)).join("|")})`
  const pairOnly = new RegExp(`^${pairWords}+$`), segment = remember(createSegmenter(known, costOf))
  const kindOf = text => meanings.get(text)?.kind
    ?? (absent.has(text) ? "absent" : pairOnly.test(text) ? "pair" : undefined)
  return {
    aliases, names, proper, known, absent, segment, kindOf,
    means: new Set([...meanings.values()].flatMap(({ means }) => means)),
    named: text => aliases.get(text) ?? text,
    meansOf: text => meanings.get(text)?.means ?? [],
    /** 闽宁协作 → 闽, 宁; 闽宁镇 is a place of its own. */
    initialsOf(line) {
      const speaks = ({ text }) => isPair(kindOf(text)) || text.length > 1 && (kindOf(text) || aliases.has(text))
      return segment(line.slice(2)).every(speaks) ? [...line.slice(0, 2)] : []
    },
  }
}

/** A function from a run to the fewest known words that make it up; what is left between them is loose. */
function createSegmenter(known, costOf) {
  const wordsAt = createLookup(known)
  return run => {
    const costs = [0], starts = []
    const take = (start, end, cost) => {
      if (costs[end] <= costs[start] + cost) return
      costs[end] = costs[start] + cost
      starts[end] = start
    }
    for (let start = 0; start < run.length; start++) {
      take(start, start + 1, known.has(run[start]) ? 1.2 : 2.5)
      for (const word of wordsAt(run, start)) take(start, start + word.length, costOf(word))
    }
    const segments = []
    for (let end = run.length; end > 0; end = starts[end]) {
      const text = run.slice(starts[end], end), loose = !known.has(text)
      if (loose && segments[0]?.loose) segments[0].text = text + segments[0].text
      else segments.unshift({ text, loose })
    }
    return segments
  }
}
