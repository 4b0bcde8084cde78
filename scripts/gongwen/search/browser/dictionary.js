/* What is a word at all: ordinary words that the texts lack, and where the words of the texts begin and end. */

import { simpleCharacters } from "./ear.js"

/** The baked steps from one word to the next (see ordinary.py) → a function that tells whether a run is such a word. */
export function createDictionary(packed) {
  const [plain, encoded] = packed.split(" "), bytes = atob(encoded), end = bytes.length * 8, words = new Set()
  const number = new Map(simpleCharacters().map((c, i) => [c, i])), size = number.size
  let at = 0, word = -1
  const bit = () => bytes.charCodeAt(at >> 3) >> (7 - (at++ & 7)) & 1
  for (;;) {
    let step = 0
    while (at < end && bit()) step++
    if (at >= end) break
    for (let i = 0; i < plain; i++) step = step * 2 + bit()
    words.add(word += step)
  }
  return run => run.length === 2 && words.has(number.get(run[0]) * size + number.get(run[1]))
}

/**
 * The baked places of words, a line a title or passage (see ordinary.py) → whether words `begin` or `end` at a place of
 * all texts laid end to end, and where a run stands in them as whole words.
 */
export function createBounds(packed, { groups, all }) {
  const begin = new Set(), end = new Set(), lines = packed.split("\n")
  let next = 0
  for (const { units, from } of groups)
    for (const { at } of units) {
      let place = from + at
      begin.add(place)
      for (const c of lines[next++]) {
        const step = c.charCodeAt() - 35
        place += step >> 2
        if (step & 1) end.add(place)
        if (step & 2) begin.add(place)
      }
    }
  const begins = place => begin.has(place), ends = place => end.has(place)
  /** The first place where a run stands as whole words, or -1. */
  function wholeAt(run) {
    let at = all.indexOf(run)
    while (at >= 0 && !(begins(at) && ends(at + run.length))) at = all.indexOf(run, at + 1)
    return at
  }
  return { begins, ends, wholeAt, parts: place => begins(place) || ends(place) }
}
