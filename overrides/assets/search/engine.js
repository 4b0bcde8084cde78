/* The engine: what is in is decided by literal evidence in the texts, the order by lunr. */

const EMPTY = { items: [] }
const TIERS = { clause: 3, preamble: 3, part: 2, document: 2, pairing: 1, term: 0 }

function createEngine(data) {
  const fold = createFold(data.variants)
  const aliases = new Map(data.aliases.split("\n").map(line => line.split(" ")))
  const meanings = new Map(data.meanings.split("\n").flatMap(line => {
    const [kind, words, ...means] = line.split(" ")
    return words.split("|").map(word => [word, { kind, means }])
  }))
  const places = data.places.split(" ")
  const words = data.words.split(" ")
  const groups = readGroups(data, fold)
  const texts = groups.map(group => group.text)
  const mind = createUnderstanding({ texts, words, aliases, meanings, places, readings: createReadings(data.readings) })
  const scoresOf = createRanker(words, data.steps, data.scores)

  /** Where a folded text stands: a list of its places for each group that contains it. */
  function find(folded) {
    const found = new Map()
    for (const group of groups) {
      const hits = [...group.text.matchAll(finder(folded))].map(match => ({ at: match.index, end: match.index + match[0].length }))
      if (hits.length) found.set(group, hits)
    }
    return found
  }
  const inText = folded => groups.some(group => group.kind !== "term" && finder(folded).test(group.text))
  const isPlace = text => text.length > 1 && places.some(place => place.startsWith(text) || text.startsWith(place) && isPlace(text.slice(place.length)))
  const score = (text, unit) => scoresOf(text).get(unit.document) ?? 0

  /** A word that must be there: the texts that count as it, and whether the reader has to be told. */
  function understand(word) {
    const text = fold(word)
    const bare = text.replace(/^·+|·+$/g, "")
    const told = found => ({ texts: found, told: true })
    const relation = meanings.get(bare)?.kind === "p"
    if (inText(text)) return { texts: [text], relation }
    if (inText(bare)) return { texts: [bare], relation }
    if (aliases.has(bare)) return told([aliases.get(bare), bare])
    if (/\p{sc=Latin}/u.test(bare)) {
      const runs = mind.fromPinyin(bare.replace(/·+/g, " "))
      return runs.length ? told(runs) : find(bare).size ? { texts: [bare] } : null
    }
    const name = mind.fromAbbreviation(bare)
    return name ? told([name]) : find(bare).size ? { texts: [bare] } : null
  }

  /** Groups that hold all words, best first. A pairing holds the words that ask for one (昭通 帮扶). */
  function listAll(concepts, among = groups) {
    const listed = []
    const found = concepts.map(({ texts }) => texts.map(find))
    const asked = concepts.flatMap(({ texts }) => texts)
    const aboutPlaces = concepts.every(({ texts, relation }) => relation || texts.some(isPlace))
    for (const group of among) {
      const lists = found.map(maps => maps.flatMap(map => map.get(group) ?? []))
      const pairing = group.kind === "pairing"
      const hits = lists.flat()
      if (!hits.length || lists.some((list, i) => !list.length && !(pairing && concepts[i].relation))) continue
      const titled = lists.every(list => list.some(hit => hit.at < group.title.length))
      const exact = group.kind !== "term" && asked.some(text => text === (group.title ? group.units[0].folded : group.text))
      const tier = exact ? 5 : titled && group.kind === "clause" ? 4 : TIERS[group.kind]
      const units = group.units.map(unit => {
        const inside = hits.filter(hit => hit.at < unit.end && hit.end > unit.at)
        return { unit, hits: inside, score: inside.length ? 1 + asked.reduce((sum, text) => sum + score(text, unit), 0) : 0 }
      })
      const scores = units.map(unit => unit.score).sort((a, b) => b - a)
      const total = scores.reduce((sum, value, i) => sum + value / (i + 1), 0)
      const first = Math.max(0, found[0].findIndex(map => map.has(group)))
      const near = span(lists.filter(list => list.length))
      listed.push([[pairing && aboutPlaces ? 0 : 1, first, near, -tier, -total], { group, units }])
    }
    return listed.sort(byKeys).map(([, entry]) => entry)
  }

  /** What a question is about: its words as concepts, each with the words of the text that may answer it. */
  function conceive(run) {
    const concepts = []
    for (const { text, loose } of mind.segment(run)) {
      const { kind, means = [] } = meanings.get(text) ?? {}
      if (loose) {
        const mended = text.length > 1 && !mind.all.includes(text) ? mind.mend(text) : text
        if (mended && mind.all.includes(mended)) concepts.push({ texts: [mended], weights: [1], weight: mended.length > 1 ? 1 : 0.3, loose })
        else concepts.push({ texts: [], weights: [], weight: 0, loose })
        continue
      }
      const own = kind === "a" ? [] : [mind.named(text), text].filter((name, i, both) => mind.all.includes(name) && both.indexOf(name) === i)
      const weight = kind === "a" ? means.length ? 0.4 : 0 : kind === "p" ? 0.4 : 1
      const other = means.filter(mean => !own.includes(mean))
      concepts.push({ texts: [...own, ...other], weights: [...own.map(() => 1), ...other.map((_, i) => 0.9 - 0.15 * i)], weight, kind, word: text })
    }
    return concepts
  }

  /** The groups nearest to a question, best first: pairings of its places, then the sentences that say most of it. */
  function listNear(concepts) {
    const asked = concepts.filter(({ weight, texts }) => weight && texts.length)
    const about = asked.filter(({ texts }) => texts.some(isPlace))
    const relation = asked.some(({ kind }) => kind === "p") || asked.every(concept => about.includes(concept) || concept.weight < 1)
    const pairings = about.length && relation ? listAll(about, groups.filter(({ kind }) => kind === "pairing")) : []
    const all = asked.reduce((sum, { weight }) => sum + weight, 0)
    const value = ({ texts, weights }, unit) =>
      Math.max(0, ...texts.map((text, i) => weights[i] * (text.length > 1 ? score(text, unit) : 2 * unit.folded.includes(text))))
    const listed = []
    for (const group of groups.filter(({ units }) => units.some(unit => unit.document >= 0))) {
      const table = asked.map(concept => group.units.map(unit => value(concept, unit)))
      const units = group.units.map((unit, i) => {
        let total = 0, covered = 0
        table.forEach((row, c) => {
          const title = group.title ? row[0] : 0
          const [gain, cover] = row[i] ? [row[i] + 0.3 * title, 1] : title ? [0.6 * title, 0.7] : [0.2 * Math.max(...row), Math.max(...row) ? 0.3 : 0]
          total += asked[c].weight * gain
          covered += asked[c].weight * cover
        })
        const own = table.some(row => row[i])
        return { unit, hits: hitsIn(unit, asked, group), score: own ? total * covered / all : 0 }
      })
      const best = Math.max(...units.map(unit => unit.score))
      if (best) listed.push([[-best], { group, units: units.filter(unit => unit.score > best / 2 || !unit.unit.anchor), best }])
    }
    const sorted = listed.sort(byKeys).map(([, entry]) => entry)
    return [...pairings, ...sorted.filter(({ best }) => best > sorted[0].best * 0.4).slice(0, pairings.length ? 2 : 6)]
  }

  function hitsIn(unit, concepts, group) {
    const text = group.text.slice(unit.at, unit.end)
    return concepts.filter(({ kind }) => kind !== "a").flatMap(({ texts }) => texts).flatMap(word =>
      [...text.matchAll(finder(word))].map(match => ({ at: unit.at + match.index, end: unit.at + match.index + match[0].length })))
  }

  function answer(query) {
    const line = clean(query).slice(0, 20000)
    if (!/[\p{L}\p{N}]/u.test(line)) return EMPTY
    const quoted = unquote(line)
    if (quoted !== null) return result(listAll([{ texts: [fold(quoted)] }]), "")
    const numbers = findNumbers(line)
    const addressed = numbers ? groups.filter(({ kind, number }) => numbers.targets.some(target => target.kind === kind && target.number === number)) : []
    if (addressed.length) {
      const inside = numbers.rest ? listWords(numbers.rest, withParts(addressed)) : null
      if (inside?.entries.length) return result(inside.entries, inside.notice, inside.near)
      const literal = listAll([{ texts: [fold(line)] }]).filter(({ group }) => !addressed.includes(group))
      return result([...addressed.map(group => ({ group, units: group.units.map(unit => ({ unit, hits: [], score: +(group.kind === "part") })) })), ...literal], "")
    }
    const { entries, notice, near } = listWords(line, groups)
    return result(entries, notice, near)
  }

  /** A part stands for its clauses as well when words are looked for in it. */
  function withParts(addressed) {
    const parts = addressed.filter(({ kind }) => kind === "part").map(({ number }) => number)
    return groups.filter(group => addressed.includes(group) || parts.includes(group.part))
  }

  function listWords(line, among) {
    const blocks = line.split(" ").filter(block => /[\p{L}\p{N}]/u.test(block))
    const latin = /^[\p{sc=Latin}\p{M}\d'’ -]+$/u.test(line) && /\p{sc=Latin}/u.test(line)
    const attempts = [
      () => latin && blocks.length > 1 ? [understand(line)] : null,
      () => blocks.map(understand),
      () => blocks.map(block => split(fold(block))).flat(),
      () => blocks.map(block => understand(block) ?? mended(fold(block))),
      () => blocks.length === 1 && !latin ? fold(line).split(/·+/).filter(Boolean).map(understand) : null,
    ]
    for (const attempt of attempts) {
      const concepts = attempt()
      if (!concepts?.length || concepts.some(concept => !concept)) continue
      const entries = listAll(concepts, among)
      if (entries.length) return { entries, notice: concepts.some(({ told }) => told) ? say(concepts) : "" }
    }
    const concepts = fold(line.slice(0, 200)).split(/·+/).filter(Boolean).flatMap(conceive)
    const near = concepts.length ? listNear(concepts).filter(({ group }) => among.includes(group)) : []
    return { entries: near, notice: near.length ? "没有逐字相同的内容，以下是最相近的结果" : "", near: true }
  }

  const mended = text => {
    const run = mind.segment(text).some(({ loose }) => loose) && mind.mend(text)
    return run && { texts: [run], told: true }
  }

  /** 云南昭通 → 云南 and 昭通; 什么是建档立卡 → 建档立卡. Nothing for a run that takes more than its words to answer. */
  function split(run) {
    const concepts = conceive(run)
    if (concepts.some(({ loose, kind, texts }) => loose || kind && texts.length)) return [null]
    return concepts.filter(({ weight }) => weight).map(({ texts }) => ({ texts: texts.slice(0, 1), told: true }))
  }

  const say = concepts => `已按${concepts.map(({ texts }) => texts.slice(0, 3).map(text => `「${text}」`).join("")).join(" + ")}搜索`

  /** The list in Material's form; its first head carries the notice as a tag, which Material shows. */
  function result(entries, notice, near = false) {
    return { items: entries.map((entry, i) => present(entry, i ? near ? "相近" : "" : notice)), notice, near }
  }

  return answer
}
