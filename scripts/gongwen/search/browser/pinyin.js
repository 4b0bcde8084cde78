/* Pinyin: what a run of letters may stand for, and which characters sound alike. */

import { collect, remember } from "./tools.js"

/**
 * Decode ``chang常长長zhang张长``: the characters of each syllable, and the character of the texts that each other form
 * (長) behind it stands for.
 */
export function readCharacters(packed, alphabet) {
  const syllables = new Map(), simple = new Map()
  for (const [, syllable, characters] of packed.matchAll(/([a-z]+)([^a-z]+)/g)) {
    let own = ""
    for (const c of characters) {
      if (alphabet.has(c)) own += c
      else simple.set(c, own.at(-1))
    }
    syllables.set(syllable, own)
  }
  return { syllables, simple }
}

/** Letters with tone marks, tone digits or apostrophes → bare lower-case letters, ü as v; blanks stay. */
export function plainLetters(text) {
  return text.toLowerCase().normalize("NFD").replace(/u\u0308/g, "v").replace(/(?<=[a-z])[0-5]|[\u0300-\u036f]/g, "")
}

/** The merged sounds of the south (zh as z, l as n, ing as in): what is often typed for one another. */
export function blur(letters) {
  return letters.replace(/([zcs])h/g, "$1").replace(/ng/g, "n").replace(/l/g, "n").replace(/f/g, "h").replace(/v/g, "u")
}

/** The characters of each of some sounds. */
function joined(pairs) {
  return new Map([...collect(pairs)].map(([sound, parts]) => [sound, parts.join("")]))
}

/** The characters by syllable, whole or cut short (``zhon``, ``zh``, ``z``). */
function createSyllabary(syllables) {
  const starts = [...syllables].flatMap(([syllable, characters]) =>
    [...syllable].slice(1).map((_, i) => [syllable.slice(0, i + 1), characters]))
  return { whole: syllables, cut: joined(starts) }
}

/**
 * The ways to cut letters into syllables with the fewest cut short, and how many those are: ``jiandlk`` → jian d l k
 * and ji an d l k, 3. What is no letter stands for itself; a blank ends a syllable.
 */
function spell(typed, { whole, cut }) {
  const kept = []
  const walk = at => {
    if (at >= typed.length) return { cost: 0, ways: [[]] }
    if (typed[at] === " ") return walk(at + 1)
    if (kept[at]) return kept[at]
    let best = { cost: Infinity, ways: [] }
    const take = (letters, cost) => {
      const rest = walk(at + letters.length)
      cost += rest.cost
      if (cost < best.cost) best = { cost, ways: [] }
      // Few are enough: the longest syllables come first.
      if (cost === best.cost) best.ways.push(...rest.ways.slice(0, 8 - best.ways.length).map(way => [letters, ...way]))
    }
    if (/[a-z]/.test(typed[at])) {
      for (let length = 6; length > 0; length--) {
        const letters = typed.slice(at, at + length)
        if (whole.has(letters)) take(letters, 0)
        if (cut.has(letters)) take(letters, 1)
      }
    } else take(typed[at], 0)
    return kept[at] = best
  }
  return walk(0)
}

/**
 * A function from letters to the names that they may stand for, likeliest first; or, with the `bounds` of the words in
 * the texts, to runs of those: of whole words, the last of which may not be spelled to its end yet.
 */
export function createSpeller({ all, count, isPlace }, { names, proper, named }, syllables, bounds) {
  const plain = createSyllabary(syllables), initials = { whole: new Map(), cut: plain.cut }
  const blurred = createSyllabary(joined([...syllables].map(([syllable, characters]) => [blur(syllable), characters])))
  /** The names of so many characters, a line each. */
  const namesOf = remember(length => `\n${[...names].filter(name => name.length === length).join("\n")}\n`)

  /** A pattern for a way of spelling; an open one may go on behind the last letter. */
  const pattern = (way, { whole, cut }, open) => way.map((letters, i) => {
    const further = open && i === way.length - 1 ? cut.get(letters) ?? "" : ""
    const characters = whole.has(letters) ? whole.get(letters) + further : cut.get(letters) ?? letters
    return characters.length > 1 ? `[${characters}]` : characters
  }).join("")
  const matches = (text, form) => text.match(new RegExp(form, "g")) ?? []
  const inNames = (ways, ...how) => ways.flatMap(way => matches(namesOf(way.length), `\n${pattern(way, ...how)}(?=\n)`))
  const inText = (ways, ...how) => !bounds || !ways.length ? []
    : [...all.matchAll(ways.map(way => pattern(way, ...how)).join("|"))].flatMap(({ index, 0: { length } }) => {
      let end = index + length
      if (how[1]) while (!bounds.ends(end)) end++
      return bounds.begins(index) && bounds.ends(end) ? [all.slice(index, end)] : []
    })
  const fully = ({ cost, ways }) => cost ? [] : ways

  return text => {
    const letters = plainLetters(text), spelled = spell(letters, plain), full = fully(spelled)
    const several = letters.length > 1 ? [spelled.ways, [[...letters.replace(/ /g, "")]]] : [[], []]
    const attempts = [
      () => inNames(full, plain),
      () => inNames(several[0], plain, true),
      () => inNames(several[1], initials),
      () => several[0].length ? inText(fully(spell(blur(letters), blurred)), blurred) : [],
      () => inText(several[0], plain, true),
    ]
    for (const attempt of attempts) {
      const runs = [...new Set(attempt().map(run => named(run.trim())))].filter(count)
      const known = run => proper.has(run) || names.has(run) && isPlace(run)
      if (runs.length) return runs.sort((a, b) => known(b) - known(a) || count(b) - count(a)).slice(0, 4)
    }
    return []
  }
}
