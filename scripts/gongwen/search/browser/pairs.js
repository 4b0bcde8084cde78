/* What the pairings say to a question of who helps whom, with the sentence that says what is listed. */

/** The pairings as they are listed → a function from what `readDirection` read to those that answer it. */
export function createPairs(pairings) {
  const rows = [...pairings].map(group => {
    const [by, to] = group.text.split(/·+/)
    return { group, by, to }
  })
  const inside = (place, side) => place.every(names => names.some(name => side.includes(name)))
  /** 中山东莞 are two places, 广东佛山 is one. */
  const places = side => side.flatMap(place =>
    rows.some(({ by, to }) => inside(place, by) || inside(place, to)) ? [place] : place.map(names => [names]))
  const on = (side, end) => rows.filter(row => places(side).some(place => inside(place, row[end])))
  const named = side => places(side).map(place => place.map(([name]) => name).join("")).join("、")
  /** 贵州省各地, where not the province itself is paired, or not it alone. */
  const called = (side, found, end) => named(side)
    + (side.length === 1 && found.some(row => row[end] !== named(side) && row[end].startsWith(named(side))) ? "各地" : "")
  const touches = (side, row) => on(side, "by").includes(row) || on(side, "to").includes(row)
  const either = sides => rows.filter(row => sides.some(side => touches(side, row)))
  const one = ({ by, to }) => `${by}帮扶${to}`
  const say = (found, notice, tag = "") => ({ found: found.map(({ group }) => group), notice, tag })

  function ofBoth(by, to) {
    const straight = on(by, "by").filter(row => on(to, "to").includes(row))
    const back = on(to, "by").filter(row => on(by, "to").includes(row))
    if (straight.length) return say(straight, straight.length > 1 ? "文中有下列结对关系" : one(straight[0]))
    const none = `结对关系中没有${named(by)}帮扶${named(to)}`
    if (back.length) return say(back, `${none}，${back.length > 1 ? "以下方向相反" : `而是${one(back[0])}`}`, "方向相反")
    return say(either([by, to]), `${none}，以下是它们各自的结对关系`, "另一对")
  }

  function ofSupported(to) {
    const found = on(to, "to"), back = on(to, "by")
    if (found.length) return say(found, `${called(to, found, "to")}由下列地方帮扶`)
    const none = `文中没有地方帮扶${named(to)}`
    return back.length ? say(back, `${none}，以下是${called(to, back, "by")}帮扶的地方`, "方向相反") : say([], none)
  }

  function ofSupporter(by) {
    const found = on(by, "by"), back = on(by, "to")
    if (found.length) return say(found, `${called(by, found, "by")}帮扶下列地方`)
    const none = `文中没有${named(by)}帮扶的地方`
    return back.length ? say(back, `${none}，以下是帮扶${called(by, back, "to")}的地方`, "方向相反") : say([], none)
  }

  function withoutDirection(sides, asks) {
    if (sides.length === 1 && places(sides[0]).length < 2) return ofOne(sides[0], asks)
    const single = sides.flatMap(places).map(place => [place]), all = single.map(side => either([side]))
    const linked = either(single).filter(row => all.filter(found => found.includes(row)).length > 1)
    if (linked.length) return say(linked, linked.length > 1 ? "文中有下列结对关系" : one(linked[0]))
    const names = single.map(named).join("和")
    return say(either(single), `结对关系中没有${names}，以下是它们各自的结对关系`, "另一对")
  }

  /** All of a place; where one side is asked for, but not which, with the one that there is. */
  function ofOne(side, asks) {
    const found = either([side]), helping = on(side, "by"), helped = on(side, "to"), name = named(side)
    if (!found.length) return say([], `文中没有${name}的结对关系`)
    if (!asks || helping.length && helped.length) return say(found, `以下是${name}的结对关系`)
    return say(found, helping.length ? `以下是${called(side, found, "by")}帮扶的地方，文中没有地方帮扶它`
      : `以下是帮扶${called(side, found, "to")}的地方，文中没有它帮扶的地方`)
  }

  /** Places named one beside the other: 海东、西宁. */
  function ofEach(side) {
    const single = places(side), helping = single.filter(place => on([place], "by").length)
    if (single.length === 2 && helping.length === 1) return withoutDirection([side])
    const names = single.map(place => place.map(([name]) => name).join(""))
    const last = names.length > 1 ? `和${names.pop()}` : ""
    return say(either([side]), `以下是${names.join("、")}${last}各自的结对关系`)
  }

  return ({ sides, by, to, each, asks }) => each ? ofEach(each) :
    by && to ? ofBoth(by, to) : to ? ofSupported(to) : by ? ofSupporter(by) : withoutDirection(sides, asks)
}
