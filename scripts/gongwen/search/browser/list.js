/* Which groups are listed, the best first: all that hold every one of some concepts, or those nearest to a question. */

import { RANKED } from "./texts.js"
import { byKeys, lazy, pick } from "./tools.js"
import { isPair } from "./words.js"

const TIERS = { clause: 3, preamble: 3, part: 2, document: 2, pairing: 1, term: 0 }

/** The lists of the texts, in the order of the scores. */
export function createLister({ find, isPlace: standsForPlace }, scoresOf) {
  const isPlace = ({ texts: [text], literal }) => literal || standsForPlace(text)

  /**
   * Those of a set of groups that hold all concepts, or else at least so many, those with the most first; `near` is
   * the stretch that the words take up. A pairing holds the words that ask for one (昭通 帮扶).
   */
  function list(concepts, among, least = concepts.length) {
    const found = concepts.map(({ texts }) => texts.map(find))
    const asked = concepts.flatMap(({ texts }) => texts)
    const scores = lazy(() => asked.map(scoresOf))
    const scoreOf = ({ document }) => scores().reduce((sum, map) => sum + (map.get(document) ?? 0), 1)
    const aboutPlaces = lazy(() => concepts.every(concept => isPair(concept.kind) || isPlace(concept)))
    const listed = []
    for (const group of new Set(found.flat().flatMap(map => [...map.keys()]))) {
      const pairing = group.kind === "pairing", term = group.kind === "term"
      const contains = maps => maps.some(map => map.has(group))
      const holds = ({ kind, literal }, i) => pairing ? isPair(kind) || contains(found[i])
        : literal ? find(literal).has(group) : contains(found[i])
      const held = among.has(group) ? concepts.filter(holds).length : 0
      if (held < Math.max(1, least)) continue
      const lists = found.map(maps => maps.flatMap(map => map.get(group) ?? []))
      const hits = numbered(lists)
      const units = group.units.map(unit => {
        const inside = within(hits, unit)
        return { unit, hits: inside, score: inside.length && scoreOf(unit) }
      })
      const titled = lists.every(list => list.some(({ at }) => at < group.title.length))
      const exact = !term && asked.includes(group.title ? group.units[0].folded : group.text)
      const tier = exact ? 5 : titled && group.kind === "clause" ? 4 : TIERS[group.kind]
      const alternative = Math.max(0, found[0].findIndex(map => map.has(group)))
      const near = span(hits)
      const scored = units.map(({ score }) => score).sort((a, b) => b - a)
      const total = scored.reduce((sum, score, i) => sum + score / (i + 1), 0)
      const keys = [-held, -(pairing && aboutPlaces()), alternative, +term, near, -tier, -total, group.from]
      listed.push({ group, units, near, keys })
    }
    return listed.sort(byKeys)
  }

  /** The groups nearest to a question: pairings of its places, then the sentences that say most of it. */
  function listNear(concepts, among) {
    const about = concepts.filter(isPlace)
    const few = concepts.filter(({ weight }) => weight === 1).length <= 2 * about.length
    const relation = about.length && (few || concepts.some(({ kind }) => isPair(kind)))
    const ofPairs = relation ? pick(among, ({ kind }) => kind === "pairing") : new Set()
    const both = list(about, ofPairs), pairings = both.length ? both : list(about, ofPairs, 1)
    // What makes the question is marked: its places, else its words; and the figure that it asks for.
    const asks = ({ kind, texts }) => (kind === "ask" || kind === "who") && !texts[0].includes("#")
    const marked = relation ? about : concepts.filter(concept => !asks(concept))
    const maps = marked.map(({ texts }) => texts.map(find))
    const values = concepts.map(valuesOf)
    const listed = []
    for (const group of pick(among, ({ kind }) => RANKED.includes(kind))) {
      const lists = maps.map(found => found.flatMap(map => map.get(group) ?? [])), hits = numbered(lists)
      const scores = score(group, concepts, values), best = Math.max(...scores)
      if (!best || relation && !hits.length) continue
      const units = group.units.map((unit, i) => ({ unit, hits: within(hits, unit), score: scores[i] }))
      const near = units.filter(({ unit, score }) => score > best / 2 || !unit.anchor)
      listed.push({ group, best, units: near, keys: [-best] })
    }
    listed.sort(byKeys)
    return [...pairings, ...listed.filter(({ best }) => best > listed[0].best * 0.4).slice(0, 6)]
  }

  /** How much each document says of a concept. What is no word of the index (#年, 向) says a little by being there. */
  function valuesOf({ texts }) {
    const values = new Map()
    texts.forEach((text, i) => {
      const scores = scoresOf(text)
      for (const [document, score] of scores.size ? scores : mentions(text))
        values.set(document, Math.max(values.get(document) ?? 0, (1 - i / 8) * score))
    })
    return values
  }

  const mentions = text => [...find(text)].flatMap(([{ units }, hits]) =>
    units.filter(unit => within(hits, unit).length).map(({ document }) => [document, 3]))

  /** How near each unit of a group comes: what it says of the concepts, times the share of them that it covers. */
  function score({ units }, concepts, values) {
    const table = values.map(map => units.map(({ document }) => map.get(document) ?? 0))
    const whole = concepts.reduce((sum, { weight }) => sum + weight, 0)
    return units.map((_, i) => {
      if (!table.some(row => row[i])) return 0
      let gain = 0, cover = 0
      concepts.forEach(({ weight }, c) => {
        // What the sentence leaves out, the title or the rest of the clause may say.
        const row = table[c], own = row[i], title = row[0]
        gain += weight * (own ? own + 0.3 * title : 0.6 * title)
        cover += weight * (own || title ? 1 : row.some(Boolean) ? 0.3 : 0)
      })
      return gain * cover / whole
    })
  }

  return { list, listNear }
}

/** The hits of several words in one list, each with the number of its word. */
function numbered(lists) {
  return lists.flatMap((list, word) => list.map(({ at, end }) => ({ at, end, word })))
}

/** The hits that touch a unit of their group. */
function within(hits, unit) {
  return hits.filter(({ at, end }) => at < unit.end && end > unit.at)
}

/** The length of the shortest stretch with a hit of each word in it; 0 for a single word. */
function span(hits) {
  const words = new Set(hits.map(({ word }) => word)).size, latest = []
  if (words < 2) return 0
  let least = Infinity
  for (const hit of [...hits].sort((a, b) => a.at - b.at)) {
    const old = latest.findIndex(({ word }) => word === hit.word)
    if (old >= 0) latest.splice(old, 1)
    latest.push(hit)
    if (latest.length === words) least = Math.min(least, Math.max(...latest.map(({ end }) => end)) - latest[0].at)
  }
  return least
}
