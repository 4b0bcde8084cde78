/*
 * What a word stands for by itself. A concept is a word with the runs of the texts that count as it, the nearest first
 * (`texts`); what kind of word it is (`kind`); the run that a clause must hold (`literal`) where other runs lead to
 * pairings only; whether the reader is told of the reading (`told`); its weight in a question (`weight`).
 */

import { bare } from "./fold.js"
import { createSpeller } from "./pinyin.js"
import { collect, lazy } from "./tools.js"

export const LONGEST = 64

/**
 * From a block, folded, without blanks, to a concept: literal, another name, pinyin, shortened; or null. With the
 * `bounds` of their words, what letters spell is looked for in the texts, too, not only among names.
 */
export function createUnderstanding(texts, { aliases, names, proper, named, kindOf }, places, syllables, bounds) {
  const { has } = texts
  // Made when they are first needed.
  const speller = lazy(() => createSpeller(texts, { names, proper, named }, syllables, bounds))
  const byEnding = lazy(() => collect([...names].map(name => [name.at(-1), name])))

  /**
   * The name that a text shortens: 凉山自治州 → 凉山彝族自治州, its characters in order, the first and the last one the
   * same. One that is much longer was not meant: 中坚决定.
   */
  function shortened(text) {
    const shortens = name => {
      if (name[0] !== text[0] || name.length > 2 * text.length) return false
      let at = 0
      for (const c of name) if (c === text[at]) at++
      return at === text.length && name.length > at
    }
    const found = text.length > 2 ? byEnding().get(text.at(-1))?.filter(shortens) ?? [] : []
    return found.sort((a, b) => a.length - b.length).map(named).filter(has).slice(0, 1)
  }

  return block => {
    const inner = bare(block), name = aliases.get(inner)
    const literal = [block, inner].find(has)
    // 冀 stands in 京津冀, but the pairings of 河北省 come first.
    if (literal && places.includes(name)) return { texts: [name, literal], literal }
    if (literal) return { texts: [literal], kind: kindOf(inner) }
    if (inner.length > LONGEST) return null
    if (name) return { texts: [name, inner], told: true }
    const found = /\p{sc=Latin}/u.test(inner) ? speller()(inner.replace(/·+/g, " ")) : shortened(inner)
    return found.length ? { texts: found, kind: kindOf(found[0]), told: true } : null
  }
}
