/* What a query may mean: a number, other names, pinyin, a slip, a question in everyday words. */

const NUMERAL = "(\\d{1,3}|[一二三四五六七八九十]{1,3})"
const ANYWHERE = [
  ["part", new RegExp(`第 ?${NUMERAL} ?[个大]*(?:部[分份]|章)`, "g")],
  ["clause", new RegExp(`第 ?${NUMERAL} ?(?:[条條]款?|[款项項点點号號])`, "g")],
  ["clause", new RegExp(`\\( ?${NUMERAL} ?\\)`, "g")],
  ["clause", new RegExp(`第 ?${NUMERAL}(?= |$)`, "g")],
]
const ALONE = [
  ["part", new RegExp(`^${NUMERAL} ?[个大]*(?:部[分份]|章)$`, "g")],
  ["part", new RegExp(`^(?:part|部[分份])[ -]?${NUMERAL}$`, "g")],
  ["part", new RegExp("^([一二三四五六七八九十]+)[、.]", "g")],
  ["clause", new RegExp(`^(?:[条條]款?|clause|article|art\\.?|no\\.?|[c#§])[ -]?${NUMERAL}$`, "g")],
  ["clause", new RegExp(`^${NUMERAL} ?(?:[条條]款?|[款项項点點号號])$`, "g")],
  ["clause", new RegExp("^(\\d+)[.、]?$", "g")],
]

/** 十四 and 14 → 14. */
function toInt(numeral) {
  if (/^\d/.test(numeral)) return +numeral
  const [, tens, ten, ones] = /^([^十]?)(十?)(.?)$/.exec(numeral) ?? []
  const digit = c => "零一二三四五六七八九".indexOf(c)
  return (ten ? (tens ? digit(tens) : 1) * 10 : 0) + (ones || !ten ? digit(ones || tens) : 0)
}

/**
 * The clauses and parts that a query names by number, and the words besides: 第八条 落户 → clause 8, 落户. None for a
 * bare 八, which is text (十八大).
 */
function findNumbers(query) {
  const targets = []
  let rest = query.toLowerCase()
  const take = ([kind, form]) => {
    rest = rest.replace(form, (_, numeral) => {
      targets.push({ kind, number: toInt(numeral) })
      return " "
    })
  }
  ANYWHERE.forEach(take)
  if (!targets.length) ALONE.forEach(take)
  const [first, last] = targets
  if (targets.length === 2 && /^[\s至到~—-]+$/.test(rest) && rest.trim())
    for (let number = first.number + 1; number < last.number; number++) targets.push({ kind: first.kind, number })
  return { targets, rest: rest.replace(/^[\s和与及或至到、,~—-]+$/, "").trim() }
}

/** A query without its pair of quotes, if one stands around the whole: “千校行动” → 千校行动. */
function unquote(query) {
  const [open, ...inner] = query
  const close = inner.pop()
  const pairs = ['""', "''", "“”", "‘’", "「」", "『』", "«»", "““", "””"]
  const balanced = pairs.includes(open + close) && !inner.some(c => c === open || c === close)
  return balanced ? inner.join("") : null
}

/**
 * The reader of words. `all` is all folded text, `words` the vocabulary of the index; `aliases` maps another name to
 * the name in the text, `meanings` an everyday word to its kind and the words of the text.
 */
function createUnderstanding({ all, words, aliases, meanings, places, readings }) {
  const names = new Set([...words, ...places, ...aliases.keys(), ...aliases.values()].filter(name => name.length > 1))
  const known = new Set([...names, ...meanings.keys()])
  const longest = Math.max(...[...known].map(word => word.length))
  // Made when they are first needed: most queries do without.
  let ear, blurred
  const count = text => all.split(text).length - 1
  const named = text => aliases.get(text) ?? text

  /** What a run with letters in it may stand for, likeliest first. */
  function fromPinyin(text) {
    const letters = plainLetters(text)
    const spelled = (runs, sounds, typed, cuts, whole) => {
      const costs = new Map()
      for (const candidate of runs) {
        const found = spell(typed, candidate, sounds, cuts)
        if (!found || found.length < 1 || whole && found.length < candidate.length) continue
        const run = named(candidate.slice(0, found.length))
        if (!costs.has(run) || found.cost < costs.get(run)) costs.set(run, found.cost)
      }
      const least = Math.min(...costs.values())
      const best = [...costs.keys()].filter(run => costs.get(run) === least && all.includes(run))
      return best.sort((a, b) => count(b) - count(a)).slice(0, 4)
    }
    blurred ??= new Map([...readings].map(([c, sounds]) => [c, sounds.map(blur)]))
    const first = blur(letters)[0]
    const opens = c => blurred.get(c).some(sound => sound[0] === first)
    const openers = new Set([letters[0], ...[...readings.keys()].filter(opens)])
    const candidates = [...names].filter(name => openers.has(name[0]))
    const suffixes = new Set()
    for (const c of openers)
      for (let at = all.indexOf(c); at >= 0; at = all.indexOf(c, at + 1)) suffixes.add(all.slice(at, at + letters.length))
    const attempts = [
      () => spelled(candidates, readings, letters, false, true),
      () => spelled(suffixes, readings, letters, false, false),
      () => letters.length > 1 ? spelled(candidates, readings, letters, true, true) : [],
      () => letters.length > 1 ? spelled(suffixes, blurred, blur(letters), false, false) : [],
      () => letters.length > 2 ? spelled(suffixes, readings, letters, true, false) : [],
    ]
    for (const attempt of attempts) {
      const runs = attempt()
      if (runs.length) return runs
    }
    return []
  }

  /** The name that a text shortens: 凉山自治州 → 凉山彝族自治州, its characters in order and the last one the same. */
  function fromAbbreviation(text) {
    if (text.length < 3) return []
    const shortens = name => {
      if (name.at(-1) !== text.at(-1) || name.length <= text.length) return false
      let at = 0
      for (const c of name) if (c === text[at]) at++
      return at === text.length
    }
    const found = [...names].filter(shortens).sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
    return found.map(named).filter(name => all.includes(name)).slice(0, 1)
  }

  /** The run of the text that a slip of the hand or of the input method turned into `text`: 建挡立卡 → 建档立卡. */
  function mend(text) {
    const size = text.length
    if (size < 2 || size > 24 || !/^[\p{sc=Han}\p{N}]+$/u.test(text)) return null
    const limit = size < 7 ? 1 : 2
    ear ??= createEar(readings)
    // Only stretches that share half of the characters, each at its place or one off, are looked at.
    const shared = new Map()
    for (let i = 0; i < size; i++)
      for (let at = all.indexOf(text[i]); at >= 0; at = all.indexOf(text[i], at + 1))
        for (const start of [at - i - 1, at - i, at - i + 1]) shared.set(start, (shared.get(start) ?? 0) + 1)
    const stretches = [...shared.keys()].filter(start => shared.get(start) >= size / 2)
    const near = stretches.map(start => all.slice(Math.max(0, start - 1), start + size + 2)).join(MARK)
    const heard = [...text].map(() => new Map([[MARK, 9], ["\n", 9]]))
    const exchange = (i, c) => {
      if (text[i] === c) return 0
      if (!heard[i].has(c)) heard[i].set(c, [0.4, 0.6, 1][ear(text[i], c)])
      return heard[i].get(c)
    }
    // Sellers' algorithm with transpositions: costs[i] is the least cost of text[0..i] against a run that ends here and
    // started at starts[i]; `last` and `before` are the rows of the two characters before.
    const row = () => ({ costs: Array.from({ length: size + 1 }, (_, i) => i), starts: Array(size + 1).fill(0) })
    let [now, last, before] = [row(), row(), row()]
    const found = new Map()
    for (let j = 0; j < near.length; j++) {
      [now, last, before] = [before, now, last]
      const { costs, starts } = now, c = near[j], extra = c === MARK || c === "\n" ? 9 : 1
      costs[0] = 0
      starts[0] = j + 1
      for (let i = 1; i <= size; i++) {
        costs[i] = last.costs[i - 1] + exchange(i - 1, c)
        starts[i] = last.starts[i - 1]
        const take = (cost, start) => {
          if (cost < costs[i]) costs[i] = cost, starts[i] = start
        }
        take(last.costs[i] + extra, last.starts[i])
        take(costs[i - 1] + 1, starts[i - 1])
        if (i > 1 && j > 0 && text[i - 1] === near[j - 1] && text[i - 2] === c) take(before.costs[i - 2] + 0.7, before.starts[i - 2])
      }
      if (costs[size] > limit) continue
      const run = near.slice(starts[size], j + 1)
      if (run.length > 1 && (size > 2 || known.has(run) && run.length === 2) && !(found.get(run) <= costs[size])) found.set(run, costs[size])
    }
    const least = Math.min(...found.values())
    const rank = run => [+!known.has(run), +segment(run).some(({ loose }) => loose), Math.abs(run.length - size), -count(run)]
    return [...found.keys()].filter(run => found.get(run) === least).map(run => ({ run, keys: rank(run) })).sort(byKeys)[0]?.run ?? null
  }

  /** The fewest known words that make up a run; what is left between them is loose. */
  function segment(run) {
    const best = [{ cost: 0 }]
    for (let end = 1; end <= run.length; end++) {
      for (let start = Math.max(0, end - longest); start < end; start++) {
        const text = run.slice(start, end), loose = !known.has(text)
        if (loose && text.length > 1) continue
        const cost = best[start].cost + (loose ? 2.5 : text.length > 1 ? 1 : 1.2)
        if (!(best[end]?.cost <= cost)) best[end] = { cost, start, text, loose }
      }
    }
    const segments = []
    for (let end = run.length; end > 0; end = best[end].start) {
      const { text, loose } = best[end]
      if (loose && segments[0]?.loose) segments[0].text = text + segments[0].text
      else segments.unshift({ text, loose })
    }
    return segments
  }

  return { fromPinyin, fromAbbreviation, mend, segment, named }
}
