/* Pinyin: what a run of letters may stand for, and which characters sound alike. */

/**
 * Decode ``chang长長常zhang长``: the readings of each character, and the character of the texts that each other form
 * (長) behind it stands for.
 */
function readCharacters(packed, alphabet) {
  const readings = new Map(), simple = new Map()
  for (const [, syllable, characters] of packed.matchAll(/([a-z]+)([^a-z]+)/g)) {
    let last
    for (const c of characters) {
      if (alphabet.has(c)) readings.set(last = c, [...readings.get(c) ?? [], syllable])
      else simple.set(c, last)
    }
  }
  return { readings, simple }
}

/** Letters with tone marks, tone digits or apostrophes → bare lower-case letters, ü as v; blanks stay. */
function plainLetters(text) {
  return text.toLowerCase().normalize("NFD").replace(/u\u0308/g, "v").replace(/(?<=[a-z])[0-5]|[\u0300-\u036f]/g, "")
}

/** The merged sounds of the south (zh as z, l as n, ing as in): what is often typed for one another. */
function blur(letters) {
  return letters.replace(/([zcs])h/g, "$1").replace(/ng/g, "n").replace(/l/g, "n").replace(/f/g, "h").replace(/v/g, "u")
}

/**
 * The ways in which ``text`` may be typed by ``letters`` from its start: how many characters they cover and at what
 * cost (0 full syllables, more the more is cut off), or nothing. A Han character among the letters stands for itself.
 */
function spell(letters, text, readings, cuts) {
  let best = null
  const walk = (at, index, cost) => {
    if (at === letters.length) {
      if (!best || cost < best.cost) best = { length: index, cost }
      return
    }
    const c = text[index]
    if (c === letters[at]) walk(at + 1, index + 1, cost)
    if (letters[at] === " ") return walk(at + 1, index, cost)
    for (const syllable of readings.get(c) ?? []) {
      let shared = 0
      while (shared < syllable.length && syllable[shared] === letters[at + shared]) shared++
      if (shared === syllable.length) walk(at + shared, index + 1, cost)
      if (!cuts) continue
      for (let length = Math.min(shared, syllable.length - 1); length > 0; length--) walk(at + length, index + 1, cost + 1)
    }
  }
  walk(0, 0, 0)
  return best
}

/**
 * Whether two characters sound alike: 0 the same sound, 1 a similar one, 2 neither. A character that the text lacks has
 * no reading here; its neighbours in the browser's pinyin order tell its sound.
 */
function createEar(readings) {
  const order = new Intl.Collator("zh-u-co-pinyin").compare
  const sorted = [...readings].filter(([, sounds]) => sounds.length === 1).map(([c]) => c).sort(order)
  const heard = new Map()
  const soundsOf = c => {
    if (readings.has(c)) return readings.get(c)
    if (!/\p{sc=Han}/u.test(c)) return []
    if (!heard.has(c)) {
      let low = 0, high = sorted.length
      while (low < high) {
        const middle = (low + high) >> 1
        if (order(sorted[middle], c) < 0) low = middle + 1
        else high = middle
      }
      heard.set(c, [sorted[low - 1], sorted[low]].flatMap(near => readings.get(near) ?? []))
    }
    return heard.get(c)
  }
  return (a, b) => {
    const [x, y] = [soundsOf(a), soundsOf(b)]
    if (x.some(sound => y.includes(sound))) return 0
    return x.some(sound => y.some(other => blur(sound) === blur(other))) ? 1 : 2
  }
}
