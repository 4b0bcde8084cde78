// A service worker keeps what a visit loaded for when there is no network. `?sw=off` in the address of any page ends
// that and clears what was kept, until `?sw=on`. Imported behind a page, and not on this machine's own addresses.

import { say } from "./reader.js"

/** Keep what is loaded, or stop, as the reader said last. */
async function keep() {
  const root = new URL("../../", import.meta.url), workers = navigator.serviceWorker, said = `${root.pathname}.sw`
  const asked = new URLSearchParams(location.search).get("sw")
  if (asked === "on" || asked === "off") localStorage.setItem(said, asked)
  if (localStorage.getItem(said) === "off") {
    await (await workers.getRegistration(root))?.unregister()
    for (const name of await caches.keys()) if (name.startsWith(`${root} `)) await caches.delete(name)
    if (asked === "off") say("已停止保存看过的网页，并清除了已保存的内容")
  } else {
    // What came while one script took over from another was kept by neither, and the page may have listened too late.
    // Not told after every page: that held up the next one's turn in Chromium.
    const loaded = () => [location.href, ...performance.getEntriesByType("resource").map(({ name }) => name)]
    const tell = async () => (await workers.ready).active.postMessage(loaded())
    const isKept = address => caches.match(address.replace(/[?#].*/, "").replace(/\/$/, "/index.html"))
    const lacks = async () => (await Promise.all(loaded().map(isKept))).includes(undefined)
    const before = workers.controller
    workers.addEventListener("controllerchange", () => localStorage.getItem(said) === "off" || tell())
    const registered = await workers.register(new URL("service-worker.js", root))
    if (asked === "on") {
      await tell() // another page may have kept it alive without its cache
      say("看过的网页会保存在本机，没有联网时也能打开")
    } else if (before && await lacks()) {
      // A script that is about to take over would wait until this one has heard; then it is told itself.
      await registered.update()
      const follows = registered.installing ?? registered.waiting
      if (!follows && workers.controller === before) await tell()
    }
  }
}

keep().catch(() => {}) // a browser that stores nothing: the page is whole without
