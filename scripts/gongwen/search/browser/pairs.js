/* What the pairings say to a question of who helps whom, with the sentence that says what is listed. */

/**
 * The pairings as they are listed → a function from what `readDirection` read to those that answer it, and the
 * sentence. Where no direction was read, it says of the places what holds whatever was asked: who helps them and whom
 * they help.
 */
export function createPairs(pairings) {
  const rows = [...pairings].map(group => {
    const [by, to] = group.text.split(/·+/)
    return { group, by, to }
  })
  const inside = (place, side) => place.every(names => names.some(name => side.includes(name)))
  const among = (rows, single, ends = ["by", "to"]) =>
    rows.filter(row => ends.some(end => single.some(place => inside(place, row[end]))))
  const ends = rows.flatMap(({ by, to }) => [by, to])
  const sideOf = place => ends.find(side => inside(place, side))
  const isPaired = place => sideOf(place) !== undefined
  /** 中山东莞 are two places, 广东佛山 is one, and so is 佛山广东. */
  const places = side => side.flatMap(place =>
    isPaired(place) ? [inOrder(place, sideOf(place))] : place.map(names => [names]))
  const inOrder = (place, side) => {
    const from = names => Math.min(...names.map(name => side.indexOf(name)).filter(at => at >= 0))
    return [...place].sort((a, b) => from(a) - from(b))
  }
  const nameOf = place => place.map(([name]) => name).join("")
  const namesOf = side => places(side).map(nameOf).join("、")
  const one = ({ by, to }) => `${by}帮扶${to}`

  return ({ sides, by, to, each, asks, loose, excepts, without = [] }) => {
    const out = among(rows, places(without)), left = rows.filter(row => !out.includes(row))
    const on = (side, end) => among(left, places(side), [end])
    const either = side => among(left, places(side))
    /** What there is not, there is not besides those that are left out. */
    const qualified = notice => !without.length ? notice
      : notice.includes("没有") ? `除${namesOf(without)}外，${notice}` : `${notice}，已除去${namesOf(without)}`
    const say = (found, notice, tag = "") =>
      ({ found: found.map(({ group }) => group), notice: qualified(notice), tag })
    /** 贵州省各地, where not the province itself is paired, or not it alone. */
    const all = (side, end) => places(side).map(place => {
      const found = on([place], end), name = nameOf(place)
      return name + (found.some(row => row[end] !== name && row[end].startsWith(name)) ? "各地" : "")
    }).join("、")

    function ofBoth() {
      const straight = on(by, "by").filter(row => on(to, "to").includes(row))
      const back = on(to, "by").filter(row => on(by, "to").includes(row))
      if (straight.length) return say(straight, straight.length > 1 ? "文中有下列结对关系" : one(straight[0]))
      if (back.length && loose) return ofPlaces(sides.flatMap(places))
      const none = `结对关系中没有${namesOf(by)}帮扶${namesOf(to)}`
      if (back.length) return say(back, `${none}，${back.length > 1 ? "以下方向相反" : `而是${one(back[0])}`}`, "方向相反")
      return say(either([...by, ...to]), `${none}，以下是它们各自的结对关系`, "另一对")
    }

    /** Who helps the places of a side (`end` is `to`), or whom they help. */
    function ofEnd(side, end) {
      const other = end === "to" ? "by" : "to", found = on(side, end), back = on(side, other)
      const none = place => end === "to" ? `文中没有地方帮扶${place}` : `文中没有${place}帮扶的地方`
      const verb = end === "to" ? "由下列地方帮扶" : "帮扶下列地方"
      const single = places(side), lacking = single.filter(place => !on([place], end).length)
      const others = lacking.length ? `，${none(namesOf(lacking))}` : ""
      const helped = single.filter(place => !lacking.includes(place))
      if (found.length) return say(found, `${all(helped, end)}${verb}${others}`)
      if (loose && back.length) return ofPlaces(sides.flatMap(places))
      const missing = none(namesOf(side))
      if (!back.length) return say([], either(side).length || isNamed(side) ? missing : unpaired(side))
      const shown = end === "to" ? `${all(side, "by")}帮扶的地方` : `帮扶${all(side, "to")}的地方`
      return say(back, `${missing}，以下是${shown}`, "方向相反")
    }
    const isNamed = side => places(side).some(isPaired)
    const unpaired = side => `结对关系中没有${namesOf(side)}`

    /** What holds of places whatever is asked of them. */
    function ofPlaces(named) {
      const single = named.filter((place, i) => !named.some((other, j) => isPartOf(other, place)
        || j < i && nameOf(other) === nameOf(place)))
      if (excepts && single.length > 1) return ofEach(single)
      const [helping, helped] = ["by", "to"].map(end => single.filter(place => on([place], end).length))
      const all = single.map(place => either([place]))
      const linked = either(single).filter(row => all.filter(found => found.includes(row)).length > 1)
      const same = !linked.length && !(helping.length && helped.length)
      if (single.length < 2 || same) return asks || single.length < 2 ? ofSame(single) : ofEach(single)
      if (linked.length) return say(linked, ofLinked(linked, single))
      const names = `${namesOf(single.slice(0, -1))}和${namesOf(single.slice(-1))}`
      const notice = `文中${names}之间没有结对关系，以下是它们各自的结对关系`
      return say(either(single), notice, asks ? "" : "另一对")
    }

    /** Whether one place is paired only within the other: 广东的佛山. */
    function isPartOf(part, whole) {
      const [few, many] = [part, whole].map(place => ["by", "to"].map(end => on([place], end)))
      return few.flat().length && few.flat().length < many.flat().length
        && few.every((found, i) => found.every(row => many[i].includes(row)))
    }

    function ofLinked(linked, single) {
      const ends = [single, [...single].reverse()].find(([by, to]) => single.length === 2
        && linked.every(row => inside(by, row.by) && inside(to, row.to)))
      if (linked.length > 1 && !(asks && ends)) return "文中有下列结对关系"
      const said = linked.length > 1 ? `以下是${ends.map(nameOf).join("帮扶")}的结对关系` : one(linked[0])
      return asks ? `${said}，文中没有反过来的帮扶` : said
    }

    /** Places that are on the same side, if not on both. */
    function ofSame(side) {
      const found = either(side), helping = on(side, "by").length, helped = on(side, "to").length
      if (!found.length) return say([], isNamed(side) ? `文中没有${namesOf(side)}的结对关系` : unpaired(side))
      if (!asks || helping && helped) return say(found, `以下是${namesOf(side)}的结对关系`)
      const them = places(side).length > 1 ? "它们" : "它"
      return say(found, helping ? `以下是${all(side, "by")}帮扶的地方，文中没有地方帮扶${them}`
        : `以下是帮扶${all(side, "to")}的地方，文中没有${them}帮扶的地方`)
    }

    /** Places named one beside the other: 海东、西宁. */
    function ofEach(single) {
      const names = single.map(nameOf), last = names.length > 1 ? `和${names.pop()}` : ""
      return say(either(single), `以下是${names.join("、")}${last}各自的结对关系`)
    }

    if (each) {
      const single = places(each), helping = single.filter(place => on([place], "by").length)
      return single.length === 2 && helping.length === 1 ? ofPlaces(single) : ofEach(single)
    }
    return by && to ? ofBoth() : to ? ofEnd(to, "to") : by ? ofEnd(by, "by") : ofPlaces(sides.flatMap(places))
  }
}
