/* How results are shown: in the form that Material takes, texts as HTML. */

const EXCERPT = 120

/** An entry of the list as Material takes it: the group's head, then its sections, texts as HTML. */
export function present({ group, units }, tag) {
  const [title, ...passages] = units
  const shown = passages.filter(({ hits, score }) => hits.length || score).sort((a, b) => b.score - a.score)
  // A pairing is said in words: 上海市帮扶云南省.
  const words = text => group.kind === "pairing" ? text.replace(" → ", "帮扶") : text
  const sections = shown.map(({ unit, hits, score }) => ({
    location: `${group.location}#${unit.anchor}`, title: unit.name, text: words(excerpt(unit, hits)), score, terms: {},
  }))
  const isEntry = group.kind === "term" || group.kind === "pairing"  // a name and its others; a heading has 、 too
  const head = {
    location: group.location,
    title: words(escapeHtml(isEntry ? group.label.split("、")[0] : group.label)) + mark(group.title, title.hits),
    text: sections.length || !passages.length ? "" : excerpt(passages[0].unit, []),
    // Material shows the sections that score no less than the head and folds the others away.
    score: (sections[Math.min(2, sections.length - 1)]?.score ?? 1) - 0.01,
    terms: {}, kind: group.kind, part: group.part,
  }
  return [tag ? { ...head, tags: [tag] } : head, ...sections]
}

/** That nothing of a line is there. What is long or looks like markup is not said again. */
export function lacking(line) {
  return line.length > 20 || /[<>&]/.test(line) ? "没有找到" : `文中没有“${line}”`
}

/** The part of a long sentence around its matches, cut at punctuation where there is some. */
function excerpt(unit, hits) {
  const { text, at } = unit
  if (text.length <= EXCERPT * 1.3) return mark(text, hits, at)
  // From where the most words stand close together.
  const behind = from => hits.filter(({ at, end }) => at >= from && end <= from + EXCERPT - 30)
  const words = from => new Set(behind(from).map(({ word }) => word)).size
  const starts = hits.map(hit => hit.at).sort((a, b) => a - b), most = Math.max(...starts.map(words))
  const first = hits.length ? Math.max(0, starts.find(from => words(from) === most) - at) : 0
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
