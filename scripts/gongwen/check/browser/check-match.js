// Where words of the text stand in another one: runs that both have, chained where little differs between them.
//
//   theirs   有学者指出：  要立足资源禀赋和产业条件，激发企业到贫困地区投资的积极性  （参见第12页）
//   runs                 ───────────────── ·· ─────────────────────────
//   ours                 要立足资源禀赋和产业基础，激发企业到贫困地区投资的积极性，支持建设…

/** The shortest run that a chain is made of; between runs at most so many letters that differ. */
const SEED = 4, GAP = 40
/** What a chain pays for a gap: once, and for each letter in it; for words left out with …. */
const OPEN = 3, EACH = 0.6, CUT = 2
/** What is a quotation: so many points; or fewer, or so many letters, if that is most of what stands between stops. */
const ENOUGH = 15, FEW = 10, LETTERS = 12, SHARE = 0.6
/** How far from its end a quotation may reach where its words differ, and how long another word may be. */
const FRINGE = 14, WORD = 2
/** What is told as one quotation over the end of a sentence differs there in no more letters. */
const SEAM = 6
const OPENING = /[(《〈[]/
const STOPS = /[。！？!?;；:：]/u

/**
 * The text's tokens, each with its unit and its group, out of which no quotation reaches → a function from the tokens
 * of another text to its quotations, in order.
 */
export function createMatcher(ours) {
  const letters = lettersOf(ours), grams = new Map()
  for (let at = 0; at + SEED <= letters.length; at++) {
    const gram = letters.slice(at, at + SEED).map(({ char }) => char).join("")
    grams.has(gram) ? grams.get(gram).push(at) : grams.set(gram, [at])
  }
  return tokens => {
    const theirs = lettersOf(tokens)
    const frames = frame(tokens, theirs), found = [], taken = new Uint8Array(theirs.length)
    for (const chain of chains(runsOf(theirs, letters, grams), theirs, letters)) {
      const free = chain.runs.filter(({ from, length }) => !taken.subarray(from, from + length).includes(1))
      if (free.length < chain.runs.length) continue
      const first = free[0], last = free.at(-1)
      const area = [first.from, last.from + last.length]
      if (!isEnough(chain, area, frames, theirs) || isName(chain, letters)) continue
      taken.fill(1, ...area)
      found.push(widen({ runs: free, area, place: [first.to, last.to + last.length] }, theirs, letters, taken))
    }
    return found.sort((a, b) => a.area[0] - b.area[0])
      .map(one => name(trim(one, letters), theirs, letters, tokens, ours))
  }
}

/** The letters among tokens, each with its number there. */
const lettersOf = tokens => tokens.map((token, index) => ({ ...token, index })).filter(({ letter }) => letter)

/** The longest runs of letters, at least SEED long, that both texts have. */
function runsOf(theirs, letters, grams) {
  const runs = []
  for (let from = 0; from + SEED <= theirs.length; from++) {
    const gram = theirs.slice(from, from + SEED).map(({ char }) => char).join("")
    for (const to of grams.get(gram) ?? []) {
      if (letters[to].group !== letters[to + SEED - 1].group) continue
      const before = letters[to - 1]
      if (theirs[from - 1]?.char === before?.char && before?.group === letters[to].group && !theirs[from].cut) continue
      let length = SEED
      const { group } = letters[to], goesOn = at => letters[at]?.group === group
      while (theirs[from + length]?.char === letters[to + length]?.char && goesOn(to + length)
        && !theirs[from + length].cut) length++
      runs.push({ from, to, length })
    }
  }
  return runs
}

/** How many of the letters before each one are so. */
const sumsOf = (letters, is) => letters.reduce((sums, letter, i) => (sums.push(sums[i] + +is(letter)), sums), [0])

/** Chains of runs that follow each other in both texts, the best first; a run belongs to its best chain. */
function chains(runs, theirs, letters) {
  const cuts = sumsOf(theirs, ({ cut }) => cut)
  const [opened, shut] = ["opened", "shut"].map(name => sumsOf(theirs, letter => letter[name]))
  const quoted = sumsOf(letters, letter => letter.opened || letter.shut)
  const has = (sums, from, to) => sums[to + 1] - sums[from] > 0
  for (const [i, run] of runs.entries()) {
    run.score = run.length
    for (let j = i - 1; j >= 0 && runs[j].from > run.from - GAP * 8; j--) {
      const [end, place] = [runs[j].from + runs[j].length, runs[j].to + runs[j].length]
      // One quotation ends and another begins: what stands between is nobody's but theirs.
      if (has(shut, end, run.from) && has(opened, end, run.from) && !has(quoted, place, run.to)) continue
      const cost = costOf(runs[j], run, cuts, letters)
      const score = runs[j].score + run.length - cost
      if (score > run.score && score > runs[j].score) Object.assign(run, { score, before: runs[j] })
    }
  }
  const used = new Set(), found = []
  for (const end of [...runs].sort((a, b) => b.score - a.score)) {
    const chain = []
    for (let run = end; run && !used.has(run); run = run.before) chain.unshift(run)
    if (!chain.length || chain[0].before) continue // it branches off a better one
    for (const run of chain) used.add(run)
    found.push({ runs: chain.map(untangle), score: end.score })
  }
  return found

  /** Runs that overlap share no letter: the later one begins where the earlier one ends. */
  function untangle(run, i, chain) {
    const before = chain[i - 1]
    const over = before ? Math.max(0, before.from + before.length - run.from, before.to + before.length - run.to) : 0
    return { from: run.from + over, to: run.to + over, length: run.length - over }
  }
}

/** What it costs that one run follows the other; Infinity where it does not. */
function costOf(a, b, cuts, letters) {
  if (b.to <= a.to || b.from <= a.from || letters[a.to].group !== letters[b.to].group) return Infinity
  const over = Math.max(0, a.from + a.length - b.from, a.to + a.length - b.to)
  if (over > b.length - 2) return Infinity
  const end = a.to + a.length, skipped = b.to + over - end, more = b.from + over - a.from - a.length
  const cut = cuts[b.from + 1] - cuts[a.from + a.length] > 0
  const units = letters[b.to + over].unit - letters[end - 1].unit
  if (cut && more <= 2) return over + CUT
  if (Math.max(skipped, more) > GAP) return Infinity
  // At the end of a sentence nothing is skipped unmarked: what begins behind it is a quotation of its own.
  if (units && skipped + more > SEAM) return Infinity
  return over + (skipped + more ? OPEN + EACH * Math.max(skipped, more) : 0)
}

/** For each letter of theirs the number of what it stands in between stops, quotes and ends of lines that stop. */
function frame(tokens, theirs) {
  const numbers = []
  let number = 0, before = -1
  for (const { index, line } of theirs) {
    const between = tokens.slice(before + 1, index)
    const quoted = tokens[index].edge && !between.length
    if (between.some(({ char }) => STOPS.test(char)) || quoted || (line && between.length)) number++
    numbers.push(number)
    before = index
  }
  return numbers
}

/** Whether the words are no more than the name of another document, which anybody may name. */
function isName({ runs }, letters) {
  return runs.every(({ to, length }) => letters.slice(to, to + length).every(({ named }) => named))
}

function isEnough({ score, runs }, [from, to], frames, theirs) {
  if (score >= ENOUGH) return true
  const same = runs.reduce((sum, { length }) => sum + length, 0)
  if (score < FEW && same < LETTERS) return false
  const inside = number => frames[from] <= number && number <= frames[to - 1]
  let all = 0
  for (let at = from; at >= 0 && inside(frames[at]); at--) all++
  for (let at = from + 1; at < theirs.length && inside(frames[at]); at++) all++
  return same >= SHARE * all
}

/** A quotation whose first or last words differ reaches up to marks that both texts have about there. */
function widen(one, theirs, letters, taken) {
  const { area, place } = one
  for (const [side, step] of [[0, -1], [1, 1]]) {
    const last = side ? place[1] - 1 : place[0]
    const mine = ends(theirs, area[side], step, at => taken[step < 0 ? at - 1 : at])
    const own = ends(letters, place[side], step, at => letters[step < 0 ? at - 1 : at]?.unit !== letters[last].unit)
    const [far, ownFar] = together(
      mine.map(length => stretch(theirs, area[side], step, length)),
      own.map(length => stretch(letters, place[side], step, length)),
    )
    area[side] += step * far
    place[side] += step * ownFar
  }
  return one
}

/** How many letters it is from here to each mark nearby. */
function ends(all, from, step, stops) {
  const found = []
  for (let far = 0; far <= FRINGE; far++) {
    const at = from + step * far
    if (far && (at <= 0 || at >= all.length || all[at].edge)) found.push(far)
    if (at <= 0 && step < 0 || at >= all.length || stops(at)) {
      if (far && found.at(-1) !== far) found.push(far)
      break
    }
  }
  return found
}

function stretch(all, from, step, length) {
  const letters = step < 0 ? all.slice(from - length, from) : all.slice(from, from + length)
  return letters.map(({ char }) => char)
}

/** The lengths of the two stretches that have most in common, or differ no more than a word does; else nothing. */
function together(mine, own) {
  let best = [0, 0], most = 0
  for (const a of mine)
    for (const b of own) {
      const common = countCommon(a, b), longer = Math.max(a.length, b.length)
      const word = longer <= WORD && Math.abs(a.length - b.length) <= 1
      const points = common + (word ? 0.5 : 0)
      if ((word || common * 2 >= longer) && points > most) [best, most] = [[a.length, b.length], points]
    }
  return best
}

/** How many letters two stretches have in common, in order. */
function countCommon(a, b) {
  let row = new Array(b.length + 1).fill(0)
  for (const char of a) {
    const next = [0]
    for (const [j, other] of b.entries()) next.push(char === other ? row[j] + 1 : Math.max(row[j + 1], next[j]))
    row = next
  }
  return row.at(-1)
}

/** A letter or two of another sentence at an end are chance. */
function trim(one, letters) {
  const { area, place, runs } = one, unitAt = at => letters[at]?.unit
  for (const [side, step] of [[0, 1], [1, -1]]) {
    const outer = side ? place[1] - 1 : place[0], end = side ? runs.length - 1 : 0, run = runs[end]
    const count = unitAt(outer) !== unitAt(outer + step) ? 1 : unitAt(outer) !== unitAt(outer + 2 * step) ? 2 : 0
    const atEnd = side ? run.to + run.length === place[1] : run.to === place[0]
    if (!count || !atEnd || run.length <= count) continue
    area[side] += step * count
    place[side] += step * count
    const length = run.length - count
    runs[end] = side ? { ...run, length } : { from: run.from + count, to: run.to + count, length }
  }
  return one
}

/** Tokens' numbers instead of letters', with the marks around that both texts have, and the units of the words. */
function name({ runs, area: [from, to], place: [start, end] }, theirs, letters, tokens, ours) {
  const area = [theirs[from].index, theirs[to - 1].index + 1]
  const place = [letters[start].index, letters[end - 1].index + 1]
  const same = (at, own) => tokens[at] && !tokens[at].letter && tokens[at].char === ours[own]?.char
  while (same(area[0] - 1, place[0] - 1) && OPENING.test(tokens[area[0] - 1].char)) area[0]--, place[0]--
  while (same(area[1], place[1]) && ours[place[1]].unit === letters[end - 1].unit) area[1]++, place[1]++
  return {
    theirs: area,
    ours: place,
    pairs: runs.flatMap(run => Array.from({ length: run.length }, (_, i) =>
      [theirs[run.from + i].index, letters[run.to + i].index])),
    units: [letters[start].unit, letters[end - 1].unit],
  }
}
