/* What any of the modules may need: answers that are kept, values made late, pairs collected, orders. */

/* `at` came with Chromium 92, after the oldest browser that these scripts are for. */
for (const { prototype } of [Array, String]) prototype.at ??= function (i) { return this[i < 0 ? this.length + i : i] }

/** A function that keeps its answers to short keys, but no more than a few thousand. */
export function remember(work) {
  const kept = new Map()
  return key => {
    if (key.length > 99) return work(key)
    let found = kept.get(key)
    if (found === undefined) {
      if (kept.size > 4000) kept.clear()
      kept.set(key, found = work(key))
    }
    return found
  }
}

/** A function that makes its value when it is first asked for it. */
export function lazy(make) {
  let made
  return () => made ??= make()
}

/** Pairs of a key and a value → the values of each key. */
export function collect(pairs) {
  const found = new Map()
  for (const [key, value] of pairs) {
    if (!found.has(key)) found.set(key, [])
    found.get(key).push(value)
  }
  return found
}

/** A function from a run and a place in it to the words of two characters and more that start there. */
export function createLookup(words) {
  const starting = collect([...new Set(words)].map(word => [word.slice(0, 2), word]))
  return (run, at) => starting.get(run.slice(at, at + 2))?.filter(word => run.startsWith(word, at)) ?? []
}

/** The members of a set that fit. */
export function pick(among, fits) {
  return new Set([...among].filter(fits))
}

/** Compare by one key after the other. */
export function byKeys({ keys: a }, { keys: b }) {
  const at = a.findIndex((key, i) => key !== b[i])
  return at < 0 ? 0 : a[at] < b[at] ? -1 : 1
}
