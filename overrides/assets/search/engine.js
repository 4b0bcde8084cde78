/* The engine: what is in is decided by literal evidence in the texts, the order by lunr. */

/** Baked data → a function from a query to Material's result. */
function createEngine(data) {
  const printed = JSON.stringify([data.groups, data.lists, data.aliases, data.meanings])
  const { syllables, simple } = readCharacters(data.characters, new Set(printed))
  const fold = createFold(simple), places = data.places.split(" ")
  const texts = createTexts(data, fold, new Map(readLines(data.aliases).map(([name, ...others]) => [name, others])), places)
  const { groups, documents, find, has, print } = texts
  const words = readWords(data.words, documents.map(({ folded }) => folded).join(""))
  const { listAll, listNear } = createLister(texts, createRanker(words, data.steps, data.scores))
  const titles = documents.filter(({ anchor }) => !anchor.includes("-s")).map(({ folded }) => folded)
  const lexicon = createLexicon(data, fold, [...words, ...titles])
  const { understand, compound, split, mend, conceive, warmUp } = createUnderstanding(texts, lexicon, places, syllables)

  const everything = new Set(groups), pairings = pick(groups, ({ kind }) => kind === "pairing")
  const paired = concepts => concepts.includes(null) || listAll(concepts, pairings).length ? concepts : []

  /** The best reading of a line of words: literal and known ones, then slips, then what comes near. */
  function listWords(line, among) {
    const blocks = line.split(" ").filter(block => /[\p{L}\p{N}]/u.test(block)).slice(0, 32).map(fold)
    const latin = /^[\p{sc=Latin}\p{M}\d'’ -]+$/u.test(line) && /\p{sc=Latin}/u.test(line)
    const runs = fold(line.slice(0, 4 * LONGEST)).split(/·+/).filter(Boolean)
    const understood = blocks.map(understand)
    const attempts = [
      () => latin && blocks.length > 1 ? [understand(fold(line))] : [],
      () => understood,
      () => paired(blocks.flatMap((block, i) => understood[i] ?? compound(block))),
      () => blocks.flatMap((block, i) => understood[i] ?? split(block)),
      () => blocks.map((block, i) => understood[i] ?? mend(block)),
      () => latin || runs.length === blocks.length ? [] : runs.map(understand),
      // Other names of an entry of the index.
      () => blocks.map(block => ({ texts: [bare(block)] })),
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

  const say = concepts => `已按${concepts.map(({ texts }) => texts.filter(text => find(text).size).slice(0, 3).map(text => `「${print(text)}」`).join("")).join("和")}搜索`

  /** Clauses and parts called by number, and what else stands in the query looked for in them: 第八条 落户. */
  function listNumbers(line) {
    const numeral = /^[一二三四五六七八九十]+$/.test(line) && !has(line)
    const { targets, rest } = findNumbers(numeral ? `第${line}` : line)
    const called = groups.filter(({ kind, number }) => targets.some(target => target.kind === kind && target.number === number))
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
    find.forget()
    lexicon.segment.forget()
    const line = clean(query)
    if (!/[\p{L}\p{N}]/u.test(line)) return { items: [] }
    const quoted = unquote(line)
    const { entries, notice, near = false } = quoted === null
      ? listNumbers(line) ?? listWords(line, everything)
      : { entries: listAll([{ texts: [fold(quoted)] }], everything), notice: "" }
    return { items: entries.map((entry, i) => present(entry, i ? near ? "相近" : "" : notice)), notice, near }
  }
  /** Makes what only some queries need and tries some of every kind, so that the reader's first ones are quick. */
  answer.warmUp = () => {
    warmUp()
    const words = [...lexicon.known].filter((_, i) => i % 32 === 0)
    for (const word of words) [word, word.slice(1) + word[0], `谁${word}`, "dang", "第1条", "1年", "dl"].forEach(answer)
  }
  return answer
}
