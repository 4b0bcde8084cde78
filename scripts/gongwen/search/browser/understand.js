/*
 * What the words of a query stand for. A concept is a word with the runs of the texts that count as it, the nearest
 * first (`texts`); what kind of word it is (`kind`); the run that a clause must hold (`literal`) where other runs lead
 * to pairings only; whether the reader is told of the reading (`told`); its weight in a question (`weight`).
 */

import { bare } from "./fold.js"
import { createSpeller } from "./pinyin.js"
import { createMender } from "./slips.js"
import { collect, lazy } from "./tools.js"

export const LONGEST = 64
/** How much a word weighs in a question, by its kind; one character of no kind weighs as little as a pair word. */
const WEIGHTS = { ask: 0.5, pair: 0.3, topic: 0.3, same: 1 }
/** Kinds of words that do not stand for themselves. */
const IDLE = ["ask", "filler", "absent"]

/** The readers of words: each from a block, folded and without blanks, to concepts, or to null where it has no say. */
export function createUnderstanding(texts, lexicon, places, characters) {
  const { find, has, isPlace } = texts
  const { aliases, names, named, meansOf, kindOf, initialsOf, segment } = lexicon
  // Made when they are first needed.
  const speller = lazy(() => createSpeller(texts, lexicon, characters.syllables))
  const mender = lazy(() => createMender(texts, lexicon, characters))
  const byEnding = lazy(() => collect([...names].map(name => [name.at(-1), name])))

  /** The words of a block with their kinds; what is too long to be read is loose as a whole. */
  const wordsOf = block => block.length > LONGEST ? [{ text: block, kind: "loose" }]
    : segment(block).map(({ text, loose }) => ({ text, kind: loose ? "loose" : kindOf(text) }))
  /** Whether a block asks for what it does not say: 何时. */
  const isAsking = block => wordsOf(block).some(({ text, kind }) => kind === "ask" && meansOf(text).length)
  /** Whether a run says nothing that could be looked for: 的内容. */
  const isIdle = run => wordsOf(run).every(({ kind }) => kind === "ask" || kind === "filler")

  /** A word that stands in the texts, literally or by another name, in pinyin or shortened. */
  function understand(block) {
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

  /** The name that a text shortens: 凉山自治州 → 凉山彝族自治州, its characters in order and the last one the same. */
  function shortened(text) {
    const shortens = name => {
      let at = 0
      for (const c of name) if (c === text[at]) at++
      return at === text.length && name.length > at
    }
    const found = text.length > 2 ? byEnding().get(text.at(-1))?.filter(shortens) ?? [] : []
    return found.sort((a, b) => a.length - b.length).map(named).filter(has).slice(0, 1)
  }

  /** The places that initials name: 闽宁协作 → 福建省 and 宁夏回族自治区. */
  function compound(block) {
    const found = initialsOf(block).map(c => aliases.get(c))
    return found.length && found.every(name => places.includes(name))
      ? found.map(name => ({ texts: [name], told: true })) : null
  }

  /**
   * The words of a block that says no more than they do: 云南昭通 → 云南 and 昭通; 什么是建档立卡 → 建档立卡. What all of
   * the document is about says nothing beside another word: 产业扶贫 → 产业.
   */
  function split(block) {
    const words = wordsOf(block)
    if (words.some(({ kind }) => kind === "ask")) return coreOf(words)
    const said = words.filter(({ text, kind }) => kind !== "filler" || text.length > 1 && has(text))
    const plain = ({ text, kind }) => kind !== "loose" && kind !== "absent" && (kind !== "same" || has(text))
    const own = said.filter(({ kind }) => kind !== "topic")
    const tell = ({ text, kind }) => ({ texts: [has(text) ? text : named(text)], kind, told: true })
    return said.every(plain) ? (own.length ? own : said).map(tell) : null
  }

  /** What is asked, where it stands in the texts as it is: 怎样形成帮扶合力 → 形成帮扶合力. */
  function coreOf(words) {
    const asks = ({ text, kind }) => (kind === "ask" || kind === "filler") && !meansOf(text).length
    const says = words.map(word => !asks(word)), from = says.indexOf(true)
    const core = from < 0 ? [] : words.slice(from, says.lastIndexOf(true) + 1)
    const run = named(bare(core.map(({ text }) => text).join("")))
    return run.length > 1 && has(run) && !core.some(({ text }) => isPlace(text)) ? [{ texts: [run], told: true }] : null
  }

  /** The run that a slip turned into the block: 建挡立卡 → 建档立卡; `strict` takes only what sounds or looks the same. */
  function mend(block, strict) {
    const kinds = wordsOf(block).map(({ kind }) => kind)
    const settled = kinds.includes("ask") || kinds.includes("absent") || kinds.every(kind => !kind || kind === "pair")
      || meansOf(block).length
    const run = settled ? null : mender()(block, strict)
    return run ? { texts: [has(run) ? run : named(run)], told: true } : null
  }

  /** What a question is about: each of its words with the words of the texts that may answer it. */
  function conceive(run) {
    const ownText = (text, loose, kind) => {
      if (loose && !(text.length > 1 && has(text))) return mender()(text, true) ?? ""
      return IDLE.includes(kind) ? "" : named(text)
    }
    const words = segment(run)
    // 出 in 出口 is not the one in 谁出钱.
    if (words.some(({ loose }) => loose) && !words.some(({ text, loose }) => !loose && text.length > 1)) return []
    return words.map(({ text, loose }) => {
      const kind = kindOf(text), own = ownText(text, loose, kind)
      const texts = [...new Set([own, own && text, ...meansOf(text)])].filter(found => find(found).size)
      return { texts, kind, told: true, weight: WEIGHTS[kind] ?? (text.length > 1 ? 1 : 0.3) }
    }).filter(({ texts }) => texts.length)
  }

  /** The names in a run that are known, but not to the texts: 江西. */
  const absentIn = run => wordsOf(run).filter(({ kind }) => kind === "absent").map(({ text }) => text)

  const prepare = () => [byEnding(), speller(), mender()]
  return { understand, compound, split, mend, conceive, isAsking, isIdle, absentIn, prepare }
}
