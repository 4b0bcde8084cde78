/*
 * Who helps whom: the direction that a question gives to the places in it. It is read only where every word has its
 * part in one of the forms below. Where a word is left over that they do not know, the places are told and no
 * direction: what is listed is then said to be what it is, and not to be what was asked for.
 */

/** What a word does in such a question, by its kind (see source/synonyms.tsv); a place is the number of its side. */
const SIGNS = {
  help: "V", twin: "U", pair: "S", party: "M", helper: "F", helped: "T", by: "R", to: "O", take: "B", hand: "X",
  come: "C", go: "G", at: "L", is: "I", have: "H", who: "Q", which: "W", what: "Z", many: "Z", noun: "N", of: "D",
  and: "A", light: "", manner: "", pause: "",
}
/** What may be said besides (参加, 情况); but then no direction is read. */
const BESIDES = ["same", "filler", "affix", "topic", "loose", "except", "outside"]
const UNKNOWN = "K"

/** A side: places, some of a place (广东哪些市, 贵州的城市), or only what asks for them. */
const side = (name, ...forms) => `(?<${name}>${forms.join("|")})`
const both = (...forms) => ["by", "to"].map(name => side(name, ...forms))
const SOME = "\\d(?:[DH]?W|D?N)?"
const [BY, TO] = both(SOME, "[QW]"), [SOME_BY, SOME_TO] = both(SOME), [WHO_BY, WHO_TO] = both("[QW]")
const [PLACE_BY, PLACE_TO] = both("\\d"), [WHICH_BY, WHICH_TO] = both("\\dD?[NW]", "\\d")
const [ANY_BY, ANY_TO] = both("\\dD?W", "\\d", "[QW]")
/** What may stand behind 帮扶昭通的 and the like: 城市有哪些, 是谁. */
const TAIL = "N?(?:[IH]?[QW]|[IH])?"
/** Behind a relation to one side the other one, asked for or named: 帮扶昭通的城市有哪些, 帮扶昭通的是广东哪个市. */
const relative = (one, other) => [`${one}D${TAIL}`, `${one}DN?I${other}`, `${one}D${other}`]

/** V 帮扶, U 对口帮扶, F 帮扶方, T 帮扶对象, R 由, O 给, B 把, X 交给, C 来, G 到, L 在, I 是, H 有, Q 谁, W 哪里, D 的. */
const FORMS = [
  // 谁帮扶昭通, 有哪些城市帮扶昭通, 广东哪个市帮扶贵州的城市, 上海帮扶云南吗; 上海帮扶谁
  `[IH]?${BY}[UV]${side("to", "\\dD?W", "\\dD?N(?:[IH]W)?", "\\d")}D?`, `${SOME_BY}V${WHO_TO}`,
  // 帮扶昭通的城市有哪些; 来广西帮扶的是哪个省, 给昭通帮忙的是谁
  ...relative(`[UV]${PLACE_TO}`, WHICH_BY), ...relative(`[CGO]${PLACE_TO}[UV]`, WHICH_BY),
  // 昭通由谁帮扶, 昭通得到谁的帮扶, 河北有哪几个市由北京帮扶; 昭通受帮扶吗
  `[IH]?${TO}R${ANY_BY}D?[UV](?:D${TAIL})?`, `${SOME_TO}R[UV](?:D${TAIL})?`,
  // 由上海帮扶的地方有哪些, 由上海帮扶哪里
  ...relative(`R${WHICH_BY}D?[UV]`, WHICH_TO), `R${WHICH_BY}[UV]${ANY_TO}`,
  // 昭通是谁帮扶的, 昭通谁帮扶, 凉山是广东哪个市帮扶的, 哪里是上海帮扶的
  `${SOME_TO}[IH]?(?<by>Q)[UV]D?`, `${SOME_TO}I(?<by>W)[UV]D`, `${SOME_TO}I${WHICH_BY}[UV]D?`,
  `${WHO_TO}I${PLACE_BY}[UV]D`,
  // 昭通的帮扶方是谁, 昭通的帮扶方是上海吗, 昭通有哪些帮扶方, 谁是昭通的帮扶方, 上海是谁的帮扶方
  `${PLACE_TO}D?F(?:[IH]?[QW]|[IH])?`, `${PLACE_TO}D?FI${PLACE_BY}`, `${PLACE_TO}H?${WHO_BY}F`,
  `${WHO_BY}I${PLACE_TO}D?F`, `${PLACE_BY}I${WHO_TO}DF`, `${PLACE_BY}I${PLACE_TO}D?F`, `${PLACE_BY}IF`,
  // 上海的帮扶对象是谁, 上海的帮扶对象是昭通吗, 上海有哪些帮扶对象, 谁是上海的帮扶对象, 昭通是谁的帮扶对象
  `${PLACE_BY}D?T(?:[IH]?[QW]|[IH])?`, `${PLACE_BY}D?TI${PLACE_TO}`, `${PLACE_BY}H?${WHO_TO}T`,
  `${WHO_TO}I${PLACE_BY}D?T`, `${PLACE_TO}I${WHO_BY}DT`, `${PLACE_TO}I${PLACE_BY}D?T`, `${PLACE_TO}IT`,
  // 谁来昭通帮扶, 北京到哪里帮扶, 北京在河北帮扶哪几个市
  `[IH]?${BY}C${PLACE_TO}[UV][QW]?D?`, `[IH]?${BY}[GL]${WHICH_TO}[UV][QW]?D?`, `${SOME_BY}G(?<to>W)[UV]`,
  // 谁给昭通帮扶, 上海对昭通的帮扶; 把昭通交给谁帮扶
  `${WHO_BY}O${PLACE_TO}[UV]D?`, `${PLACE_BY}O${PLACE_TO}D?[UV]`, `B${PLACE_TO}X${ANY_BY}[UV]D?`,
].map(form => new RegExp(`^${form}$`))
/** Some say 昭通帮扶的城市 for those that help it: it counts where the text has it so. */
const LOOSE = relative(`${SOME_BY}V`, WHICH_TO).map(form => new RegExp(`^${form}$`))

/**
 * Words with their kinds and, of places, the official `names` → the sides that help (`by`) and that are helped (`to`),
 * as far as the question names them; without a direction all `sides`. A side is a list of places to choose from, a
 * place a list of words that hold together (广东 and 佛山), a word the names that it may stand for. `without` is what is
 * left out (除了广州), `excepts` tells that more is, but not what (除了省会). `asks` tells that it is asked who helps;
 * `loose`, that some mean the other direction by it; `each`, that every place is asked for by itself. Null where
 * something else is asked.
 */
export function readDirection(words) {
  const read = readSides(words), { sides, without, excepts } = read ?? {}
  if (!read || !sides.length || sides.length > 9) return null
  const line = shorten(read.line), asked = { sides, without, excepts, asks: !/^[\dADMSV]+$/.test(line) }
  if (!/[UVSMFTRB]/.test(line)) return null
  if (/^\dA?[QW]S$/.test(line) && sides[0].length > 1) return { ...asked, each: sides[0] }
  for (const form of [...FORMS, ...LOOSE]) {
    const { groups } = form.exec(line) ?? {}
    const [by, to] = ["by", "to"].map(name => sides[/\d/.exec(groups?.[name])?.[0]])
    if (by || to) return { ...asked, by, to, loose: LOOSE.includes(form) }
  }
  return asked
}

/** The words as a line of signs, and the places in them; null where something else is asked than who helps. */
function readSides(words) {
  const sides = [], without = []
  let line = "", last = "", open = null, leaving = false, excepts = false
  const isPlace = word => word?.names.length > 0
  for (const [i, { text, kind, names }] of words.entries()) {
    const next = words[i + 1], behind = words.slice(i + 1).find(({ kind }) => kind !== "help")
    const placed = last === "place" && !leaving
    if (isPlace(words[i])) {
      if (last === "place") open.at(-1).push(names)
      else if (open) open.push([names])
      else {
        open = [[names]]
        if (leaving) without.push(open)
        else line += sides.push(open) - 1
      }
    } else if (kind === "except" && isPlace(behind)) [leaving, open] = [true, null]
    // 除了帮扶云南
    else if (leaving && !open && kind === "help") continue
    else if (leaving && kind === "outside") [leaving, open] = [false, null]
    else if (placed && (kind === "except" || kind === "outside" && text.length > 1)) {
      without.push(sides.pop())
      line = line.slice(0, -1)
      open = null
    } else if (!(kind === "and" || kind === "pause" && !leaving) || !open || !isPlace(next)) {
      // What is helped with, or whose, is what is asked for.
      const besides = BESIDES.includes(kind) && (kind !== "same" || !["of", "help", "twin"].includes(last))
      if (!(kind in SIGNS) && !besides) return null
      if (kind === "except") excepts = true
      line += SIGNS[kind] ?? UNKNOWN;
      [leaving, open] = [false, null]
    }
    last = isPlace(words[i]) ? "place" : kind
  }
  return { sides, without: without.flat(), excepts, line }
}

/** A line of signs without what changes nothing: 是由, 在帮, 哪个省的哪个市. 对口帮扶关系 has no direction. */
function shorten(line) {
  return line.replace(/ZN/g, "W").replace(/Z/g, UNKNOWN).replace(/([DNI])\1+/g, "$1")
    .replace(/[SUV]+/g, run => run.endsWith("S") ? "S" : /[SU]/.test(run) ? "U" : "V")
    .replace(/[SUV](?=[FM])/g, "").replace(/[SU]T/g, "M")
    .replace(/WN/g, "W").replace(/W(?:D?W)+/g, "W").replace(/Q(?:AQ)+/g, "Q").replace(/[IH]+(?=R)/g, "")
    // 昭通来帮扶的 are those that come there.
    .replace(/(?<=[QW]|[IR]\d)[CGL]+(?=[UV])|[CGHIL]+(?=[UV](?!D|$))/g, "")
}
