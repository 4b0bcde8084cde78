// Runs of sentences: what they are called, and their addresses. Imported with the menu of citations, by a selection and
// by an address that has one.

/** 第（八）条第2至4句: where a passage stands, or a run up to the sentence `to`; `places` says it of each passage. */
export function placeOf(places, id, to = id) {
  if (to === id) return places[id]
  const [before, first] = parts(places[id]), [same, last] = parts(places[to])
  if (first && last && before === same) return `${before}${first}至${last}句`
  const clause = /^(?:第[^条]+条|引言)/.exec(places[id])?.[0] ?? ""
  return `${places[id]}至${places[to].startsWith(clause) ? places[to].slice(clause.length) : places[to]}`
}

/** What stands behind the address of a page: `?to=c8-p1-s4#c8-p1-s2`. */
export const addressOf = (id, to = id) => `${to === id ? "" : `?to=${to}`}#${id}`

const parts = place => /^(.*第)(\d+)句$/.exec(place)?.slice(1) ?? [place]
