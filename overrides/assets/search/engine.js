/* The engine: what is in is decided by literal evidence in the texts, the order by lunr. */

const WARM_UP_MS = 40

/** Baked data → a function from a query to Material's result. */
function createEngine(data) {
  const printed = JSON.stringify([data.groups, data.lists, data.aliases, data.meanings])
  const { syllables, simple } = readCharacters(data.characters, new Set(printed))
  const fold = createFold(simple), places = data.places.split(" ")
  const texts = createTexts(data, fold, places)
  const { groups, documents, find, has, print } = texts
  const words = readWords(data.words, documents.map(({ folded }) => folded).join(""))
  const scoresOf = createRanker(words, data.steps, data.scores)
  const { listAll, listNear } = createLister(texts, scoresOf)
  const titles = documents.filter(({ anchor }) => !anchor.includes("-s")).map(({ folded }) => folded)
  const lexicon = createLexicon(data, fold, [...words, ...titles])
  const understanding = createUnderstanding(texts, lexicon, places, syllables)
  const { understand, compound, split, mend, conceive, absentIn, prepare } = understanding
  const everything = new Set(groups), pairings = pick(groups, ({ kind }) => kind === "pairing")

  /** The words of a line between blanks and punctuation. */
  const runsOf = line => fold(line.slice(0, 4 * LONGEST)).split(/·+/).filter(Boolean)

  /** What a line of words may mean, the likeliest first: literal and known words, then slips. */
  function* readings(line) {
    const blocks = line.split(" ").filter(block => /[\p{L}\p{N}]/u.test(block)).slice(0, 32).map(fold)
    const latin = /\p{sc=Latin}/u.test(line) && /^[\p{sc=Latin}\p{M}\d'’ -]+$/u.test(line)
    if (latin && blocks.length > 1) yield [understand(fold(line))]
    const understood = blocks.map(understand)
    const orElse = read => blocks.flatMap((block, i) => understood[i] ?? read(block))
    yield understood
    const places = orElse(compound)
    if (!places.includes(null) && listAll(places, pairings).length) yield places
    yield orElse(split)
    yield orElse(mend)
    if (!latin) yield runsOf(line).map(understand)
    // Other names of an entry of the index.
    yield blocks.map(block => ({ texts: [bare(block)] }))
  }

  /** What a line of words finds, or what comes near where it finds nothing. */
  function listWords(line, among) {
    for (const concepts of readings(line)) {
      if (!concepts.length || concepts.includes(null)) continue
      const entries = listAll(concepts, among)
      if (entries.length) return { entries, notice: concepts.some(({ told }) => told) ? say(concepts) : "" }
    }
    const entries = listNear(runsOf(line).flatMap(conceive), among)
    const absent = runsOf(line).flatMap(absentIn).map(name => `「${name}」`)
    const missing = absent.length ? `正文没有提到${absent.join("")}` : entries.length ? "没有逐字相同的内容" : ""
    return { entries, notice: missing + (entries.length ? "，以下是相近的结果" : ""), near: true }
  }

  /** What was understood: 已按「云南省」和「昭通市」搜索. */
  function say(concepts) {
    const found = ({ texts }) => texts.filter(text => find(text).size).slice(0, 3)
    return `已按${concepts.map(concept => found(concept).map(text => `「${print(text)}」`).join("")).join("和")}搜索`
  }

  /** What stands at an id: c8-p1-s3, pair-5. */
  function listAnchor(line) {
    const at = ({ anchor }) => anchor === line
    const group = /^[a-z]+[\d-]/.test(line) && groups.find(({ units }) => units.some(at))
    if (!group) return null
    return { entries: [{ group, units: group.units.map(unit => ({ unit, hits: [], score: +at(unit) })) }], notice: "" }
  }

  /** Clauses and parts called by number, and what else stands in the query looked for in them: 第八条 落户. */
  function listNumbers(line) {
    const numeral = /^[一二三四五六七八九十]+$/.test(line) && !has(line)
    const { targets, rest } = findNumbers(numeral ? `第${line}` : line)
    if (!targets.length) return null
    const calls = group => targets.some(({ kind, number }) => group.kind === kind && group.number === number)
    const called = pick(groups, calls)
    if (!called.size) return null
    const parts = [...called].filter(({ kind }) => kind === "part").map(({ number }) => number)
    const inside = rest && listWords(rest, pick(groups, group => called.has(group) || parts.includes(group.part)))
    if (inside && inside.entries.length) return inside
    const literal = listAll([{ texts: [fold(line)] }], pick(groups, group => !called.has(group)))
    const opening = ({ units }) => units.map((unit, i) => ({ unit, hits: [], score: +(i === 1) }))
    return { entries: [...[...called].map(group => ({ group, units: opening(group) })), ...literal], notice: "" }
  }

  /** Material's result. The first head carries the notice as a tag, which Material shows as it is. */
  function answer(query) {
    const line = clean(query)
    if (!/[\p{L}\p{N}]/u.test(line)) return { items: [] }
    const quoted = unquote(line)
    const { entries, notice, near = false } = quoted === null
      ? listAnchor(line) ?? listNumbers(line) ?? listWords(line, everything)
      : { entries: listAll([{ texts: [fold(quoted)] }], everything), notice: "" }
    return { items: entries.map((entry, i) => present(entry, i ? near ? "相近" : "" : notice)), notice, near }
  }

  /** Makes what only some queries need and tries every kind for a moment, so that the reader's first ones are quick. */
  answer.warmUp = () => {
    const end = performance.now() + WARM_UP_MS
    prepare()
    for (const mean of lexicon.means) find(mean), scoresOf(mean)
    const known = [...lexicon.known], sounds = [...syllables.keys()]
    for (let i = 0; performance.now() < end; i++) {
      const [word, other] = [7, 11].map(step => known[i * step % known.length]), slip = other.slice(1) + other[0]
      const sound = sounds[i % sounds.length] + sounds[0][0]
      const queries = [word, `“${word}”`, `${word} ${other}`, slip, `谁${word}${other}`, sound, `第${i}条`]
      queries.forEach(answer)
    }
  }

  return answer
}
