/* The engine: what is in is decided by literal evidence in the texts, the order by lunr. */

import { bare, clean, createFold, unquote } from "./fold.js"
import { createLister } from "./list.js"
import { joinNumbers } from "./numerals.js"
import { findNumbers } from "./numbers.js"
import { plainLetters, readCharacters } from "./pinyin.js"
import { createRanker, readWords } from "./rank.js"
import { lacking, present } from "./results.js"
import { createTexts } from "./texts.js"
import { lazy, pick } from "./tools.js"
import { LONGEST, createUnderstanding } from "./understand.js"
import { createLexicon, isPair, readAliases, readLines } from "./words.js"

/** Baked data → a function from a query to Material's result. */
export function createEngine(data) {
  const printed = JSON.stringify([data.groups, data.lists, data.aliases])
  const characters = readCharacters(data.characters, new Set(printed))
  const fold = createFold(characters.simple), places = data.places.split(" ")
  const texts = createTexts(data, fold, places), { groups, documents, find, has, isPlace, print } = texts
  const words = readWords(data.words, documents.map(({ folded }) => folded).join(""))
  const scoresOf = createRanker(words, data.steps, data.scores)
  const lister = createLister(texts, scoresOf), { list } = lister
  const titles = documents.filter(({ anchor }) => !anchor.includes("-s")).map(({ folded }) => folded)
  const aliases = readAliases(data.aliases, fold), relations = readLines(data.relations)
  const createWords = (rows, ...more) =>
    createLexicon([...relations, ...rows], aliases, places, [...words, ...titles], ...more)
  const createReader = bounds => createUnderstanding(texts, createWords([]), places, characters.syllables, bounds)
  const understand = createReader()
  const everything = new Set(groups), pairings = pick(groups, ({ kind }) => kind === "pairing")
  const byNumber = new Map(groups.map(group => [`${group.kind} ${group.number}`, group]))

  function isLatin(line) {
    return /^[\p{sc=Latin}\p{M}\d'’ -]+$/u.test(line) && /\p{sc=Latin}/u.test(line)
  }

  /** The blocks of a line between blanks. A syllable among others says nothing by itself: yi dai yi lu. */
  function blocksOf(line, fold) {
    const blocks = line.split(" ").filter(block => /[\p{L}\p{N}]/u.test(block)).slice(0, 32).map(fold)
    const speaks = block => !characters.syllables.has(plainLetters(block))
    return blocks.length > 1 && isLatin(line) ? blocks.filter(speaks) : blocks
  }

  /** The official names of the paired places and their provinces that a word names: 凉山 → 凉山彝族自治州. */
  function namesOf(text) {
    const name = aliases.get(text) ?? text
    if (places.includes(name)) return [name]
    return text.length > 1 && isPlace(text) ? places.filter(place => place.startsWith(text)) : []
  }

  /** The list of some concepts, with what was understood; null where one is missing or nothing holds them all. */
  function listAll(concepts, among, close = Infinity) {
    if (!concepts.length || concepts.includes(null)) return null
    const told = concepts.some(({ told }) => told), listed = list(concepts, among)
    const entries = told && listed[0]?.group.kind !== "pairing" ? listed.filter(({ near }) => near <= close) : listed
    const named = concepts.flatMap(({ texts }) => texts.flatMap(namesOf))
    return entries.length ? { entries, named, notice: told ? `已按${quote(concepts).join("和")}检索` : "" } : null
  }

  /** The runs of some concepts as they are printed, for notices: “云南省”, “昭通市”. */
  function quote(concepts) {
    const found = texts => [...new Set(texts)].filter(text => find(text).size).slice(0, 3)
    const printed = concepts.map(({ texts }) => found(texts).map(text => `“${print(text)}”`).join(""))
    return [...new Set(printed)].filter(Boolean).slice(0, 8)
  }

  /** What is needed where nothing is found literally: a script of its own, with its data. */
  const further = lazy(() => {
    if (!self.createFurther) importScripts(data.more)
    return self.createFurther({
      texts, characters, lister, aliases, places, everything, pairings,
      createWords, createReader, blocksOf, isLatin, namesOf, listAll, listNumbers, quote,
    })
  })

  /** What a line of words finds, or what comes near where it finds nothing. */
  function listWords(line, among) {
    const blocks = blocksOf(line, fold), understood = blocks.map(understand)
    const whole = isLatin(line) && line.includes(" ") ? listAll([understand(fold(line))], among) : null
    // Who helps whom, the words between blanks may say: 云南 帮扶 上海.
    const relates = blocks.length > 1 && understood.some(concept => isPair(concept?.kind))
    // Places beside each other that are no pair: what each is paired with comes first.
    const isNamed = concept => concept?.texts.some(text => namesOf(text).length)
    const beside = blocks.length === 2 && understood.every(isNamed) && !listAll(understood, pairings)
    return whole ?? (relates || beside ? null : listAll(understood, among)) ?? further().listWords(line, among)
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
    const { targets, rest, named } = findNumbers(numeral ? `第${line}` : line)
    const counted = kind => groups.filter(group => group.kind === kind).length
    const at = (kind, number) => byNumber.get(`${kind} ${number < 0 ? counted(kind) + 1 + number : number}`)
    const groupOf = ({ kind, or, number }) => at(kind, number) ?? at(or, number)
    const [first, second] = targets, outer = targets.length === 2 && first.kind === "part" && groupOf(first)
    const isMember = ({ kind, part }) => kind === "clause" && part === outer.number
    // 第三部分第一条 is the first of that part, where the clause of that number stands in another.
    const counts = outer && second.kind === "clause" && groupOf(second) && !isMember(groupOf(second))
    const member = counts && groups.filter(isMember)[second.number - 1]
    const found = targets.map(target => [target === second && member || groupOf(target), target])
    const called = new Map(found.filter(([group]) => group))
    const said = !targets.length || [line, ...named].some(text => has(fold(text)))
    const absent = called.size || said ? "" : `文中没有“${named.join(" ")}”`
    if (!called.size && !absent) return null
    const parts = [...called.keys()].filter(({ kind }) => kind === "part").map(({ number }) => number)
    const within = pick(groups, group => called.has(group) || parts.includes(group.part))
    const inside = !bare(fold(rest)) || further().isIdle(rest) ? null : listWords(rest, absent ? everything : within)
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
    const path = named.join("").replace(/^(.*?(?:部[分份]|章|题))(.*?条).*$/, "$1的$2")
    const meant = member ? `${path}是${member.label}` : counts ? `文中没有${path}` : ""
    const lacks = whole.every(({ named }) => named) ? "" : `所指的条款没有这一${missing([...called])}`
    const notice = inside && !titled ? "所指的条款里没有这些词" : lacks || meant
    return { entries: [...whole, ...literal], notice, near: !!notice && notice !== meant }
  }

  /** A group called as a whole shows one sentence: the one that was named, or the first. */
  const showing = ({ units }, fits) => units.map(unit => ({ unit, hits: [], score: +fits(unit) }))

  /** What is called in groups that have no such paragraph or sentence: 款, 段 or 句. */
  function missing(called) {
    const [{ units }, { paragraph, unit }] = called.find(([group, target]) => !sentenceOf(group, target))
    return !paragraph || units.some(({ anchor }) => anchor.includes(`-p${paragraph}-`)) ? "句" : unit
  }

  function sentenceOf({ units }, { paragraph, sentence = 1 }) {
    return units.filter(({ anchor }) => anchor && (!paragraph || anchor.includes(`-p${paragraph}-`)))[sentence - 1]
  }

  /** Material's result, with the sentence to be shown above it and the places that the query names. */
  return query => {
    const line = joinNumbers(clean(query))
    if (!/[\p{L}\p{N}]/u.test(line)) return { items: [], notice: "请输入要检索的文字或数字", places: [] }
    const quoted = unquote(line)
    const { entries, notice, named = [], near = false } = quoted === null
      ? listId(line.toLowerCase()) ?? listNumbers(line) ?? listWords(line, everything)
      : { entries: list([{ texts: [fold(quoted)] }], everything), notice: "" }
    const nothing = notice || (entries.length ? "" : lacking(quoted ?? line))
    const items = entries.map(entry => present(entry, entry.tag ?? (near ? "相近" : "")))
    return { items, notice: nothing, near, places: [...new Set(named)] }
  }
}
