/* The lunr index: its words, and how much a text is about them. */

/** The packed vocabulary and vectors → lunr's serialised form, as lunr.py wrote it. */
function unpack(words, rows) {
  const postings = words.map((word, number) => [word, { text: {}, _index: number }])
  const fieldVectors = rows.map((row, document) => {
    const vector = []
    for (let i = 0, number = 0; i < row.length; i += 2) {
      number += row[i]
      vector.push(number, row[i + 1] / 10)
      postings[number][1].text[document] = {}
    }
    return ["text/" + document, vector]
  })
  const invertedIndex = postings.sort(([a], [b]) => a < b ? -1 : 1)
  return { version: lunr.version, fields: ["text"], fieldVectors, invertedIndex, pipeline: [] }
}

/** A function from a string to the BM25 scores of the documents for the words in it. */
function createRanker(words, rows) {
  const index = lunr.Index.load(unpack(words, rows))
  const known = new Set(words)
  const cache = new Map()
  const longest = Math.max(...words.map(word => word.length))
  return string => {
    const scores = cache.get(string) ?? new Map()
    if (cache.has(string)) return scores
    const found = new Set()
    for (let start = 0; start < string.length; start++)
      for (let end = start + 1; end <= Math.min(string.length, start + longest); end++)
        if (known.has(string.slice(start, end)) && (end - start > 1 || string.length === 1)) found.add(string.slice(start, end))
    // lunr divides by the length of the query's vector; undone, scores of different strings can be added.
    const length = Math.sqrt(found.size)
    if (found.size)
      for (const { ref, score } of index.query(query => found.forEach(word => query.term(word, { usePipeline: false }))))
        scores.set(+ref, score * length)
    cache.set(string, scores)
    return scores
  }
}
