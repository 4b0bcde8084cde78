/* How words are read that stand for nothing by themselves: compounds, questions, slips. */

import { bare } from "./fold.js"
import { NUMERALS } from "./numerals.js"
import { createMender } from "./slips.js"
import { lazy } from "./tools.js"
import { LONGEST } from "./understand.js"
import { isPair } from "./words.js"

/** How much a word weighs in a question, by its kind; short words of no kind or of the pairings weigh little. */
const WEIGHTS = { ask: 0.5, many: 0.5, who: 0.5, which: 0.5, topic: 0.3, same: 1 }
/** Kinds of words that do not stand for themselves. */
const IDLE = [
  "ask", "many", "who", "which", "what", "filler", "light", "affix", "of", "and", "by", "to", "take", "hand", "is",
  "have", "at", "come", "go", "noun", "except", "outside",
]
/** A number, or a range of numbers. */
const FIGURE = new RegExp(`((?:${NUMERALS})(?:[到至](?:${NUMERALS}))?)`)
export const isWho = kind => ["who", "which", "what"].includes(kind)
export const isAsk = kind => kind === "ask" || kind === "many" || isWho(kind)

/** Two of a thing are more than the thing: 两个方面. But 一个 says no more. */
const SEVERAL = new RegExp(`^(?!一)(?:${NUMERALS})[个项条种]$`)
const saysNothing = ({ text, kind }) => IDLE.includes(kind) && !SEVERAL.test(text)

/** The readers of blocks: each from a block, folded and without blanks, to concepts, or to null where it has no say. */
export function createReading(texts, lexicon, places, soundsOf, bounds) {
  const { find, has, isPlace } = texts
  const { aliases, named, meansOf, kindOf, initialsOf, segment } = lexicon
  const mender = lazy(() => createMender(texts, lexicon, soundsOf, bounds, isIdle))

  /** The words of a block with their kinds; what is too long to be read is loose as a whole. */
  const wordsOf = block => block.length > LONGEST ? [{ text: block, kind: "loose" }]
    : segment(block).map(({ text, loose }) => ({ text, kind: loose ? "loose" : kindOf(text) }))
  /** Whether a block asks for what it does not say: 何时. */
  const isAsking = block => wordsOf(block).some(({ text, kind }) => isAsk(kind) && meansOf(text).length)
  /** Whether a run says nothing that could be looked for: 的内容. */
  const isIdle = run => wordsOf(run).every(saysNothing)

  /** The places that initials name: 闽宁协作 → 福建省 and 宁夏回族自治区; but 延吉 is a place of its own. */
  function compound(block) {
    const elsewhere = wordsOf(block)[0]?.kind === "absent"
    const found = elsewhere ? [] : initialsOf(block).map(c => aliases.get(c))
    return found.length && found.every(name => places.includes(name))
      ? found.map(name => ({ texts: [name], told: true })) : null
  }

  /**
   * The words of a block that says no more than they do: 云南昭通 → 云南 and 昭通; 什么是建档立卡 → 建档立卡. What all of
   * the document is about says nothing beside another word: 产业扶贫 → 产业. `loosely` takes what stands in the texts for
   * a word, too: 千校计划 → 千校, 计划.
   */
  function split(block, loosely = false) {
    const words = wordsOf(block)
    if (words.some(({ kind }) => isAsk(kind))) return coreOf(words)
    const said = words.filter(word =>
      bare(word.text) && (!saysNothing(word) || word.text.length > 1 && has(word.text)))
    const stands = text => loosely && text.length > 1 && bounds.wholeAt(text) >= 0
    const known = ({ text, kind }) => kind === "loose" ? stands(text) : kind !== "absent"
    const plain = word => known(word) && (!["same", "manner"].includes(word.kind) || has(word.text))
    const own = said.filter(({ kind }) => kind !== "topic")
    const tell = ({ text, kind }) => ({ texts: [has(text) ? text : named(text)], kind, told: true })
    return said.every(plain) ? (own.length ? own : said).map(tell) : null
  }

  /** A number with its unit and the words besides: 2020年脱贫 → 2020年, 脱贫; 五个方面考核 → 五个方面, 考核. */
  function figures(block) {
    const [, numeral] = FIGURE.exec(block) ?? [], from = numeral ? block.indexOf(numeral) : -1
    const behind = numeral ? block.slice(from + numeral.length) : ""
    const unit = [behind.startsWith("个") ? behind.slice(0, 3) : "", behind.slice(0, 1)]
      .find(unit => unit && has(numeral + unit))
    const others = unit ? [block.slice(0, from), behind.slice(unit.length)].filter(Boolean) : []
    const besides = others.flatMap(wordsOf), words = besides.filter(word => !saysNothing(word))
    const asks = besides.some(({ kind }) => isAsk(kind))
    // A question may have nothing but the number: 2020年要做到什么. 四川 is no number of anything.
    if (!asks && !words.length || isPlace(numeral + unit)) return null
    if (words.some(({ text, kind }) => ["absent", "loose"].includes(kind) || text.length < 2 || !has(text))) return null
    return [{ text: numeral + unit }, ...words].map(({ text, kind }) => ({ texts: [text], kind, told: true }))
  }

  /** What is asked, where it stands in the texts as it is: 怎样形成帮扶合力 → 形成帮扶合力. */
  function coreOf(words) {
    const asks = word => saysNothing(word) && !meansOf(word.text).length
    const says = words.map(word => !asks(word)), from = says.indexOf(true)
    const core = from < 0 ? [] : words.slice(from, says.lastIndexOf(true) + 1)
    const torn = word => word?.kind === "loose" && word.text.length === 1
    if (torn(core[0]) || torn(core.at(-1))) return null
    const run = named(bare(core.map(({ text }) => text).join("")))
    return run.length > 1 && has(run) && !core.some(({ text }) => isPlace(text)) ? [{ texts: [run], told: true }] : null
  }

  /**
   * The run that a slip turned into the block: 建挡立卡 → 建档立卡; `strict` takes only what sounds or looks the same.
   * `other` asks for what is near where the block is made of words, so that it is no slip: 扶贫基金 → 扶贫资金.
   */
  function mend(block, strict, other = false) {
    const kinds = wordsOf(block).map(({ kind }) => kind)
    // 龙南 is a place elsewhere, but 龙南市 is none.
    const elsewhere = kinds.includes("absent") && !(kinds.length === 2 && kinds[1] === "affix")
    const isPlain = kinds.every(kind => !kind || isPair(kind))
    const settled = elsewhere || kinds.some(isAsk) || isPlain || meansOf(block).length
    const found = settled ? null : mender()(block, strict)
    if (!found || found.other && !other) return null
    return { texts: [has(found.run) ? found.run : named(found.run)], told: true, other: found.other }
  }

  /** What a question is about: each of its words with the words of the texts that may answer it. */
  function conceive(run) {
    const ownText = (text, kind) => {
      if (kind === "loose" && !(text.length > 1 && has(text))) return hear(text) ?? ""
      return kind === "absent" || IDLE.includes(kind) ? "" : named(text)
    }
    return wordsOf(run).map(({ text, kind }) => {
      const own = ownText(text, kind)
      const near = lexicon.absent.get(text)?.near ?? "", short = isPair(kind) ? 3 : 1
      const found = [...new Set([own, own && text, near, ...meansOf(text)])].filter(word => find(word).size)
      return { texts: found, kind, told: true, weight: WEIGHTS[kind] ?? (text.length > short ? 1 : 0.3) }
    }).filter(({ texts }) => texts.length)
  }

  /** The names in a run that are known, but not to the texts (江西), and the words in it that nothing is known of. */
  function absentIn(run) {
    const words = wordsOf(run), found = []
    words.forEach(({ text, kind }, i) => {
      if (kind === "absent") found.push({ text, name: lexicon.absent.get(text).name })
      if (kind !== "loose" || !/^\p{sc=Han}+$/u.test(text) || has(text) && text.length > 1 || hear(text)) return
      // 学 by itself is said, 大学 is not.
      const single = word => word?.text.length === 1 && ["loose", "affix", "same", undefined].includes(word.kind)
      let from = i, to = i
      while (has(joined(words, from, to)) && single(words[from - 1])) from--
      while (has(joined(words, from, to)) && single(words[to + 1])) to++
      const whole = joined(words, from, to)
      if (whole.length > 1 && !has(whole)) found.push({ text: whole })
    })
    return found
  }

  /** What a loose word, which is none, sounds or looks like. */
  const hear = (text, strict = true) => {
    const { run, other } = mender()(text, strict) ?? {}
    return other && !isPaired(run) ? null : run ?? null
  }
  /** The place that a slip turned into a word: 东菀 → 东莞. */
  function hearPlace(text) {
    const run = hear(text) ?? hear(text, false)
    return run && isPaired(run) ? run : null
  }
  const isPaired = run => isPlace(run) || places.includes(named(run))

  /**
   * A run with the places that slips turned into something else: 成德市归谁帮 → 承德市归谁帮. Two characters must be no
   * word; what ends like a place may be one: 背景市 → 北京市.
   */
  function hearPlaces(run) {
    const words = wordsOf(run)
    for (let from = 0; from < words.length; from++)
      for (let end = Math.min(from + 4, words.length); end > from; end--) {
        const heard = soundsLikePlace(words.slice(from, end))
        if (heard) words.splice(from, end - from, { text: heard })
        if (heard) break
      }
    return words.map(({ text }) => text).join("")
  }

  function soundsLikePlace(words) {
    const text = words.map(({ text }) => text).join(""), division = text.length > 2 && /[省市州]$/.test(text)
    const isName = ({ text }) => text.length > 1 && [...places, ...aliases.keys()].some(name => name.startsWith(text))
    const isElsewhere = [text, division && text.slice(0, -1)].some(name => lexicon.absent.has(name)) // 山西省, 抚州市
    if (text.length < 2 || text.length > 4 || words.some(isName) || isElsewhere) return null
    const says = ({ text, kind }) => text.length > 1 && kind !== "loose" || ["who", "by", "to", "take"].includes(kind)
    const heard = division || !words.some(says) ? hear(text) : null
    return heard && isPaired(heard) && (!division || heard.at(-1) === text.at(-1)) ? heard : null
  }

  /** The number of a clause that a line sounds like: 地八条, 第巴条, 第八调. */
  function hearNumber(line) {
    const sounds = [...line].map(soundsOf), ends = [sounds[0], sounds.at(-1)]
    if (sounds.length < 3 || sounds.length > 6 || !ends.every((own, i) => own.includes(["di", "tiao"][i]))) return ""
    const numerals = [..."一二三四五六七八九十"].map(c => [c, soundsOf(c)])
    const heard = sounds.slice(1, -1).map(own => numerals.find(([, [sound]]) => own.includes(sound))?.[0])
    return heard.every(Boolean) ? `第${heard.join("")}条` : ""
  }
  /** Whether letters spell a run in full: hebei 河北. */
  const spells = (letters, run) => !run ? !letters : soundsOf(run[0])
    .some(sound => letters.startsWith(sound) && spells(letters.slice(sound.length), run.slice(1)))
  const joined = (words, from, to) => words.slice(from, to + 1).map(({ text }) => text).join("")

  return {
    wordsOf, compound, split, figures, mend, hearPlace, hearPlaces, hearNumber, spells, conceive,
    isAsking, isIdle, absentIn, hear,
  }
}
