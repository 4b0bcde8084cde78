"use strict"
/*
 * What every page view loads: it speaks Material's protocol (SETUP 0, READY 1, QUERY 2, RESULT 3) and loads the engine
 * with the first query. Loading is synchronous, so that answers keep the order of the queries: a RESULT carries no id.
 * Every query is answered, as one takes about a millisecond; a blank one, sent ahead of the first key, loads all.
 */
addEventListener("message", ({ data: { type, data } }) => {
  if (type === 0) postMessage({ type: 1 })
  if (type === 2) postMessage({ type: 3, data: reply(String(data)) })
})

function reply(query) {
  if (!query) return { items: [], notice: "" }
  try {
    if (!self.answer) importScripts("engine.js")
    return self.answer(query)
  } catch (error) {
    // Mostly because the engine could not be loaded; the next query tries again.
    console.warn(error.message)
    return { items: [], notice: "检索未能载入，请稍后再试", failed: true }
  }
}
