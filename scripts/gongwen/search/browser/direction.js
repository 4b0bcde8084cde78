/* Who helps whom: the direction that a question gives to the places in it. */

/** What a word does in such a question, by its kind; a place is the number of its side. */
const SIGNS = {
  help: "V", pair: "S", helper: "F", helped: "T", by: "R", to: "O", take: "B", who: "Q", of: "D",
  and: "", filler: "", affix: "", manner: "", topic: "",
}
/** A side: places, with or without the question which of theirs; or the question by itself. */
const [BY, TO] = ["by", "to"].map(name => `(?<${name}>\\dD?Q|QD?\\d|\\d|Q)`)
const [PLACE_BY, PLACE_TO] = ["by", "to"].map(name => `(?<${name}>\\d)`)
/** V 帮扶, S 结对, F 帮扶方, T 帮扶对象, R 由, O 给, B 把, Q 谁, D 的; the first that fits counts. */
const WAYS = [
  // 昭通由谁帮扶, 由上海帮扶的是哪里, 昭通受帮扶
  `${TO}D?R${BY}D?V?S?D?Q?`, `R${BY}D?VS?D?${TO}?`, `${TO}D?RVD?Q?`, `RVD?${TO}`,
  // 昭通是谁的帮扶对象, 上海的帮扶对象是哪里, 昭通是上海的帮扶对象吗, 上海有哪些帮扶对象
  `${PLACE_TO}(?<by>Q)DT`, `${PLACE_BY}(?<to>Q)T`,
  `${BY}D?TD?Q?`, `${BY}D?TD?${TO}`, `${PLACE_TO}${PLACE_BY}D?T`,
  // 上海是谁的帮扶方, 昭通的帮扶方是谁, 昭通的帮扶方是上海吗, 上海是昭通的帮扶方吗, 昭通有哪些帮扶方
  `${PLACE_BY}(?<to>Q)DF`, `${PLACE_TO}(?<by>Q)F`,
  `${TO}D?FD?Q?`, `${TO}D?FD?${BY}`, `${PLACE_BY}${PLACE_TO}D?F`,
  // 把昭通交给谁帮扶
  `B${TO}O${BY}D?V?`,
  // 上海给昭通的帮扶, 给昭通帮忙的是谁
  `${BY}O${TO}D?V`, `O${PLACE_TO}D?VD?${BY}?`,
  // 上海帮扶谁, 昭通谁帮扶, 上海帮扶的地方, 帮扶昭通的是谁, 凉山是广东哪个市帮扶的
  `${BY}D?VD?${TO}D?Q?`, `${PLACE_TO}D?(?<by>Q)D?V`, `${PLACE_BY}VD`, `QD?${PLACE_BY}D?V`, `VD?${PLACE_TO}D?[QF]?`,
  `${PLACE_TO}D?${BY}V`,
].map(form => new RegExp(`^${form}D?$`))

/**
 * Words with their kinds and, of places, the official `names` → the sides that help (`by`) and that are helped (`to`),
 * as far as they are named; without a direction all `sides`. A side is a list of places to choose from, a place a list
 * of words that hold together (广东 and 佛山), a word the names that it may stand for. `asks` tells that a side is asked
 * for. Null where something else is asked.
 */
export function readDirection(words) {
  const sides = []
  let line = "", last = ""
  for (const { kind, names } of words) {
    if (names.length) {
      const place = last === "place" || last === "and" && /\d$/.test(line) ? sides.at(-1) : null
      if (!place) line += sides.push([[names]]) - 1
      else if (last === "place") place.at(-1).push(names)
      else place.push([names])
    } else if (kind in SIGNS) line += SIGNS[kind]
    // What is said besides (参加, 任务) is no matter; what is helped with, or whose, is what is asked for.
    else if (kind !== "same" || last === "of" || last === "help") return null
    last = names.length ? "place" : kind
  }
  // 对口帮扶关系 is a relation, 结对帮扶 has a direction.
  line = line.replace(/[VS]+/g, run => run.at(-1)).replace(/[VS](?=[FT])/g, "").replace(/([QD])\1+/g, "$1")
  if (!sides.length || sides.length > 9 || !/[VSFTRB]/.test(line)) return null
  // 毕节和黔南跟谁结对: of each.
  if (/^\dQS$/.test(line) && sides[0].length > 1) return { sides, each: sides[0] }
  // 昭通有几个城市帮，是谁 and 广东哪个市帮谁 look alike.
  if (/[VFTRB]/.test(line) && !/^([\dSD]*V|\dQVQ)$/.test(line))
    for (const form of WAYS) {
      const groups = form.exec(line)?.groups
      const [by, to] = ["by", "to"].map(name => sides[/\d/.exec(groups?.[name])?.[0]])
      if (by || to) return { sides, by, to }
    }
  return { sides, asks: line.includes("Q") && !line.includes("S") }
}
