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
  const fifths = scores.split("\n").map(decode)
  const fieldVectors = steps.split("\n").map(decode).map((row, document) => {
    let number = 0
    return ["text/" + document, row.flatMap((step, i) => {
      number += step
      postings[number][1].text[document] = {}
      return [number, fifths[document][i] / 5]
    })]
  })
  const invertedIndex = postings.sort(([a], [b]) => a < b ? -1 : 1)
  return { version: lunr.version, fields: ["text"], fieldVectors, invertedIndex, pipeline: [] }
}

/** A function from a string to the BM25 scores of the documents for the words in it. */
function createRanker(words, steps, scores) {
  const index = lunr.Index.load(unpack(words, steps, scores))
  // Every word asked for is one of the vocabulary: lunr need not look for words like it.
  index.tokenSet = { intersect: exact => exact }
  const known = new Map(words.map(word => [word, null]))
  const longest = Math.max(...words.map(word => word.length))
  const scoresOf = word => {
    if (!known.get(word)) known.set(word, index.query(query => query.term(word, { usePipeline: false })))
    return known.get(word)
  }
  return string => {
    const found = new Set(), total = new Map()
    for (let start = 0; start < string.length; start++)
      for (let end = start + 2; end <= Math.min(string.length, start + longest); end++)
        if (known.has(string.slice(start, end))) found.add(string.slice(start, end))
    for (const word of found)
      for (const { ref, score } of scoresOf(word)) total.set(+ref, (total.get(+ref) ?? 0) + score)
    return total
  }
}
