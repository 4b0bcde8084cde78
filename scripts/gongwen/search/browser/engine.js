/* The engine: what is in is decided by literal evidence in the texts, the order by lunr. */

import { bare, clean, createFold, unquote } from "./fold.js"
import { createLister } from "./list.js"
import { findNumbers } from "./numbers.js"
import { plainLetters, readCharacters } from "./pinyin.js"
import { createRanker, readWords } from "./rank.js"
import { present } from "./results.js"
import { createTexts } from "./texts.js"
import { pick } from "./tools.js"
import { LONGEST, createUnderstanding } from "./understand.js"
import { createLexicon } from "./words.js"

/** Within how many characters the words of a compound stand. */
const CLOSE = 24
const WARM_UP_SLICES = 6, SLICE_MS = 8

/** Baked data → a function from a query to Material's result. */
export function createEngine(data) {
  const printed = JSON.stringify([data.groups, data.lists, data.aliases, data.meanings])
  const characters = readCharacters(data.characters, new Set(printed))
  const fold = createFold(characters.simple), places = data.places.split(" ")
  const texts = createTexts(data, fold, places)
  const { groups, documents, find, has, print } = texts
  const words = readWords(data.words, documents.map(({ folded }) => folded).join(""))
  const scoresOf = createRanker(words, data.steps, data.scores)
  const { list, listNear } = createLister(texts, scoresOf)
  const titles = documents.filter(({ anchor }) => !anchor.includes("-s")).map(({ folded }) => folded)
  const lexicon = createLexicon(data, fold, [...words, ...titles])
  const understanding = createUnderstanding(texts, lexicon, places, characters)
  const { understand, compound, split, mend, conceive, isAsking, isIdle, absentIn, prepare } = understanding
  const everything = new Set(groups), pairings = pick(groups, ({ kind }) => kind === "pairing")
  const byNumber = new Map(groups.map(group => [`${group.kind} ${group.number}`, group]))

  /** The words of a line between blanks and punctuation. */
  const runsOf = line => fold(line.slice(0, 4 * LONGEST)).split(/·+/).filter(Boolean)

  function isLatin(line) {
    return /^[\p{sc=Latin}\p{M}\d'’ -]+$/u.test(line) && /\p{sc=Latin}/u.test(line)
  }

  /** The blocks of a line between blanks. A syllable among others says nothing by itself: yi dai yi lu. */
  function blocksOf(line) {
    const blocks = line.split(" ").filter(block => /[\p{L}\p{N}]/u.test(block)).slice(0, 32).map(fold)
    const speaks = block => !characters.syllables.has(plainLetters(block))
    return blocks.length > 1 && isLatin(line) ? blocks.filter(speaks) : blocks
  }

  /** What a line of words may mean, the likeliest first: literal and known words, then slips. */
  function* readings(line) {
    const blocks = blocksOf(line), latin = isLatin(line)
    if (latin && line.includes(" ")) yield [understand(fold(line))]
    const understood = blocks.map(understand)
    yield understood
    if (blocks.length > 1 && blocks.some(isAsking)) return
    const spoken = blocks.map((block, i) => [bare(block), understood[i]])
      .filter(([block]) => blocks.length < 2 || !isIdle(block))
    const orElse = read => spoken.flatMap(([block, concept]) => concept ?? read(block))
    const places = orElse(compound)
    if (!places.includes(null) && list(places, pairings).length) yield places
    yield orElse(block => mend(block, true))
    yield orElse(split)
    yield orElse(mend)
    const runs = latin ? [] : runsOf(line).filter(run => !isIdle(run))
    yield runs.map(run => ({ ...understand(run) ?? { texts: [] }, told: true }))
    // Other names of an entry of the index.
    yield spoken.map(([block]) => ({ texts: [block] }))
  }

  /** What a line of words finds, or what comes near where it finds nothing. */
  function listWords(line, among) {
    for (const concepts of readings(line)) {
      if (!concepts.length || concepts.includes(null)) continue
      const told = concepts.some(({ told }) => told), listed = list(concepts, among)
      // Words that were written as one belong together: 资金管理 is not 资金 here and 管理 there.
      const apart = told && !line.includes(" ") && listed[0]?.group.kind !== "pairing"
      const entries = apart ? listed.filter(({ near }) => near <= CLOSE) : listed
      if (entries.length) return { entries, notice: told ? `已按${quote(concepts).join("和")}搜索` : "" }
    }
    const each = blocksOf(line).map(bare).map(understand).filter(concept => concept?.kind !== "ask")
    if (each.length > 1 && each.every(Boolean)) {
      const entries = list(each, among, 1)
      if (entries.length) return { entries, notice: `没有一处同时含有${quote(each).join("和")}，以下含其中之一`, near: true }
    }
    const runs = runsOf(line), absent = [...new Set(runs.flatMap(absentIn))].map(name => `「${name}」`)
    const concepts = runs.flatMap(conceive), says = ({ kind }) => kind !== "ask" && kind !== "pair"
    const entries = absent.length && !concepts.some(says) ? [] : listNear(concepts, among)
    const missing = absent.length ? `正文没有提到${absent.join("")}` : entries.length ? "没有逐字相同的内容" : ""
    return { entries, notice: missing + (entries.length ? "，以下是相近的结果" : ""), near: entries.length > 0 }
  }

  /** The runs of some concepts as they are printed, for notices: 「云南省」, 「昭通市」. */
  function quote(concepts) {
    const found = texts => [...new Set(texts)].filter(text => find(text).size).slice(0, 3)
    const words = concepts.map(({ texts }) => found(texts).map(text => `「${print(text)}」`).join(""))
    return [...new Set(words)].filter(Boolean).slice(0, 8)
  }

  /** What stands at an id: c8-p1-s3, c8-p1, pair-5. */
  function listId(id) {
    if (!/^(c\d|[a-z]+-)/.test(id)) return null
    const at = ({ anchor }) => `${anchor}-`.startsWith(`${id}-`)
    const group = groups.find(({ units }) => units.some(at))
    return group ? { entries: [{ group, units: showing(group, at) }], notice: "" } : null
  }

  /** What is called by number, and what else stands in the query looked for in it: 第八条 落户. */
  function listNumbers(line) {
    const numeral = /^[一二三四五六七八九十]+$/.test(line) && !has(line)
    const { targets, rest } = findNumbers(numeral ? `第${line}` : line)
    const groupOf = ({ kind, or, number }) => byNumber.get(`${kind} ${number}`) ?? byNumber.get(`${or} ${number}`)
    const called = new Map(targets.map(target => [groupOf(target), target]).filter(([group]) => group))
    const absent = targets.length && !called.size && !has(fold(line)) ? "这份文件没有这一条" : ""
    if (!called.size && !absent) return null
    const parts = [...called.keys()].filter(({ kind }) => kind === "part").map(({ number }) => number)
    const within = pick(groups, group => called.has(group) || parts.includes(group.part))
    const inside = runsOf(rest).every(isIdle) ? null : listWords(rest, absent ? everything : within)
    const entries = inside?.entries ?? []
    if (absent) return { entries, notice: absent + (entries.length ? "，以下不限条款" : ""), near: entries.length > 0 }
    // What the document is called says nothing of its clauses: 指导意见第九条.
    const titled = groups[0].title.includes(rest)
    if (entries.length && !(inside.near && titled)) return inside
    const literal = list([{ texts: [fold(line)] }], everything).filter(({ group }) => !called.has(group))
    const whole = [...called].map(([group, target]) => {
      const named = sentenceOf(group, target), shown = named ?? group.units[1]
      return { group, named, units: showing(group, unit => unit === shown) }
    })
    // 第三部分第八条 is a clause, said with its part.
    whole.sort(({ group: a }, { group: b }) => (a.kind === "part") - (b.kind === "part"))
    const lacks = whole.every(({ named }) => named) ? "" : "所指的条款没有这一句"
    const notice = inside && !titled ? "所指的条款里没有这些词" : lacks
    return { entries: [...whole, ...literal], notice, near: !!notice }
  }

  /** A group called as a whole shows one sentence: the one that was named, or the first. */
  const showing = ({ units }, fits) => units.map(unit => ({ unit, hits: [], score: +fits(unit) }))

  function sentenceOf({ units }, { paragraph, sentence = 1 }) {
    return units.filter(({ anchor }) => anchor && (!paragraph || anchor.includes(`-p${paragraph}-`)))[sentence - 1]
  }

  /** Material's result. The first head carries the notice as a tag, which Material shows as it is. */
  function answer(query) {
    const line = clean(query)
    if (!/[\p{L}\p{N}]/u.test(line)) return { items: [] }
    const quoted = unquote(line)
    const { entries, notice, near = false } = quoted === null
      ? listId(line.toLowerCase()) ?? listNumbers(line) ?? listWords(line, everything)
      : { entries: list([{ texts: [fold(quoted)] }], everything), notice: "" }
    return { items: entries.map((entry, i) => present(entry, i ? near ? "相近" : "" : notice)), notice, near }
  }

  /** Makes what only some queries need and tries every kind, by slices, so that the reader's first ones are quick. */
  answer.warmUp = function* () {
    prepare()
    yield
    for (const mean of lexicon.means) find(mean), scoresOf(mean)
    const known = [...lexicon.known], sounds = [...characters.syllables.keys()]
    for (let slice = 0, i = 0; slice < WARM_UP_SLICES; slice++) {
      yield
      for (const end = performance.now() + SLICE_MS; performance.now() < end; i++) {
        const [word, other] = [7, 11].map(step => known[i * step % known.length]), slip = other.slice(1) + other[0]
        const sound = sounds[i % sounds.length] + sounds[0][0]
        // What most queries need is tried most.
        const queries = i % 4 ? [word, `${word} ${other}`, `第${i}条`] : [`“${word}”`, slip, `谁${word}${other}`, sound]
        queries.forEach(answer)
      }
    }
  }

  return answer
}
