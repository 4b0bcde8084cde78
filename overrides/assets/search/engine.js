/* The engine: what is in is decided by literal evidence in the texts, the order by lunr. */

/** Baked data → a function from a query to Material's result. */
function createEngine(data) {
  const printed = JSON.stringify([data.groups, data.lists, data.aliases, data.meanings])
  const { syllables, simple } = readCharacters(data.characters, new Set(printed))
  const fold = createFold(simple), places = data.places.split(" ")
  const texts = createTexts(data, fold, new Map(readLines(data.aliases).map(([name, ...others]) => [name, others])), places)
  const { groups, documents, find, has, print } = texts
  const words = readWords(data.words, documents.map(({ folded }) => folded).join(""))
  const scoresOf = createRanker(words, data.steps, data.scores)
  const { listAll, listNear } = createLister(texts, scoresOf)
  const titles = documents.filter(({ anchor }) => !anchor.includes("-s")).map(({ folded }) => folded)
  const lexicon = createLexicon(data, fold, [...words, ...titles])
  const { understand, compound, split, mend, conceive, warmUp } = createUnderstanding(texts, lexicon, places, syllables)

  const everything = new Set(groups), pairings = pick(groups, ({ kind }) => kind === "pairing")
  const paired = concepts => concepts.includes(null) || listAll(concepts, pairings).length ? concepts : []

  /** What a line of words may mean, the likeliest first: literal and known words, then slips. */
  function* readings(line) {
    const blocks = line.split(" ").filter(block => /[\p{L}\p{N}]/u.test(block)).slice(0, 32).map(fold)
    const latin = /\p{sc=Latin}/u.test(line) && /^[\p{sc=Latin}\p{M}\d'’ -]+$/u.test(line)
    if (latin && blocks.length > 1) yield [understand(fold(line))]
    const understood = blocks.map(understand)
    const orElse = read => blocks.flatMap((block, i) => understood[i] ?? read(block))
    yield understood
    yield paired(orElse(compound))
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
    return { entries, notice: entries.length ? "没有逐字相同的内容，以下是相近的结果" : "", near: true }
  }

  const runsOf = line => fold(line.slice(0, 4 * LONGEST)).split(/·+/).filter(Boolean)
  const say = concepts => `已按${concepts.map(({ texts }) => texts.filter(text => find(text).size).slice(0, 3).map(text => `「${print(text)}」`).join("")).join("和")}搜索`

  /** Clauses and parts called by number, and what else stands in the query looked for in them: 第八条 落户. */
  function listNumbers(line) {
    const numeral = /^[一二三四五六七八九十]+$/.test(line) && !has(line)
    const { targets, rest } = findNumbers(numeral ? `第${line}` : line)
    const called = targets.length ? groups.filter(({ kind, number }) => targets.some(target => target.kind === kind && target.number === number)) : []
    if (!called.length) return null
    const parts = called.filter(({ kind }) => kind === "part").map(({ number }) => number)
    const inside = rest ? listWords(rest, pick(groups, group => called.includes(group) || parts.includes(group.part))) : null
    if (inside?.entries.length) return inside
    const literal = listAll([{ texts: [fold(line)] }], pick(groups, group => !called.includes(group)))
    const whole = called.map(group => ({ group, units: group.units.map(unit => ({ unit, hits: [], score: +(group.kind === "part") })) }))
    return { entries: [...whole, ...literal], notice: "" }
  }

  /** Material's result. The first head carries the notice as a tag, which Material shows as it is. */
  const answer = query => {
    const line = clean(query)
    if (!/[\p{L}\p{N}]/u.test(line)) return { items: [] }
    const quoted = unquote(line)
    const { entries, notice, near = false } = quoted === null
      ? listNumbers(line) ?? listWords(line, everything)
      : { entries: listAll([{ texts: [fold(quoted)] }], everything), notice: "" }
    return { items: entries.map((entry, i) => present(entry, i ? near ? "相近" : "" : notice)), notice, near }
  }
  /** Makes what only some queries need and tries every kind for a moment, so that the reader's first ones are quick. */
  answer.warmUp = () => {
    const end = performance.now() + 40
    warmUp()
    for (const mean of lexicon.means) find(mean), scoresOf(mean)
    const words = [...lexicon.known], sounds = [...syllables.keys()]
    for (let i = 0; performance.now() < end; i++) {
      const word = words[i * 7 % words.length], other = words[i * 11 % words.length], sound = sounds[i * 5 % sounds.length]
      for (const query of [word, `“${word}”`, `${word} ${other}`, other.slice(1) + other[0], `谁${word}${other}`, sound + sound[0], `第${i}条`]) answer(query)
    }
  }
  return answer
}
