// Two passages whose common letters are known → what is the same, what differs, and what was left out with a mark.

/** Beyond so many tokens on both sides, what stands between two common letters is told as one difference. */
const MOST = 250_000

/**
 * Pieces in order: `{ kind, theirs, ours }`, tokens of both; `kind` is `same`, `other` or `cut`. `pairs` are the
 * numbers of the tokens that are known to be the same.
 */
export function differ(theirs, ours, pairs, [from, to], [start, end]) {
  const pieces = []
  const put = (kind, mine, own) => {
    const last = pieces.at(-1)
    if (last?.kind === kind && kind !== "cut") last.theirs.push(...mine), last.ours.push(...own)
    else if (mine.length || own.length) pieces.push({ kind, theirs: [...mine], ours: [...own] })
  }
  let at = from, place = start
  for (const [mine, own] of [...pairs, [to, end]]) {
    if (mine < at || own < place) continue
    between(theirs.slice(at, mine), ours.slice(place, own), theirs[mine]?.cut && mine < to && mine > from, put)
    if (mine < to) put("same", [theirs[mine]], [ours[own]])
    at = mine + 1
    place = own + 1
  }
  return join(pieces)
}

function between(mine, own, cut, put) {
  if (cut || mine.some(token => token.cut)) {
    // Marks around … are nobody's words.
    const said = mine.filter(({ letter }) => letter)
    if (said.length) put("other", said, [])
    put("cut", [], own)
    return
  }
  if (mine.length * own.length > MOST) return put("other", mine, own)
  const rows = Array.from({ length: mine.length + 1 }, () => new Uint16Array(own.length + 1))
  for (let i = mine.length - 1; i >= 0; i--)
    for (let j = own.length - 1; j >= 0; j--)
      rows[i][j] = mine[i].char === own[j].char ? rows[i + 1][j + 1] + 1 : Math.max(rows[i + 1][j], rows[i][j + 1])
  let i = 0, j = 0
  while (i < mine.length || j < own.length) {
    if (i < mine.length && j < own.length && mine[i].char === own[j].char) put("same", [mine[i++]], [own[j++]])
    else if (j >= own.length || (i < mine.length && rows[i + 1][j] >= rows[i][j + 1])) put("other", [mine[i++]], [])
    else put("other", [], [own[j++]])
  }
}

/** Marks that only theirs has between two sentences, behind a heading or in front of a point, say nothing. */
function isBetween({ theirs, ours }, before, next) {
  const marks = !ours.length && theirs.every(({ letter }) => !letter)
  return marks && before && next && before.ours.at(-1)?.unit !== next.ours[0]?.unit
}

/** Whoever quotes an article or the items of a list may leave their numbers out. */
const isLabel = ({ theirs, ours }) => !theirs.length && ours.every(({ letter, label }) => label || !letter)
  && ours.some(({ label }) => label)

/** 加→、强、→化 is one difference, 加强→强化: a lone character between two others says nothing. */
function join(pieces) {
  const found = []
  for (const [i, piece] of pieces.entries()) {
    const last = found.at(-1), next = pieces[i + 1]
    if (piece.kind === "other" && isLabel(piece)) continue
    if (piece.kind === "other" && isBetween(piece, pieces[i - 1], next)) piece.kind = "same"
    const lone = piece.kind === "same" && piece.ours.length === 1 && piece.ours[0].letter
    if (last?.kind === "other" && (piece.kind === "other" || (lone && next?.kind === "other"))) {
      last.theirs.push(...piece.theirs)
      last.ours.push(...piece.ours)
    } else found.push({ ...piece })
  }
  return found
}
