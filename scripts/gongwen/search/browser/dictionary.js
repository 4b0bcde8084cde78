/* What is a word at all: ordinary words that the texts lack, and where the words of the texts begin and end. */

/** The baked bits → a function that tells whether a run is an ordinary word; of what is none it mistakes few. */
export function createDictionary(packed) {
  const [each, encoded] = packed.split(" "), bits = atob(encoded), size = bits.length * 8
  const mix = (hash, by, factor) => Math.imul(hash ^ hash >>> by, factor) >>> 0
  return word => {
    let hash = 0x811C9DC5
    for (const c of word) hash = Math.imul(hash ^ c.codePointAt(0), 0x01000193) >>> 0
    const first = mix(hash, 15, 0x2C1B3C6D), second = (mix(first, 13, 0x297A2D39) | 1) >>> 0
    for (let i = 0; i < each; i++) {
      const bit = ((first + i * second) % 2 ** 32) % size
      if (!(bits.charCodeAt(bit >> 3) >> (bit & 7) & 1)) return false
    }
    return true
  }
}

/**
 * The baked lengths of the smallest words, a line a title or passage → whether a word begins or ends at a place of all
 * texts laid end to end, and whether a run stands in them as whole words.
 */
export function createBounds(packed, { groups, all }) {
  const bounds = new Set(), lines = packed.split("\n")
  let next = 0
  for (const { units, from } of groups)
    for (const { at } of units) {
      let place = from + at
      bounds.add(place)
      for (const c of lines[next++] ?? "") bounds.add(place += c.charCodeAt(0) - 35)
    }
  const isBound = place => bounds.has(place)
  /** The first place where a run stands as whole words, or -1. */
  function wholeAt(run) {
    let at = all.indexOf(run)
    while (at >= 0 && !(isBound(at) && isBound(at + run.length))) at = all.indexOf(run, at + 1)
    return at
  }
  return { isBound, wholeAt, isWhole: run => wholeAt(run) >= 0 }
}
