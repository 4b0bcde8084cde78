/* Slips of the hand and of the input method: 建挡立卡 → 建档立卡, 口对支援 → 对口支援. */

const LONGEST_SLIP = 24
const ANY = "[^·\n]"

/** A function from a run to the run of the texts, or the other name, that a slip turned into it, or null. */
function createMender({ all, count }, { aliases, known, segment }, syllables) {
  const haystack = [all, ...aliases.keys()].join("\n")
  const soundsOf = createEar(syllables)
  const seen = { view: haystack, spell: c => c }
  const heard = listen(haystack, soundsOf, sound => sound), blurred = listen(haystack, soundsOf, blur)

  /** What stands in the haystack where one of the forms stands in a view of it. */
  const runs = ({ view }, forms) =>
    [...view.matchAll(forms.join("|"))].map(({ index, 0: { length } }) => haystack.slice(index, index + length))
  /** Characters that share a radical have neighbouring codes: 菀 is 莞 rather than 西. */
  const looksLike = (run, text) => run.length === text.length &&
    [...run].every((c, i) => Math.abs(c.charCodeAt() - text.charCodeAt(i)) < 40)
  const rank = (run, text) => [
    +!known.has(run), +segment(run).some(({ loose }) => loose), Math.abs(run.length - text.length),
    +!looksLike(run, text), -count(run),
  ]

  return (text, strict) => {
    if (text.length < 2 || text.length > LONGEST_SLIP || !/^[\p{sc=Han}\d]+$/u.test(text)) return null
    if (/^[\d一二三四五六七八九十]+$/.test(text)) return null
    const spelled = ({ spell }) => text.split("").map(spell)
    // In a long run others than the wrong one may sound alike.
    const view = text.length < 5 ? seen : heard, characters = spelled(view)
    /** The characters with those from `i` to `end` replaced. */
    const replace = (i, end, ...others) => [...characters.slice(0, i), ...others, ...characters.slice(end)].join("")
    const attempts = [
      () => runs(heard, [spelled(heard).join("")]),
      () => runs(blurred, [spelled(blurred).join("")]),
      // Two have changed places.
      () => runs(view, characters.slice(1).map((c, i) => replace(i, i + 2, c, characters[i]))),
      // One is wrong, missing, or too many.
      () => runs(view, characters.flatMap((_, i) => [replace(i, i + 1, ANY), replace(i, i, ANY), replace(i, i + 1)])),
    ]
    for (const attempt of strict ? attempts.slice(0, 3) : attempts) {
      const sure = run => attempt !== attempts[3] || text.length > 2 || looksLike(run, text)
      const fit = [...new Set(attempt())].filter(run => run !== text && (run.length > 2 && !strict || known.has(run)) && sure(run))
      if (fit.length) return fit.map(run => ({ run, keys: rank(run, text) })).sort(byKeys)[0].run
    }
    return null
  }
}

/**
 * A text as it sounds, and how to spell a character for it. What has one reading becomes the sign of that; what has
 * several stays, and is spelled with each of them.
 */
function listen(text, soundsOf, change) {
  const heard = remember(c => [...new Set(soundsOf(c).map(change))]), signs = new Map(), classes = new Map()
  const sign = sound => {
    if (!signs.has(sound)) signs.set(sound, String.fromCharCode(0xE000 + signs.size))
    return signs.get(sound)
  }
  for (const c of new Set(text))
    if (heard(c).length > 1) for (const sound of heard(c)) classes.set(sound, (classes.get(sound) ?? "") + c)
  return {
    view: text.replace(/[^·\n]/g, c => heard(c).length === 1 ? sign(heard(c)[0]) : c),
    spell: c => heard(c).length ? `[${heard(c).map(sound => sign(sound) + (classes.get(sound) ?? "")).join("")}]` : c,
  }
}

/**
 * A function from a character to its readings. One that the texts lack has none here; its neighbours in the browser's
 * pinyin order tell its sound.
 */
function createEar(syllables) {
  const readings = new Map()
  for (const [syllable, characters] of syllables)
    for (const c of characters) readings.set(c, [...readings.get(c) ?? [], syllable])
  const order = new Intl.Collator("zh-u-co-pinyin").compare
  const sorted = [...readings.keys()].filter(c => readings.get(c).length === 1) // as the syllables are
  return c => {
    if (!readings.has(c) && /\p{sc=Han}/u.test(c)) {
      let low = 0, high = sorted.length
      while (low < high) {
        const middle = (low + high) >> 1
        if (order(sorted[middle], c) < 0) low = middle + 1
        else high = middle
      }
      readings.set(c, [sorted[low - 1], sorted[low]].flatMap(near => readings.get(near) ?? []))
    }
    return readings.get(c) ?? []
  }
}
