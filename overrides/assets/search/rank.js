/* The lunr index: its words, and how much a text is about them. */

const decode = packed => [...packed].map(c => c.codePointAt(0) - 35)

/** The vocabulary: what is added to each step, then for each word the step from the last one's place and its length. */
function readWords(packed, text) {
  const [back, ...numbers] = decode(packed)
  let at = 0
  return numbers.flatMap((step, i) => i % 2 ? [] : [text.slice(at += step - back, at + numbers[i + 1])])
}

/** The packed vectors → lunr's serialised form, as lunr.py wrote it. */
function unpack(words, steps, scores) {
  const postings = words.map((word, number) => [word, { text: {}, _index: number }])
  const values = scores.split("\n").map(decode)
  const fieldVectors = steps.split("\n").map(decode).map((row, document) => {
    const vector = []
    let number = 0
    row.forEach((step, i) => {
      number += step
      postings[number][1].text[document] = {}
      vector.push(number, values[document][i] / 4)
    })
    return ["text/" + document, vector]
  })
  const invertedIndex = postings.sort(([a], [b]) => a < b ? -1 : 1)
  return { version: lunr.version, fields: ["text"], fieldVectors, invertedIndex, pipeline: [] }
}

// lunr finds words through an automaton, which it builds as it loads; here they are looked up as they are.
lunr.TokenSet = { Builder: class { insert() {} finish() {} } }

/**
 * A function from a run to the BM25 scores of the documents, by number, for the words in it. They are what lunr's query
 * gives for each word alone, the element of a document's vector at the word's place, read without the rest of a query.
 */
function createRanker(words, steps, scores) {
  const { invertedIndex, fieldVectors } = lunr.Index.load(unpack(words, steps, scores))
  const lengths = new Map(words.map(word => [word.slice(0, 2), new Set()]))
  for (const word of words) lengths.get(word.slice(0, 2)).add(word.length)
  return run => {
    const total = new Map()
    for (let start = 0; start < run.length - 1; start++)
      for (const length of lengths.get(run.slice(start, start + 2)) ?? []) {
        const posting = start + length <= run.length && invertedIndex[run.slice(start, start + length)]
        for (const document in posting?.text) {
          const vector = fieldVectors["text/" + document]
          const score = vector.elements[vector.positionForIndex(posting._index) + 1]
          total.set(+document, (total.get(+document) ?? 0) + score)
        }
      }
    return total
  }
}
