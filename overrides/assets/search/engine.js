/* The engine: what is in is decided by literal evidence in the texts, the order by lunr. */

const TIERS = { clause: 3, preamble: 3, part: 2, document: 2, pairing: 1, term: 0 }
const LONGEST = 64

/** Baked data → a function from a query to Material's result. */
function createEngine(data) {
  const { readings, simple } = readCharacters(data.characters, new Set(JSON.stringify([data.groups, data.lists, data.aliases])))
  const fold = createFold(simple)
  const aliases = new Map(data.aliases.split("\n").map(line => line.split(" ")))
  const meanings = new Map(data.meanings.split("\n").flatMap(line => {
    const [kind, words, ...means] = line.split(" ")
    return words.split("|").map(word => [word, { kind, means }])
  }))
  const places = data.places.split(" ")
  const groups = readGroups(data, fold, aliases)
  const documents = groups.flatMap(({ units }) => units).filter(({ document }) => document >= 0)
  const words = readWords(data.words, documents.map(({ folded }) => folded).join(""))
  const all = groups.map(({ text }) => text).join(MARK)
  const allNumbered = numbered(all)
  const mind = createUnderstanding({ all, words, aliases, meanings, places, readings })
  const scoresOf = createRanker(words, data.steps, data.scores)

  /** Where a folded text stands, for each group that contains it. */
  function find(folded) {
    const form = finder(folded), found = new Map()
    for (const group of groups) {
      const hits = []
      for (let match; (match = form.exec(group.text));) hits.push({ at: match.index, end: form.lastIndex })
      if (hits.length) found.set(group, hits)
    }
    return found
  }
  const body = groups.filter(({ kind }) => kind !== "term").map(({ text }) => text).join("\n")
  const inText = folded => finder(folded).test(body)
  const within = (hits, unit) => hits.filter(({ at, end }) => at < unit.end && end > unit.at)
  const score = (text, unit) => scoresOf(text).get(unit.document) ?? 0
  const isPlace = ({ texts }) => texts.some(text => places.some(place => text === place || text.length > 1 &&
    (place.startsWith(text) || text.startsWith(place) && isPlace({ texts: [text.slice(place.length)] }))))

  const pair = new RegExp(`^(${[...meanings].filter(([, { kind }]) => kind === "p").map(([word]) => word).join("|")})+$`)
  const kindOf = text => meanings.get(text)?.kind ?? (pair.test(text) ? "p" : undefined)

  /** A word that must be there: the texts that count as it, and whether the reader is told of them. */
  function understand(word) {
    const text = fold(word), bare = text.replace(/^·+|·+$/g, "")
    const literal = [text, bare].find(inText)
    if (literal) return { texts: [literal], kind: kindOf(bare) }
    if (bare.length > LONGEST) return null
    if (aliases.has(bare)) return { texts: [aliases.get(bare), bare], told: true }
    const texts = /\p{sc=Latin}/u.test(bare) ? mind.fromPinyin(bare.replace(/·+/g, " ")) : mind.fromAbbreviation(bare)
    if (texts.length) return { texts, told: true }
    return all.includes(bare) ? { texts: [bare] } : null
  }

  /** 建挡立卡 → 建档立卡. */
  function mended(block) {
    const segments = block.length < LONGEST ? mind.segment(block) : []
    const slip = segments.some(({ loose }) => loose) || segments.every(({ text }) => kindOf(text) === "a")
    const run = slip && mind.mend(block)
    return run ? { texts: [run], told: true } : null
  }

  /** What a question is about: each of its words with the words of the text that may answer it, the nearest first. */
  const conceive = run => mind.segment(run).map(({ text, loose }) => {
    const kind = kindOf(text), means = meanings.get(text)?.means ?? []
    const own = loose && text.length > 1 && !all.includes(text) ? mind.mend(text) : kind !== "a" && mind.named(text)
    const texts = [...new Set([own || "", kind === "a" ? "" : text, ...means])].filter(found => found && allNumbered.includes(numbered(found)))
    return { texts, kind, loose, told: true, weight: kind === "a" || kind === "p" ? 0.4 : text.length > 1 ? 1 : 0.3 }
  }).filter(({ texts, loose }) => texts.length || loose)

  /** 云南昭通 → 云南 and 昭通; 什么是建档立卡 → 建档立卡. Nothing for what takes more than its own words to answer. */
  function split(block) {
    const concepts = block.length < LONGEST ? conceive(block) : []
    return concepts.some(({ loose, kind }) => loose || kind) ? [null] : concepts.map(concept => ({ ...concept, texts: concept.texts.slice(0, 1) }))
  }

  /** Groups that hold all words, best first. A pairing holds the words that ask for one (昭通 帮扶). */
  function listAll(concepts, among) {
    const found = concepts.map(({ texts }) => texts.map(find))
    const asked = concepts.flatMap(({ texts }) => texts)
    const aboutPlaces = concepts.every(concept => concept.kind === "p" || isPlace(concept))
    return among.flatMap(group => {
      const pairing = group.kind === "pairing"
      const lists = found.map(maps => maps.flatMap(map => map.get(group) ?? []))
      const hits = lists.flat()
      if (!hits.length || lists.some((list, i) => !list.length && !(pairing && concepts[i].kind === "p"))) return []
      const titled = lists.every(list => list.some(({ at }) => at < group.title.length))
      const exact = group.kind !== "term" && asked.includes(group.title ? group.units[0].folded : group.text)
      const units = group.units.map(unit => {
        const inside = within(hits, unit)
        return { unit, hits: inside, score: inside.length && asked.reduce((sum, text) => sum + score(text, unit), 1) }
      })
      const total = units.map(unit => unit.score).sort((a, b) => b - a).reduce((sum, value, i) => sum + value / (i + 1), 0)
      const alternative = Math.max(0, found[0].findIndex(map => map.has(group)))
      const tier = exact ? 5 : titled && group.kind === "clause" ? 4 : TIERS[group.kind]
      return [{ group, units, keys: [-(pairing && aboutPlaces), alternative, span(lists.filter(list => list.length)), -tier, -total] }]
    }).sort(byKeys)
  }

  /** The groups nearest to a question, best first: pairings of its places, then the sentences that say most of it. */
  function listNear(concepts, among) {
    const asked = concepts.filter(({ texts }) => texts.length)
    const about = asked.filter(isPlace)
    const relation = asked.some(({ kind }) => kind === "p") || asked.filter(({ weight }) => weight === 1).length <= 2 * about.length
    const pairings = relation && about.length ? listAll(about, among.filter(({ kind }) => kind === "pairing")) : []
    // What makes the question is marked: its places, else its words.
    const marked = pairings.length ? about : asked.filter(({ kind }) => kind !== "a")
    const maps = marked.flatMap(({ texts }) => texts.map(find))
    const all = asked.reduce((sum, { weight }) => sum + weight, 0)
    // What is no word of the index (0年, 向) says a little by being there.
    const value = ({ texts }, unit) => Math.max(...texts.map((text, i) =>
      (1 - i / 8) * (scoresOf(text).size ? score(text, unit) : 3 * numbered(unit.folded).includes(numbered(text)))))
    const listed = among.filter(({ kind }) => RANKED.includes(kind)).flatMap(group => {
      const table = asked.map(concept => group.units.map(unit => value(concept, unit)))
      const hits = maps.flatMap(map => map.get(group) ?? [])
      const units = group.units.map((unit, i) => {
        // What the sentence leaves out, the title or the rest of the clause may say.
        const gains = table.map(row => [[row[i] + 0.3 * row[0], 1], [0.6 * row[0], 0.7], [0.2 * Math.max(...row), 0.3], [0, 0]].find(([gain], way) => gain && (way || row[i])) ?? [0, 0])
        const sum = at => gains.reduce((total, gain, c) => total + asked[c].weight * gain[at], 0)
        return { unit, hits: within(hits, unit), score: table.some(row => row[i]) ? sum(0) * sum(1) / all : 0 }
      })
      const best = Math.max(...units.map(unit => unit.score))
      return best && (hits.length || !pairings.length) ? [{ group, best, units: units.filter(({ unit, score }) => score > best / 2 || !unit.anchor), keys: [-best] }] : []
    }).sort(byKeys)
    return [...pairings, ...listed.filter(({ best }) => best > listed[0].best * 0.4).slice(0, 6)]
  }

  /** The best reading of a line of words: literal and known ones, then slips, then what comes near. */
  function listWords(line, among) {
    const blocks = line.split(" ").filter(block => /[\p{L}\p{N}]/u.test(block)).slice(0, 32)
    const latin = /^[\p{sc=Latin}\p{M}\d'’ -]+$/u.test(line) && /\p{sc=Latin}/u.test(line)
    const runs = fold(line.slice(0, 4 * LONGEST)).split(/·+/).filter(Boolean)
    const attempts = [
      () => latin && blocks.length > 1 ? [understand(line)] : [],
      () => blocks.map(understand),
      () => blocks.flatMap(block => split(fold(block))),
      () => blocks.map(block => understand(block) ?? mended(fold(block))),
      () => latin ? [] : runs.map(understand),
    ]
    for (const attempt of attempts) {
      const concepts = attempt()
      if (!concepts.length || concepts.includes(null)) continue
      const entries = listAll(concepts, among)
      if (entries.length) return { entries, notice: concepts.some(({ told }) => told) ? say(concepts) : "" }
    }
    const entries = listNear(runs.flatMap(conceive), among)
    return { entries, notice: entries.length ? "没有逐字相同的内容，以下是相近的结果" : "", near: true }
  }

  const say = concepts => `已按「${concepts.map(({ texts }) => texts.slice(0, 3).join("」「")).join("」和「")}」搜索`

  /** Clauses and parts called by number, and what else stands in the query looked for in them: 第八条 落户. */
  function listNumbers(line) {
    const { targets, rest } = findNumbers(line)
    const called = groups.filter(({ kind, number }) => targets.some(target => target.kind === kind && target.number === number))
    if (!called.length) return null
    const parts = called.filter(({ kind }) => kind === "part").map(({ number }) => number)
    const inside = rest ? listWords(rest, groups.filter(group => called.includes(group) || parts.includes(group.part))) : null
    if (inside?.entries.length) return inside
    const literal = listAll([{ texts: [fold(line)] }], groups.filter(group => !called.includes(group)))
    const whole = called.map(group => ({ group, units: group.units.map(unit => ({ unit, hits: [], score: +(group.kind === "part") })) }))
    return { entries: [...whole, ...literal], notice: "" }
  }

  /** Material's result. The first head carries the notice as a tag, which Material shows as it is. */
  return query => {
    const line = clean(query)
    if (!/[\p{L}\p{N}]/u.test(line)) return { items: [] }
    const quoted = unquote(line)
    const { entries, notice, near = false } = quoted === null
      ? listNumbers(line) ?? listWords(line, groups)
      : { entries: listAll([{ texts: [fold(quoted)] }], groups), notice: "" }
    return { items: entries.map((entry, i) => present(entry, i ? near ? "相近" : "" : notice)), notice, near }
  }
}

/** All numbers alike: the answers to how long, 两到三年 and 2020年, both hold 0年. */
function numbered(text) {
  return text.replace(/[\d〇零一二三四五六七八九十两]/g, "0")
}

/** Compare by one key after the other. */
function byKeys({ keys: a }, { keys: b }) {
  const at = a.findIndex((key, i) => key !== b[i])
  return at < 0 ? 0 : a[at] < b[at] ? -1 : 1
}
