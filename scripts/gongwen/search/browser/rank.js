/* The lunr index: its words, and how much a text is about them. */

import { createLookup, remember } from "./tools.js"

/** A number is the character of that code behind `#` (35); surrogates are left out. */
const decode = packed => [...packed].map(c => c.codePointAt(0)).map(code => code - (code < 0xD800 ? 35 : 35 + 0x800))

/** The vocabulary: what is added to each step, then for each word the step from the last one's place and its length. */
export function readWords(packed, text) {
  const [back, ...numbers] = decode(packed)
  let at = 0
  return numbers.flatMap((step, i) => i % 2 ? [] : [text.slice(at += step - back, at + numbers[i + 1])])
}

/** The packed vectors → lunr's serialised form, as lunr.py wrote it. */
export function unpack(words, steps, scores) {
  const postings = words.map((word, number) => [word, { text: {}, _index: number }])
  const values = scores.split("\n").map(decode)
  const fieldVectors = steps.split("\n").map(decode).map((row, document) => {
    const vector = []
    let number = 0
    row.forEach((step, i) => {
      number += step
      postings[number][1].text[document] = {}
      vector.push(number, values[document][i] / 2)
    })
    return ["text/" + document, vector]
  })
  const invertedIndex = postings.sort(([a], [b]) => a < b ? -1 : 1)
  return { version: lunr.version, fields: ["text"], fieldVectors, invertedIndex, pipeline: [] }
}

// lunr's own queries cost more than all the rest of a search: of lunr.js the site has what loads an index, and the
// scores are read from its vectors. The automaton in which lunr finds words, built while it loads, has no use here.
lunr.TokenSet = { Builder: class { insert() {} finish() {} } }

/**
 * A function from a run to the BM25 scores of the documents, by number, for the words in it: what lunr's query gives
 * for each word alone is the element of a document's vector at the word's place.
 */
export function createRanker(words, steps, scores) {
  const { fieldVectors } = lunr.Index.load(unpack(words, steps, scores))
  const postings = new Map(words.map(word => [word, []])), wordsAt = createLookup(words)
  for (const field in fieldVectors) {
    const { elements } = fieldVectors[field], document = +field.slice(5)
    for (let i = 0; i < elements.length; i += 2) postings.get(words[elements[i]]).push([document, elements[i + 1]])
  }
  return remember(run => {
    const total = new Map()
    for (let at = 0; at < run.length - 1; at++)
      for (const word of wordsAt(run, at))
        for (const [document, score] of postings.get(word)) total.set(document, (total.get(document) ?? 0) + score)
    return total
  })
}
