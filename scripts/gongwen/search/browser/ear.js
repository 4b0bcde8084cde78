/* How characters are read. */

import { collect, lazy } from "./tools.js"

/**
 * A function from a character to its readings; for one that the texts lack, to the usual one. `sounds` holds a line of
 * syllables, a line with a digit for the syllable of each common character, and further characters with their digits.
 */
export function createEar(syllables, sounds) {
  const readings = collect([...syllables].flatMap(([syllable, characters]) => [...characters].map(c => [c, syllable])))
  const usual = lazy(() => {
    const [names, common, others, digits] = sounds.split("\n"), known = names.split(" ")
    const heard = [...common + digits].map(digit => known[digit.charCodeAt() - 35])
    return new Map([...commonCharacters(), ...others].map((c, i) => [c, heard[i]]))
  })
  return c => readings.get(c) ?? (usual().has(c) ? [usual().get(c)] : [])
}

/** The common characters of both scripts, the first levels of GB 2312 and Big5, in the order that every browser has. */
function commonCharacters() {
  return [...new Set(level("gbk", 0xB0, HIGH, 3755) + level("big5", 0xA4, [...range(0x40, 0x7E), ...HIGH], 5401))]
}

/** All of GB 2312. */
export const simpleCharacters = () => [...level("gbk", 0xB0, HIGH, 3755) + level("gbk", 0xD8, HIGH, 3008)]

const range = (first, last) => Array.from({ length: last - first + 1 }, (_, i) => first + i)
const HIGH = range(0xA1, 0xFE)

function level(charset, lead, tails, size) {
  const bytes = range(0, size - 1).flatMap(i => [lead + Math.floor(i / tails.length), tails[i % tails.length]])
  return new TextDecoder(charset).decode(new Uint8Array(bytes))
}
