"use strict"
/*
 * Keeps what a visit loaded for when there is no network, the search too once it was used. It loads nothing that no
 * page asked for. The network comes first, save for files whose names tell their content.
 *
 * Of what comes is kept what is, by its hash, a file of the build that this script was made with: the files of two
 * builds are never kept together, and those of the last one go when this script takes over.
 */

// The build writes the files of the site here, each with its hash, and a hash of all.
const FILES = {}, BUILD = "BUILD"
const HERE = registration.scope
const CACHE = `${HERE} ${BUILD}`
const NAMED = /[.\/][0-9a-f]{8}[.\/]/

addEventListener("install", () => skipWaiting())
addEventListener("activate", event => event.waitUntil(begin().then(() => clients.claim())))
// A page tells what it has loaded: what came while one build's script took over from another's was kept by neither.
addEventListener("message", event => event.waitUntil(hear(event.data)))
addEventListener("fetch", event => {
  const name = event.request.method === "GET" && fileOf(event.request.url)
  if (name) event.respondWith(answer(event, name))
})

/** The name of a file of this build by its address: …/clauses/8/?q=1 → clauses/8/index.html; nothing for another. */
function fileOf(url) {
  const [plain] = url.split(/[?#]/), name = plain.slice(HERE.length).replace(/(^|\/)$/, "$1index.html")
  return url.startsWith(HERE) && Object.keys(FILES).includes(name) ? name : ""
}

/** Take over what the visit loaded before this script was there, and drop what other builds kept. */
async function begin() {
  if (await caches.has(CACHE)) return
  await caches.open(CACHE)
  for (const name of await caches.keys()) if (ours(name) && name !== CACHE) await caches.delete(name)
  await Promise.all(Object.keys(FILES).map(remembered))
}

/** Keep what a page says it has loaded. Where a newer script keeps already, this one has nothing to say any more. */
async function hear(addresses) {
  if (!(await caches.keys()).some(ours)) await begin() // all was cleared: what was switched off is switched on again
  const names = addresses.map(fileOf).filter(name => name)
  await Promise.all(names.map(async name => await kept(name) ?? remembered(name)))
}

const ours = name => name.startsWith(`${HERE} `)

async function answer(event, name) {
  const found = NAMED.test(name) && await kept(name)
  if (found) return found
  const page = event.request.mode === "navigate"
  // Whether a page is still the same the host is asked: an older one may name scripts and styles that are gone.
  const response = await fetch(event.request, page ? { cache: "no-cache" } : {}).catch(() => null)
  if (response?.ok) {
    const copy = response.clone()
    event.waitUntil(keep(name, copy).then(known => known || page && registration.update()).catch(() => {}))
  }
  if (response && response.status < 500) return response
  return await kept(name) ?? await remembered(name) ?? response ?? (page ? lacking() : Response.error())
}

const kept = async name => await caches.has(CACHE) ? (await caches.open(CACHE)).match(name) : undefined

/** Keep a file if it is one of this build; whether it is. Where all was cleared, nothing is kept any more. */
async function keep(name, response) {
  const body = await response.arrayBuffer(), hash = new Uint8Array(await crypto.subtle.digest("SHA-256", body))
  const known = Array.from(hash.slice(0, 4), byte => byte.toString(16).padStart(2, "0")).join("") === FILES[name]
  if (known && await caches.has(CACHE)) await (await caches.open(CACHE)).put(name, new Response(body, response))
  return known
}

/** What the browser's own cache has of this build. It asks nobody, and fails where it has nothing. */
async function remembered(name) {
  const address = new URL(name.replace(/(^|\/)index\.html$/, "$1"), HERE)
  const response = await fetch(address, { cache: "only-if-cached", mode: "same-origin" }).catch(() => null)
  return response?.ok && await keep(name, response.clone()) ? response : undefined
}

const lacking = () => new Response(`<!doctype html><html lang="zh"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>没有联网</title><h1>没有联网</h1>
<p>这一页没有保存在本机。保存过的网页仍能打开。</p>`,
  { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } })
