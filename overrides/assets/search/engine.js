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
  const all = groups.map(({ text }) => text).join("\n"), allNumbered = numbered(all)
  const mind = createUnderstanding({ all, words, aliases, meanings, places, readings })
  const scoresOf = createRanker(words, data.steps, data.scores)
  const find = createFinder(groups, all)

  const inText = folded => [...find(folded).keys()].some(({ kind }) => kind !== "term")
  const within = (hits, unit) => hits.filter(({ at, end }) => at < unit.end && end > unit.at)
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
    const scores = asked.map(scoresOf)
    const aboutPlaces = concepts.every(concept => concept.kind === "p" || isPlace(concept))
    const listed = []
    for (const group of new Set(found.flat().flatMap(map => [...map.keys()]))) {
      const pairing = group.kind === "pairing"
      const lists = found.map(maps => maps.flatMap(map => map.get(group) ?? []))
      if (!among.includes(group) || lists.some((list, i) => !list.length && !(pairing && concepts[i].kind === "p"))) continue
      const hits = lists.flat()
      const titled = lists.every(list => list.some(({ at }) => at < group.title.length))
      const exact = group.kind !== "term" && asked.includes(group.title ? group.units[0].folded : group.text)
      const units = group.units.map(unit => {
        const inside = within(hits, unit)
        return { unit, hits: inside, score: inside.length && scores.reduce((sum, map) => sum + (map.get(unit.document) ?? 0), 1) }
      })
      const total = units.map(unit => unit.score).sort((a, b) => b - a).reduce((sum, value, i) => sum + value / (i + 1), 0)
      const alternative = Math.max(0, found[0].findIndex(map => map.has(group)))
      const tier = exact ? 5 : titled && group.kind === "clause" ? 4 : TIERS[group.kind]
      const near = span(lists.filter(list => list.length))
      listed.push({ group, units, keys: [-(pairing && aboutPlaces), alternative, near, -tier, -total, group.from] })
    }
    return listed.sort(byKeys)
  }

  /** How much each document says of a concept. What is no word of the index (0年, 向) says a little by being there. */
  function weigh({ texts }) {
    const values = new Map()
    texts.forEach((text, i) => {
      const scores = scoresOf(text)
      const there = scores.size ? scores : new Map(documents.filter(({ folded }) => numbered(folded).includes(numbered(text))).map(unit => [unit.document, 3]))
      for (const [document, score] of there) values.set(document, Math.max(values.get(document) ?? 0, (1 - i / 8) * score))
    })
    return values
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
    const values = asked.map(weigh)
    const all = asked.reduce((sum, { weight }) => sum + weight, 0)
    const listed = []
    for (const group of among.filter(({ kind }) => RANKED.includes(kind))) {
      const table = values.map(map => group.units.map(({ document }) => map.get(document) ?? 0))
      if (!table.some(row => row.some(Boolean))) continue
      const hits = maps.flatMap(map => map.get(group) ?? [])
      const units = group.units.map((unit, i) => {
        let gain = 0, cover = 0
        table.forEach((row, c) => {
          // What the sentence leaves out, the title or the rest of the clause may say.
          const rest = Math.max(...row), { weight } = asked[c]
          const [gained, covered] = row[i] ? [row[i] + 0.3 * row[0], 1] : row[0] ? [0.6 * row[0], 0.7] : rest ? [0.2 * rest, 0.3] : [0, 0]
          gain += weight * gained
          cover += weight * covered
        })
        return { unit, hits: within(hits, unit), score: table.some(row => row[i]) ? gain * cover / all : 0 }
      })
      const best = Math.max(...units.map(({ score }) => score))
      if (hits.length || !pairings.length)
        listed.push({ group, best, units: units.filter(({ unit, score }) => score > best / 2 || !unit.anchor), keys: [-best] })
    }
    listed.sort(byKeys)
    return [...pairings, ...listed.filter(({ best }) => best > listed[0].best * 0.4).slice(0, 6)]
  }

  /** The best reading of a line of words: literal and known ones, then slips, then what comes near. */
  function listWords(line, among) {
    const blocks = line.split(" ").filter(block => /[\p{L}\p{N}]/u.test(block)).slice(0, 32)
    const latin = /^[\p{sc=Latin}\p{M}\d'’ -]+$/u.test(line) && /\p{sc=Latin}/u.test(line)
    const runs = fold(line.slice(0, 4 * LONGEST)).split(/·+/).filter(Boolean)
    const understood = blocks.map(understand)
    const attempts = [
      () => latin && blocks.length > 1 ? [understand(line)] : [],
      () => understood,
      () => blocks.flatMap(block => split(fold(block))),
      () => blocks.map((block, i) => understood[i] ?? mended(fold(block))),
      () => latin || runs.length === blocks.length ? [] : runs.map(understand),
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
    find.forget()
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
