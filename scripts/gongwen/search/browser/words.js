/* Words: what is known of them from data, and how a run is cut into those that are known. */

import { bare } from "./fold.js"
import { createLookup, remember } from "./tools.js"

/**
 * What the data say of words. `aliases` maps other names, and names themselves, to the names in the texts; an everyday
 * word has a kind (see source/synonyms.tsv) and means what the texts say for it.
 */
export function createLexicon({ aliases: lines, meanings: rows, places }, fold, words) {
  const plain = name => bare(fold(name))
  const aliases = new Map(readLines(lines).flatMap(names => names.map(name => [plain(name), plain(names[0])])))
  const meanings = new Map(readLines(rows).flatMap(([kind, same, ...means]) =>
    same.split("|").map(word => [word, { kind, means }])))
  const proper = new Set([...places.split(" "), ...aliases.keys(), ...aliases.values()])
  const names = new Set([...words, ...proper])
  for (const name of names) if (name.length < 2) names.delete(name)
  const known = new Set([...names, ...meanings.keys()])
  const pairWords = `(?:${[...meanings.keys()].filter(word => meanings.get(word).kind === "pair").join("|")})`
  const pairOnly = new RegExp(`^${pairWords}+$`), segment = remember(createSegmenter(known))
  const kindOf = text => meanings.get(text)?.kind ?? (pairOnly.test(text) ? "pair" : undefined)
  return {
    aliases, names, proper, known,
    means: new Set([...meanings.values()].flatMap(({ means }) => means)),
    named: text => aliases.get(text) ?? text,
    meansOf: text => meanings.get(text)?.means ?? [],
    kindOf, segment,
    /** 闽宁协作 → 闽, 宁. */
    initialsOf: text => segment(text.slice(2)).every(word => kindOf(word.text)) ? [...text.slice(0, 2)] : [],
  }
}

const readLines = lines => lines.split("\n").map(line => line.split(" "))

/** A function from a run to the fewest known words that make it up; what is left between them is loose. */
function createSegmenter(known) {
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
      for (const word of wordsAt(run, start)) take(start, start + word.length, 1)
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
