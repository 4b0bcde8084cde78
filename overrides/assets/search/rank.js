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
  const quarters = scores.split("\n").map(decode)
  const fieldVectors = steps.split("\n").map(decode).map((row, document) => {
    let number = 0
    return ["text/" + document, row.flatMap((step, i) => {
      number += step
      postings[number][1].text[document] = {}
      return [number, quarters[document][i] / 4]
    })]
  })
  const invertedIndex = postings.sort(([a], [b]) => a < b ? -1 : 1)
  return { version: lunr.version, fields: ["text"], fieldVectors, invertedIndex, pipeline: [] }
}

/** The loaded index, asked for the BM25 scores of the documents, by their numbers. */
function createRanker(words, steps, scores) {
  const index = lunr.Index.load(unpack(words, steps, scores))
  // Every word asked for is one of the vocabulary: lunr need not look for words like it.
  index.tokenSet = { intersect: exact => exact }
  const known = new Set(words), longest = Math.max(...words.map(word => word.length))
  const wordsIn = run => {
    const found = []
    for (let start = 0; start < run.length; start++)
      for (let end = start + 2; end <= run.length && end <= start + longest; end++)
        if (known.has(run.slice(start, end))) found.push(run.slice(start, end))
    return found
  }
  return {
    /** lunr's ranking for the words in some runs. */
    rank(runs) {
      const terms = runs.flatMap(wordsIn)
      const found = terms.length ? index.query(query => terms.forEach(term => query.term(term, { usePipeline: false }))) : []
      return new Map(found.map(({ ref, score }) => [+ref, score]))
    },
    /** The sum of what lunr gives for each word of a run alone: the element of the document's vector at its place. */
    weigh(run) {
      const total = new Map()
      for (const word of wordsIn(run)) {
        const { _index, text } = index.invertedIndex[word]
        for (const document in text) {
          const vector = index.fieldVectors["text/" + document]
          total.set(+document, (total.get(+document) ?? 0) + vector.elements[vector.positionForIndex(_index) + 1])
        }
      }
      return total
    },
  }
}
