/* What the words of a query stand for. A concept is a word with the runs of the texts that count as it, nearest first. */

const LONGEST = 64

/** The readers of words: each from a block, folded and without blanks, to concepts, or to nothing where it has no say. */
function createUnderstanding(texts, lexicon, places, syllables) {
  const { find, has } = texts
  const { aliases, names, named, meansOf, kindOf, initialsOf, segment } = lexicon
  // Made when they are first needed.
  const endingIn = remember(c => [...names].filter(name => name.endsWith(c)))
  const speller = lazy(() => createSpeller(texts, lexicon, syllables)), mender = lazy(() => createMender(texts, lexicon, syllables))
  const kindsOf = block => segment(block).map(({ text, loose }) => loose ? "loose" : kindOf(text))

  /** A word that stands in the texts, literally or by another name, in pinyin or shortened. */
  function understand(block) {
    const inner = bare(block), name = aliases.get(inner)
    const literal = [block, inner].find(has)
    // 冀 stands in 京津冀, but the pairings of 河北省 come first.
    if (literal) return places.includes(name) ? { texts: [name, literal], literal } : { texts: [literal], kind: kindOf(inner) }
    if (inner.length > LONGEST) return null
    if (name) return { texts: [name, inner], told: true }
    const found = /\p{sc=Latin}/u.test(inner) ? speller()(inner.replace(/·+/g, " ")) : shortened(inner)
    return found.length ? { texts: found, kind: kindOf(found[0]), told: true } : null
  }

  /** The name that a text shortens: 凉山自治州 → 凉山彝族自治州, its characters in order and the last one the same. */
  function shortened(text) {
    if (text.length < 3) return []
    const shortens = name => {
      let at = 0
      for (const c of name) if (c === text[at]) at++
      return at === text.length && name.length > at
    }
    return endingIn(text.at(-1)).filter(shortens).sort((a, b) => a.length - b.length).map(named).filter(has).slice(0, 1)
  }

  /** The places that initials name: 闽宁协作 → 福建省 and 宁夏回族自治区. */
  function compound(block) {
    const concepts = initialsOf(block).map(c => ({ texts: [aliases.get(c)], told: true }))
    return concepts.length && concepts.every(({ texts: [name] }) => places.includes(name)) ? concepts : null
  }

  /** The words of a block that says no more than they do: 云南昭通 → 云南 and 昭通; 什么是建档立卡 → 建档立卡. */
  function split(block) {
    const kinds = block.length > LONGEST ? ["loose"] : kindsOf(block)
    if (kinds.includes("loose") || kinds.includes("s")) return null
    const concepts = conceive(block)
    return kinds.includes("a") && concepts.length > 1 ? null : concepts.map(concept => ({ ...concept, texts: concept.texts.slice(0, 1) }))
  }

  /** The run that a slip turned into the block: 建挡立卡 → 建档立卡. */
  function mend(block) {
    if (block.length > LONGEST) return null
    const kinds = kindsOf(block)
    const run = !kinds.includes("a") && (kinds.includes("loose") || kinds.includes("f")) && mender()(block)
    return run ? { texts: [named(run)], told: true } : null
  }

  /** What a question is about: each of its words with the words of the texts that may answer it. */
  function conceive(run) {
    return segment(run).map(({ text, loose }) => {
      const kind = kindOf(text), idle = kind === "a" || kind === "f"
      const own = loose && text.length > 1 && !has(text) ? mender()(text, true) ?? "" : idle ? "" : named(text)
      const texts = [...new Set([own, own && text, ...meansOf(text)])].filter(found => find(found).size)
      return { texts, kind, told: true, weight: kind === "a" ? 0.5 : kind === "p" || text.length < 2 ? 0.3 : 1 }
    }).filter(({ texts }) => texts.length)
  }

  return { understand, compound, split, mend, conceive, warmUp: () => [speller(), mender()] }
}
