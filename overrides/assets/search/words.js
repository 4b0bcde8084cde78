/* Words: what is known of them from data, and how a run is cut into those that are known. */

/**
 * What the data say of words. `aliases` maps other names, and names themselves, to the names in the texts; `meanings`
 * an everyday word to its kind (s the same as, a asks, p asks for a pairing, f says nothing) and to what the texts say.
 */
function createLexicon({ aliases: lines, meanings: rows, places }, fold, words) {
  const aliases = new Map(readLines(lines).flatMap(names => names.map(name => [bare(fold(name)), bare(fold(names[0]))])))
  const meanings = new Map(readLines(rows).flatMap(([kind, same, ...means]) => same.split("|").map(word => [word, { kind, means }])))
  const names = new Set([...words, ...places.split(" "), ...aliases.keys(), ...aliases.values()].filter(name => name.length > 1))
  const known = new Set([...names, ...meanings.keys()])
  const pairWords = `(?:${[...meanings.keys()].filter(word => meanings.get(word).kind === "p").join("|")})`
  const pairOnly = new RegExp(`^${pairWords}+$`), initialsOnly = new RegExp(`^(..)${pairWords}*$`)
  return {
    aliases, names, known,
    named: text => aliases.get(text) ?? text,
    meansOf: text => meanings.get(text)?.means ?? [],
    kindOf: text => meanings.get(text)?.kind ?? (pairOnly.test(text) ? "p" : undefined),
    /** 闽宁协作 → 闽, 宁. */
    initialsOf: text => [...initialsOnly.exec(text)?.[1] ?? ""],
    segment: remember(createSegmenter(known)),
  }
}

const readLines = lines => lines.split("\n").map(line => line.split(" "))

/** A function from a run to the fewest known words that make it up; what is left between them is loose. */
function createSegmenter(known) {
  const longest = Math.max(...[...known].map(word => word.length))
  return run => {
    const costs = [0], starts = [0]
    for (let end = 1; end <= run.length; end++) {
      costs[end] = costs[end - 1] + (known.has(run[end - 1]) ? 1.2 : 2.5)
      starts[end] = end - 1
      for (let start = Math.max(0, end - longest); start < end - 1; start++)
        if (costs[start] + 1 < costs[end] && known.has(run.slice(start, end))) {
          costs[end] = costs[start] + 1
          starts[end] = start
        }
    }
    const segments = []
    for (let end = run.length; end > 0; end = starts[end]) {
      const text = run.slice(starts[end], end), loose = !known.has(text)
      if (loose && segments[0]?.loose) segments[0].text = text + segments[0].text
      else segments.unshift({ text, loose })
    }
    return segments
  }
}

/** A function that keeps its answers until it is told to forget them. */
function remember(work) {
  const kept = new Map()
  const remembering = key => {
    if (!kept.has(key)) kept.set(key, work(key))
    return kept.get(key)
  }
  remembering.forget = () => kept.clear()
  return remembering
}

/** A function that makes its value when it is first asked for it. */
function lazy(make) {
  let made
  return () => made ??= make()
}
