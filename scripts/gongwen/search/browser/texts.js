/* What can be found: groups with their folded texts, laid end to end, and where a run stands in them. */

import { MARK } from "./fold.js"
import { remember } from "./tools.js"

export const RANKED = ["clause", "part", "preamble"]

/** The baked data → all texts, and what can be asked of them. */
export function createTexts(data, fold, places) {
  const groups = readGroups(data, fold)
  const all = groups.map(({ text }) => text).join("\n")
  const find = remember(createFinder(groups, all))
  const said = groups.filter(({ kind }) => kind !== "term").map(({ text }) => text).join("\n")
  const elsewhere = said.replace(new RegExp(places.join("|") || "(?!)", "g"), MARK)

  return {
    groups, all, find,
    /** The titles and sentences that the index knows, in the order of their numbers. */
    documents: groups.flatMap(({ units }) => units).filter(({ document }) => document >= 0),
    count: run => all.split(run).length - 1,
    /** Whether a run stands in what is published, not only among the other names of an entry. */
    has: run => [...find(run).keys()].some(({ kind }) => kind !== "term"),
    /** Whether it stands in names of places only: 凉山, 朝鲜族, 四川省凉山. */
    isPlace: run => said.includes(run) && !elsewhere.includes(run),
    /** A run as it is printed, with its punctuation. */
    print(run) {
      const [[{ units }, [{ at, end }]]] = find(run)
      return units.map(unit => unit.text.slice(Math.max(0, at - unit.at), Math.max(0, end - unit.at))).join("")
    },
  }
}

/** The baked rows and lists → groups. `text` is the folded title and passages in one; units know their place in it. */
function readGroups({ groups, lists }, fold) {
  let documents = 0, from = 0
  const listed = lists.flatMap(([kind, location, part, lines]) => lines.split("\n").map(line => {
    const [, anchor, text] = /(\S+) (.*)/.exec(line)
    return [kind, location, text, "", 0, part, anchor, text]
  }))
  return [...groups, ...listed].map(([kind, location, label, title, number, part, ...passages]) => {
    const group = { kind, location, label, title, number, part, from, text: "", units: [] }
    const add = (anchor, text) => {
      const folded = fold(text), at = group.text.length
      const document = RANKED.includes(kind) ? documents++ : -1
      group.text += folded
      group.units.push({ anchor, text, folded, at, end: group.text.length, document })
    }
    add("", title)
    if (title) group.text += MARK
    for (let i = 0; i < passages.length; i += 2) add(passages[i], passages[i + 1])
    const several = group.units.some(({ anchor }) => anchor.includes("-p2-"))
    for (const unit of group.units) unit.name = nameOf(unit.anchor, kind, several)
    from += group.text.length + 1
    return group
  })
}

/** 第3句, with its item where it is of one (第2项第1句), and its paragraph where a clause has several. */
function nameOf(anchor, kind, several) {
  const [paragraph, item, sentence] = ["p", "i", "s"].map(unit => new RegExp(`-${unit}(\\d+)`).exec(anchor)?.[1])
  if (!sentence) return { pairing: "结对关系", term: "术语" }[kind] ?? "标题"
  return `${several && paragraph ? `第${paragraph}段` : ""}${item ? `第${item}项` : ""}第${sentence}句`
}

/** A function from a folded run to where it stands: its hits for each group that contains it. */
function createFinder(groups, all) {
  const owners = new Uint32Array(all.length), longest = Math.max(...groups.map(({ text }) => text.length))
  groups.forEach((group, i) => owners.fill(i, group.from, group.from + group.text.length))
  // A mark stands for any run of punctuation, # in a word of ours for a digit or a numeral.
  const pattern = run => run.replace(/·+/g, "·+").replace(/#/g, "[\\d一二两三四五六七八九十]")
  return run => {
    const found = new Map()
    if (run.length > longest) return found
    const add = (from, length) => {
      const group = groups[owners[from]], at = from - group.from
      if (!found.has(group)) found.set(group, [])
      found.get(group).push({ at, end: at + length })
    }
    if (/[·#]/.test(run))
      for (const { index, 0: { length } } of all.matchAll(pattern(run))) add(index, length)
    else if (run)
      for (let at = all.indexOf(run); at >= 0; at = all.indexOf(run, at + run.length)) add(at, run.length)
    return found
  }
}
