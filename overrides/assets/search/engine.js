/* The engine: what is in is decided by literal evidence in the texts, the order by lunr. */

const WARM_UP_SLICES = 20, SLICE_MS = 8

/** Baked data → a function from a query to Material's result. */
function createEngine(data) {
  const printed = JSON.stringify([data.groups, data.lists, data.aliases, data.meanings])
  const characters = readCharacters(data.characters, new Set(printed))
  const fold = createFold(characters.simple), places = data.places.split(" ")
  const texts = createTexts(data, fold, places)
  const { groups, documents, find, has, print } = texts
  const words = readWords(data.words, documents.map(({ folded }) => folded).join(""))
  const scoresOf = createRanker(words, data.steps, data.scores)
  const { listAll, listSome, listNear } = createLister(texts, scoresOf)
  const titles = documents.filter(({ anchor }) => !anchor.includes("-s")).map(({ folded }) => folded)
  const lexicon = createLexicon(data, fold, [...words, ...titles])
  const understanding = createUnderstanding(texts, lexicon, places, characters)
  const { understand, compound, split, mend, conceive, isIdle, absentIn, prepare } = understanding
  const everything = new Set(groups), pairings = pick(groups, ({ kind }) => kind === "pairing")
  const numbered = new Map(groups.map(group => [`${group.kind} ${group.number}`, group]))

  /** The words of a line between blanks and punctuation. */
  const runsOf = line => fold(line.slice(0, 4 * LONGEST)).split(/·+/).filter(Boolean)

  /** What a line of words may mean, the likeliest first: literal and known words, then slips. */
  function* readings(line) {
    const blocks = line.split(" ").filter(block => /[\p{L}\p{N}]/u.test(block)).slice(0, 32).map(fold)
    const latin = /^[\p{sc=Latin}\p{M}\d'’ -]+$/u.test(line) && /\p{sc=Latin}/u.test(line)
    if (latin && blocks.length > 1) yield [understand(fold(line))]
    const understood = blocks.map(understand)
    // Syllables by themselves say nothing: yi dai yi lu.
    if (latin && blocks.length > 1 && understood.every(concept => concept?.texts.every(text => text.length < 2))) return
    yield understood
    const spoken = blocks.map((block, i) => [bare(block), understood[i]]).filter(([block]) => blocks.length < 2 || !isIdle(block))
    const orElse = read => spoken.flatMap(([block, concept]) => concept ?? read(block))
    const places = orElse(compound)
    if (!places.includes(null) && listAll(places, pairings).length) yield places
    yield orElse(block => mend(block, true))
    yield orElse(split)
    yield orElse(mend)
    if (!latin) yield runsOf(line).filter(run => !isIdle(run)).map(run => ({ ...understand(run) ?? { texts: [] }, told: true }))
    // Other names of an entry of the index.
    yield spoken.map(([block]) => ({ texts: [block] }))
  }

  /** What a line of words finds, or what comes near where it finds nothing. */
  function listWords(line, among) {
    for (const concepts of readings(line)) {
      if (!concepts.length || concepts.includes(null)) continue
      const entries = listAll(concepts, among)
      if (entries.length) return { entries, notice: concepts.some(({ told }) => told) ? `已按${quote(concepts).join("和")}搜索` : "" }
    }
    const each = line.split(" ").map(block => understand(bare(fold(block)))).filter(concept => concept?.kind !== "ask")
    if (each.length > 1 && each.every(Boolean)) {
      const entries = listSome(each, among)
      if (entries.length) return { entries, notice: `没有一处同时含有${quote(each).join("和")}，以下含其中之一`, near: true }
    }
    const entries = listNear(runsOf(line).flatMap(conceive), among)
    const absent = [...new Set(runsOf(line).flatMap(absentIn))].map(name => `「${name}」`)
    const missing = absent.length ? `正文没有提到${absent.join("")}` : entries.length ? "没有逐字相同的内容" : ""
    return { entries, notice: missing + (entries.length ? "，以下是相近的结果" : ""), near: entries.length > 0 }
  }

  /** The runs of some concepts as they are printed, for notices: 「云南省」, 「昭通市」. */
  function quote(concepts) {
    const found = ({ texts }) => texts.filter(text => find(text).size).slice(0, 3).map(text => `「${print(text)}」`).join("")
    return [...new Set(concepts.map(found))].slice(0, 8)
  }

  /** What stands at an id: c8-p1-s3, c8-p1, pair-5. */
  function listId(id) {
    if (!/^(c\d|[a-z]+-)/.test(id)) return null
    const at = ({ anchor }) => `${anchor}-`.startsWith(`${id}-`)
    const group = groups.find(({ units }) => units.some(at))
    return group ? { entries: [{ group, units: group.units.map(unit => ({ unit, hits: [], score: +at(unit) })) }], notice: "" } : null
  }

  /** What is called by number, and what else stands in the query looked for in it: 第八条 落户. */
  function listNumbers(line) {
    const numeral = /^[一二三四五六七八九十]+$/.test(line) && !has(line)
    const { targets, rest } = findNumbers(numeral ? `第${line}` : line)
    const groupOf = ({ kind, or, number }) => numbered.get(`${kind} ${number}`) ?? numbered.get(`${or} ${number}`)
    const called = new Map(targets.map(target => [groupOf(target), target]).filter(([group]) => group))
    if (targets.length && !called.size && !rest && !has(fold(line))) return { entries: [], notice: "这份文件没有这一条" }
    if (!called.size) return null
    const parts = [...called.keys()].filter(({ kind }) => kind === "part").map(({ number }) => number)
    const words = runsOf(rest).every(isIdle) ? "" : rest
    const inside = words && listWords(words, pick(groups, group => called.has(group) || parts.includes(group.part)))
    if (inside && inside.entries.length) return inside
    const literal = listAll([{ texts: [fold(line)] }], everything).filter(({ group }) => !called.has(group))
    const whole = [...called].map(([group, target]) => ({ group, units: openingOf(group, target) }))
    return { entries: [...whole, ...literal], notice: words ? "所指的条款里没有这些词" : "", near: !!words }
  }

  /** A group called as a whole shows its first sentence, or the one that was named. */
  function openingOf({ units }, { paragraph, sentence = 1 }) {
    const within = units.filter(({ anchor }) => anchor && (!paragraph || anchor.includes(`-p${paragraph}-`)))
    const named = within[sentence - 1] ?? units[1]
    return units.map(unit => ({ unit, hits: [], score: +(unit === named) }))
  }

  /** Material's result. The first head carries the notice as a tag, which Material shows as it is. */
  function answer(query) {
    const line = clean(query)
    if (!/[\p{L}\p{N}]/u.test(line)) return { items: [] }
    const quoted = unquote(line)
    const { entries, notice, near = false } = quoted === null
      ? listId(line.toLowerCase()) ?? listNumbers(line) ?? listWords(line, everything)
      : { entries: listAll([{ texts: [fold(quoted)] }], everything), notice: "" }
    return { items: entries.map((entry, i) => present(entry, i ? near ? "相近" : "" : notice)), notice, near }
  }

  /** Makes what only some queries need and tries every kind, a slice at a time, so that the reader's first are quick. */
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
        const queries = [word, `“${word}”`, `${word} ${other}`, slip, `谁${word}${other}`, sound, `第${i}条`]
        queries.forEach(answer)
      }
    }
  }

  return answer
}
