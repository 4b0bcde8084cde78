/* Clauses, parts and the preamble called by number or by what they are: 第八条, （八）, 8, 第三部分, 引言. */

/** Forms by kind; N is a numeral. Those of a later row count only where none of an earlier one is found. */
const FORMS = [
  { part: "第 ?N ?[个大]*(?:部[分份]|章)", clause: "第 ?N ?[条條]款?" },
  { clause: "第 ?N(?: ?[款项項点點号號]|(?= |$))|\\( ?N ?\\)" },
  {
    part: "^(?:N ?[个大]*(?:部[分份]|章)|(?:part|部[分份])[ -]?N)$|^([一二三四五六七八九十]+)[、.]",
    clause: "^(?:(?:[条條]款?|clause|article|art\\.?|no\\.?|[c#§])[ -]?N|N ?(?:[条條]款?|[款项項点點号號])|(\\d+)[.、]?)$",
    preamble: "^[引前序导導]言()$",
  },
].map(forms => Object.entries(forms).map(([kind, form]) =>
  [kind, new RegExp(form.replaceAll("N", "(\\d{1,3}|[一二三四五六七八九十]{1,3})"), "g")]))

/** 十四 and 14 → 14. */
function toInt(numeral) {
  if (/^\d*$/.test(numeral)) return +numeral
  const [, tens, ten, ones] = /^([^十]?)(十?)(.?)$/.exec(numeral) ?? []
  const digit = c => "零一二三四五六七八九".indexOf(c)
  return (ten ? (tens ? digit(tens) : 1) * 10 : 0) + (ones || !ten ? digit(ones || tens) : 0)
}

/**
 * What a query calls by number, and the words besides: 第八条 落户 → clause 8, 落户. Nothing for a bare 八, which is
 * text (十八大).
 */
function findNumbers(query) {
  const targets = []
  if (!/[\d一二三四五六七八九十言]/.test(query)) return { targets, rest: query }
  let rest = query.toLowerCase()
  for (const forms of FORMS) {
    if (targets.length) break
    for (const [kind, form] of forms)
      rest = rest.replace(form, (...found) => {
        targets.push({ kind, number: toInt(found.slice(1).find(group => typeof group === "string")) })
        return " "
      })
  }
  const [first, last] = targets
  if (targets.length === 2 && /^[\s至到~—-]+$/.test(rest) && rest.trim())
    for (let number = first.number + 1; number < last.number; number++) targets.push({ kind: first.kind, number })
  return { targets, rest: rest.replace(/^[\s和与及或至到、,~—-]+$/, "").trim() }
}
