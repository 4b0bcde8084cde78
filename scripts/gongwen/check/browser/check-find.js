// A pasted text → the quotations in it: which sentences they are, what differs, what the words are there.

import { differ } from "./check-differ.js"
import { createSimple, tokenize } from "./check-fold.js"
import { createMatcher } from "./check-match.js"

/** The baked data → a function from a text to its quotations, in its order. */
export function createFinder({ units, variants }) {
  const simple = createSimple(variants)
  const ours = units.flatMap(([id, text, page, label = 0], unit) =>
    tokenize(text, simple).map(token =>
      ({ ...token, unit, group: page ?? id.replace(/-p\d.*/, ""), label: token.at < label, cut: false })))
  const match = createMatcher(ours)

  /** The printed words of some tokens of ours, one behind the other, sentence behind sentence. */
  function print(tokens) {
    const pieces = []
    for (const token of tokens) {
      const last = pieces.at(-1)
      if (last?.unit === token.unit) last.end = token.end
      else pieces.push({ unit: token.unit, at: token.at, end: token.end })
    }
    return pieces.map(({ unit, at, end }) => units[unit][1].slice(at, end)).join("")
  }

  return text => {
    const theirs = tokenize(text, simple)
    const said = tokens => tokens.length ? text.slice(tokens[0].at, tokens.at(-1).end).replace(/\s*\n\s*/g, "") : ""
    return match(theirs).map(({ theirs: area, ours: place, pairs, units: [first, last] }) => {
      const pieces = differ(theirs, ours, pairs, area, place)
        .map(({ kind, theirs, ours }) => ({ kind, theirs: said(theirs), ours: print(ours) }))
      const ids = units.slice(first, last + 1).map(([id]) => id)
      return {
        start: theirs[area[0]].at,
        end: theirs[area[1] - 1].end,
        ids, pieces,
        exact: pieces.every(({ kind }) => kind !== "other"),
        whole: pieces.every(({ kind }) => kind !== "cut"),
      }
    })
  }
}
