/* What can be found, and how it is shown: groups with their folded text, and results in Material's form. */

const EXCERPT = 120
const RANKED = ["clause", "part", "preamble"]

/** The baked rows and lists → groups. `text` is the folded title and passages in one; units know where they stand in it. */
function readGroups({ groups, lists }, fold, aliases) {
  let documents = 0
  const listed = lists.flatMap(([kind, location, lines]) => lines.split("\n").filter(Boolean).map(line => {
    const [, anchor, name] = /(\S+) (.*)/.exec(line)
    const text = [name, ...[...aliases].flatMap(([alias, full]) => full === name ? [alias] : [])].join("、")
    return [kind, location, text, "", 0, 0, anchor, text]
  }))
  return [...groups, ...listed].map(([kind, location, label, title, number, part, ...passages]) => {
    const group = { kind, location, label, title, number, part, text: "", units: [] }
    const add = (anchor, text) => {
      const at = group.text.length
      const folded = fold(text)
      group.text += folded
      group.units.push({ anchor, text, folded, at, end: group.text.length, document: RANKED.includes(kind) ? documents++ : -1 })
    }
    add("", title)
    if (title) group.text += MARK
    for (let i = 0; i < passages.length; i += 2) add(passages[i], passages[i + 1])
    return group
  })
}

/** A function from a folded text to where it stands: its hits for each group that contains it, kept for one query. */
function createFinder(groups, all) {
  const owners = new Uint32Array(all.length), kept = new Map()
  let from = 0
  groups.forEach((group, i) => {
    owners.fill(i, from, from + group.text.length)
    group.from = from
    from += group.text.length + 1
  })
  const find = folded => {
    if (kept.has(folded)) return kept.get(folded)
    // A mark stands for any run of punctuation; letters alone need no escape.
    const form = new RegExp(folded.replace(/·+/g, "·+"), "g"), found = new Map()
    for (let match; (match = form.exec(all));) {
      const group = groups[owners[match.index]]
      if (!found.has(group)) found.set(group, [])
      found.get(group).push({ at: match.index - group.from, end: form.lastIndex - group.from })
    }
    kept.set(folded, found)
    return found
  }
  find.forget = () => kept.clear()
  return find
}

/** An entry of the list as Material takes it: the group's head, then its sections, texts as HTML. */
function present({ group, units }, notice) {
  const [title, ...passages] = units
  const sections = passages.filter(({ hits, score }) => hits.length || score).sort((a, b) => b.score - a.score).map(({ unit, hits, score }) =>
    ({ location: `${group.location}#${unit.anchor}`, title: nameOf(unit, group), text: excerpt(unit, hits), score, terms: {} }))
  const head = {
    location: group.location,
    title: escapeHtml(group.label.split("、")[0]) + mark(group.title, title.hits),
    text: sections.length || !passages.length ? "" : excerpt(passages[0].unit, []),
    // Material shows the sections that score no less than the head, folds the others away, and follows the best on Enter.
    score: (sections[Math.min(2, sections.length - 1)]?.score ?? 1) - 0.01,
    terms: {}, kind: group.kind, part: group.part,
  }
  return [notice ? { ...head, tags: [notice] } : head, ...sections]
}

/** 第3句, with its paragraph where a clause has several. */
function nameOf({ anchor }, { kind, units }) {
  if (kind === "pairing") return "结对关系"
  if (kind === "term") return "索引条目"
  const [, paragraph, sentence] = /p(\d+)-s(\d+)$/.exec(anchor) ?? []
  if (!sentence) return "标题"
  return (units.some(unit => unit.anchor.includes("-p2-")) ? `第${paragraph}段` : "") + `第${sentence}句`
}

/** The part of a long sentence around its matches, cut at punctuation where there is some. */
function excerpt(unit, hits) {
  const { text, at } = unit
  if (text.length <= EXCERPT * 1.3) return mark(text, hits, at)
  const first = hits.length ? Math.max(0, Math.min(...hits.map(hit => hit.at)) - at) : 0
  const before = text.slice(0, Math.max(0, first - 20))
  const start = first < 40 ? 0 : Math.max(before.search(/[^，、；：。]*$/), before.length - 20)
  const end = Math.min(text.length, start + EXCERPT)
  return (start ? "…" : "") + mark(text.slice(start, end), hits, at + start) + (end < text.length ? "…" : "")
}

/** A text that starts at `offset` of its group's, as HTML with its matches marked. */
function mark(text, hits, offset = 0) {
  let html = "", done = 0
  for (const { at, end } of [...hits].sort((a, b) => a.at - b.at)) {
    const start = Math.max(done, at - offset), stop = Math.min(text.length, end - offset)
    if (stop <= start) continue
    html += `${escapeHtml(text.slice(done, start))}<mark>${escapeHtml(text.slice(start, stop))}</mark>`
    done = stop
  }
  return html + escapeHtml(text.slice(done))
}

function escapeHtml(text) {
  return text.replace(/[&<>"']/g, c => `&#${c.charCodeAt(0)};`)
}

/** The length of the shortest stretch with a hit of each list in it; 0 for a single list. */
function span(lists) {
  if (lists.length < 2) return 0
  const hits = lists.flatMap((list, word) => list.map(({ at, end }) => ({ at, end, word }))).sort((a, b) => a.at - b.at)
  let least = Infinity
  hits.forEach(({ at }, first) => {
    const seen = new Set()
    let reach = at
    for (let i = first; i < hits.length && seen.size < lists.length; i++) {
      seen.add(hits[i].word)
      reach = Math.max(reach, hits[i].end)
    }
    if (seen.size === lists.length) least = Math.min(least, reach - at)
  })
  return least
}
