/* What is done where nothing is found literally: questions, slips, other numbers; and what is said of it. */

import { createBounds, createDictionary } from "./dictionary.js"
import { readDirection } from "./direction.js"
import { createEar } from "./ear.js"
import { bare, createFold } from "./fold.js"
import { createNumerals } from "./numerals.js"
import { createLetters } from "./letters.js"
import { createPairs } from "./pairs.js"
import { createReading, isAsk, isWho } from "./read.js"
import { createNear } from "./near.js"
import { lacking } from "./results.js"
import { pick } from "./tools.js"
import { LONGEST } from "./understand.js"
import { isPair, readLines } from "./words.js"

/** Within how many characters the words of a compound stand. */
const CLOSE = 24

/** As many characters one who asks does not have in common with the texts by chance. */
const QUOTED = 6

/** How one asks for some of several: 哪两个省, 哪几家, 哪座东部城市, 哪几个东部省市. */
const WHICH = /哪(?:[一二两三四五六七八九十几\d]+[个家座]|[个家座](?=[东西]部))(?:[东西]部)?(?:省市|省份?|市|州|城市|地方|地区)?/g
/** In which half of the country, where places are asked for: 帮扶昭通的东部城市. */
const HALF = /[东西]部(?=省|市|城市|地区)/g
/** What a place is asked as: 重庆作为支援方帮哪里. */
const AS = /作为[\p{sc=Han}]{0,4}(?:方|对象|单位)/gu
/** Words of a question that asks once more: 分别是谁. */
const AGAIN = ["is", "have", "who", "which", "of", "noun", "light"]
/** What stands between words that a blank or a comma keeps apart. */
const APART = { kind: "light", text: "" }, PAUSE = { kind: "pause", text: "" }
/** How one types who and where; 谁 is read in two ways. */
const ASKING = { shei: "谁", shui: "谁", youshei: "由谁", youshui: "由谁", nali: "哪里", naer: "哪儿", nar: "哪儿" }

/** The readers that need everyday words and the names of what the texts lack, which stand in the same file. */
export function createFurther({
  texts, characters, lister, aliases, places, everything, pairings,
  createWords, createReader, blocksOf, isLatin, namesOf, listAll, listNumbers, quote,
}) {
  const { all, has } = texts, { list } = lister

  const { meanings, names, related, ordinary, bounds: packed, unpaired, variants, sounds } = self.more
  const fold = createFold(new Map([...readVariants(variants), ...characters.simple]))
  const lexicon = createWords(readLines(meanings), readAbsent(names, related, fold), createDictionary(ordinary))
  const bounds = createBounds(packed, texts), understand = createReader(bounds)
  const soundsOf = createEar(characters.syllables, sounds)
  const reading = createReading(texts, lexicon, places, soundsOf, bounds)
  const { wordsOf, compound, split, figures, mend, isAsking, isIdle } = reading
  const { hearPlace, hearPlaces, hearNumber, spells, conceive, absentIn } = reading
  const letters = createLetters(texts, lexicon, soundsOf)
  const numerals = createNumerals(all), pairs = createPairs(pairings), others = unpaired.split(" ")
  const runsOf = line => fold(line.slice(0, 4 * LONGEST)).split(/·+/).filter(Boolean)

  const { isLess, isSaid, listNearest, nearTo } =
    createNear(texts, lexicon, reading, lister, { fold, runsOf, namesOf, quote })

  /** The same for words that are not there literally. */
  function listWords(line, among) {
    const blocks = blocksOf(line, fold), understood = blocks.map(understand)
    const spelled = isLatin(line) ? listSpelled(line, understood, among) : null
    if (spelled) return spelled
    const spoken = blocks.map((block, i) => [bare(block), understood[i]])
      .filter(([block]) => blocks.length < 2 || !isIdle(block))
    const orElse = read => spoken.flatMap(([block, concept]) => concept ?? read(block))
    const runs = runsOf(line), absent = runs.flatMap(absentIn)
    const initials = understood.includes(null) ? orElse(compound) : [null]
    const pair = listAll(initials, pairings) && listAll(initials, among)
    const asked = pair ?? (among === everything ? listPlaces(line) ?? listHeard(line) ?? listPairs(line) : null)
      ?? listNumerals(blocks, among)
    if (asked) return asked
    const apart = line.includes(" ") ? Infinity : CLOSE
    const literal = listAll(understood, among) ?? (isLatin(line) ? listLetters(line, among) : null)
    if (literal) return literal
    if (!(blocks.length > 1 && blocks.some(isAsking))) {
      const told = () => isLatin(line) ? [] : runs.filter(run => !isIdle(run))
        .map(run => ({ ...understand(run) ?? { texts: [] }, told: true }))
      // Last, other names of an entry of the index.
      const others = () => spoken.map(([block]) => ({ texts: [block] }))
      const slips = [() => orElse(block => mend(block, true))], numbers = () => orElse(figures)
      const parts = () => orElse(block => split(block)), loosely = () => orElse(block => split(block, true))
      const mended = () => orElse(block => mend(block)), near = () => orElse(block => mend(block, false, true))
      const all = [...slips, numbers, parts, mended, near, loosely, told, others]
      for (const read of absent.some(({ name }) => name) ? slips : all) {
        const found = listAll(read(), among, read === numbers ? 2 * apart : apart)
        const isPart = [parts, loosely, told].includes(read)
        if (found && read === near) return { ...found, near: true, notice: nearTo(line, read()) }
        const less = found?.notice && (read === numbers ? !isSaid(line) && !asks(runs) : isPart && isLess(line))
        if (found) return less ? { ...found, notice: `${lacking(line)}，${found.notice}` } : found
      }
    }
    return listEach(blocks, among) ?? (among === everything ? listAsked(line, absent) : null)
      ?? (absent.length ? null : listStated(runs, among)) ?? listNearest(line, runs, absent, among)
  }

  /** Letters that spell what is no name: as one run, or each block a word. */
  function listSpelled(line, understood, among) {
    const whole = line.includes(" ") ? listAll([understand(fold(line))], among) : null
    return whole ?? (understood.length > 1 && understood.some(concept => isPair(concept?.kind)) ? null
      : listAll(understood, among))
  }

  const asks = runs => runs.some(run => wordsOf(run).some(({ kind }) => isAsk(kind)))

  /** Letters with slips in them: the line as one word, or each block, or the words that it is made of. */
  function listLetters(line, among) {
    const told = name => name && { texts: [lexicon.named(name)], told: true }
    const blocks = blocksOf(line, fold), apart = blocks.length > 1 && blocks.length === line.split(" ").length
    const whole = told(letters.word(line))
    const isRest = rest => !rest || isPair(understand(rest)?.kind)
    for (const { pair, rest } of letters.initials(line)) {
      const named = pair.map(told), found = isRest(rest) && listAll(named, pairings) && listAll(named, among)
      if (found) return found
    }
    return (whole ? listAll([whole], among) : null)
      ?? (apart ? listAll(blocks.map(block => understand(block) ?? told(letters.word(block))), among) : null)
      ?? listAll((letters.words(line) ?? []).map(told), among)
  }

  /** Places beside each other that are no pair: the pairings of each. */
  function listPlaces(line) {
    const words = runsOf(line).flatMap(wordsOf).filter(({ kind }) => kind !== "and")
    const side = words.map(({ text }) => [namesOf(text)])
    if (side.length < 2 || side.some(([names]) => !names.length)) return null
    const about = side.map(([texts]) => ({ texts }))
    return listAll(about, pairings) ? null : listSides({ each: side }, side.flatMap(([names]) => names))
  }

  /** A line with what sounds like it in it: 地八条 for 第八条, 北京hebei. */
  function listHeard(line) {
    const number = hearNumber(line), found = number && listNumbers(number)
    if (found) return { ...found, notice: found.notice || `已按“${number}”检索` }
    const spelled = isLatin(line) ? askedIn(line)
      : line.replace(/[a-z]{2,}/gi, letters => spelledBy(fold(letters)) ?? letters)
    return spelled === line ? null : listWords(spelled, everything)
  }

  /** A question in letters, if all of it is understood: guangxi shei bangfu → 广西谁帮扶; shui li asks nothing. */
  function askedIn(line) {
    const blocks = line.split(" ").map(fold), read = blocks.map(block => ASKING[block] ?? spelledBy(block))
    const isWord = word => word && (word.length > 1 || isPair(lexicon.kindOf(word)) || word === ASKING.shei)
    return blocks.some(block => ASKING[block]) && read.every(isWord) ? read.join("") : line
  }

  const spelledBy = typed => understand(typed)?.texts.find(run => spells(typed, run)) ?? letters.word(typed)

  /** Words that stand nowhere together: what holds one of them. */
  function listEach(blocks, among) {
    const each = blocks.map(bare).map(understand).filter(concept => !isAsk(concept?.kind))
    if (each.length < 2 || !each.every(Boolean)) return null
    const entries = list(each, among, 1)
    const notice = `没有一处同时含有${quote(each).join("和")}，以下含其中之一`
    return entries.length ? { entries, notice, near: true } : null
  }

  /** A question about what stands in the texts as it is, besides what all of the document is about. */
  function listStated(runs, among) {
    const words = runs.flatMap(wordsOf), said = words.filter(({ kind }) => !isAsk(kind))
    const says = said.map(({ text }) => !isIdle(text)), from = says.indexOf(true), to = says.lastIndexOf(true)
    const core = said.slice(from, to + 1), run = core.map(({ text }) => text).join("")
    const states = from >= 0 && said.length < words.length && run.length > QUOTED && has(run)
    return states && !core.some(({ kind }) => kind === "topic") ? listAll([{ texts: [run], told: true }], among) : null
  }

  /** Who or where is asked of a paired place in words that are not all understood: its pairings answer. */
  function listAsked(line, absent) {
    const words = pairedWords(line), sides = words.map(({ text }) => namesOf(text)).filter(({ length }) => length)
    if (!sides.length || absent.some(({ name }) => name) || !words.some(({ kind }) => isWho(kind))) return null
    return listSides({ sides: sides.map(names => [[names]]), asks: true }, sides.flat())
  }

  /**
   * The words of a question of who helps whom, with the places that slips turned into others. Who asks again without a
   * place asks the same: 保定有没有人帮扶，是谁.
   */
  function pairedWords(line) {
    const has = (part, fits) => runsOf(part).flatMap(wordsOf).some(fits)
    const names = part => has(part, ({ text }) => namesOf(text).length)
    const again = part => !has(part, ({ kind }) => !AGAIN.includes(kind))
    const [first, ...more] = line.replace(WHICH, "哪里").replace(HALF, "").replace(AS, "").split(/[，,；;。？?！!]/)
    const asks = has(first, ({ kind }) => isWho(kind)) && names(first)
    const parts = [first, ...asks ? more.filter(part => !again(part)) : more]
    const read = part => runsOf(part.replace(/[、\/]/g, "和"))
      .flatMap(run => [APART, ...wordsOf(hearPlaces(run))]).flatMap(word => initials(word) ?? asked(word) ?? [word])
    return parts.flatMap((part, i) => [...i ? [PAUSE] : [], ...read(part).slice(1)])
  }

  /** 找谁, 谁负责 are a word among everyday ones; here 谁 is one by itself. */
  function asked({ text, kind }) {
    const parts = isWho(kind) ? [] : text.split(/(谁)/).filter(Boolean)
    return parts.length > 1 ? parts.flatMap(wordsOf) : null
  }

  /** Who helps whom, from the pairings. */
  function listPairs(line) {
    const words = pairedWords(line), asks = words.some(({ kind }) => isWho(kind))
    const read = words.map(({ text, kind }, i) => {
      const heard = kind === "loose" ? (/[a-z]/.test(text) ? spelledBy(text) : hearPlace(text)) ?? text : text
      const official = namesOf(heard), names = official.length || !others.includes(heard) ? official : [heard]
      // What nothing is known of is not there; a single character is no name: 州, 归.
      const lacks = kind === "absent" || kind === "loose" && !asks && !names.length && text.length > 1 && !has(text)
      const known = kind === "absent" && words[i - 1]?.kind !== "except"
      return { text, names, lacks, known, kind: lacks ? "loose" : kind }
    })
    const absent = read.filter(({ lacks }) => lacks), asked = readDirection(read)
    if (!asked) return null
    const { sides, without } = asked, named = sides.flat(3)
    return listSides(absent.length ? { sides, without } : asked, named, absent)
  }

  /** 鲁渝 stands for two places, 山东 and 重庆. */
  function initials({ text, kind }) {
    const both = kind === "loose" && text.length === 2 ? [...text].map(c => aliases.get(c)) : [null]
    return both.every(name => places.includes(name)) ? both.map(name => ({ text: name, kind: "loose" })) : null
  }

  /** The pairings that answer, then the clauses that speak of the places. */
  function listSides(asked, named, absent = []) {
    const { found, notice, tag } = pairs(asked), among = new Set(found)
    if (absent.length && !found.length) return null
    const about = named.map(name => ({ texts: [name] }))
    const entries = list([{ texts: named }], among).sort((a, b) => a.group.from - b.group.from)
    const clauses = list(about, pick(everything, ({ kind }) => kind !== "pairing" && kind !== "term"), 1)
    const missing = absent.map(({ text }) => `“${lexicon.absent.get(text)?.name ?? text}”`).join("")
    const without = !found.length && clauses.length ? "，以下是提到它的条款" : ""
    return {
      entries: [...entries.map(entry => tag ? { ...entry, tag } : entry), ...clauses], named,
      notice: (missing && `文中没有提到${missing}，`) + notice + without,
      // A word that is no name says little of the places, nor one that is left out: 除了台湾.
      near: !!(tag || without || absent.some(({ known }) => known)),
    }
  }

  /** The same line with its numbers as the texts write them. */
  function listNumerals(blocks, among) {
    const read = blocks.map(block => numerals(block)), within = read.flatMap(found => found?.within ?? [])
    if (!read.some(Boolean)) return null
    const line = blocks.map((block, i) => read[i]?.text ?? block).join(" ")
    const concepts = blocksOf(line, fold).map(understand)
    const found = listAll(concepts, among) ?? listWords(line, among)
    if (!found.entries.length) return null
    const changed = read.flatMap((found, i) => found ? [`“${found.text}”`] : [])
    if (!within.length) return { ...found, notice: found.notice || `已按${changed.join("和")}检索` }
    return { ...found, near: true, notice: `文中没有“${blocks.join(" ")}”，以下是含“${within[0]}”的相近结果` }
  }

  return { listWords, isIdle: rest => runsOf(rest).every(isIdle) }
}

/**
 * Lines of a suffix and the names before it, packed, and lines of a name in the texts and of others near it → each
 * name, folded, as it is printed, and the one that is near it.
 */
function readAbsent(names, related, fold) {
  const absent = new Map(), add = (name, near) => absent.set(fold(name), { name, near })
  for (const [key, ...heads] of readLines(names)) {
    const [, suffix, length] = /^(\D+)(\d+)$/.exec(key), further = length - 1
    for (const [head, ...tails] of heads)
      for (let i = 0; i < tails.length || !i; i += further || 1) {
        const short = head + tails.slice(i, i + further).join("")
        // 大理白族自治州 is 大理州, too.
        for (const end of suffix === "-" ? [""] : ["", suffix, suffix.at(-1)]) add(short + end)
      }
  }
  for (const [near, ...others] of readLines(related)) for (const other of others) add(other, near)
  return absent
}

/** 郑鄭 锦錦 → characters and what they are other forms of. */
function readVariants(packed) {
  return packed.split(" ").flatMap(([simple, ...others]) => others.map(other => [other, simple]))
}
