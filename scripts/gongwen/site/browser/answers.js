/*
 * Stands in for the search's worker on a disk, where browsers start none: the same answers, in the page itself. The
 * engine is loaded with the first query, and with it what a worker would load when nothing is found literally.
 */
{
  const nothing = { items: [], notice: "" }
  const failed = { ...nothing, notice: "检索未能载入，请稍后再试", failed: true }
  let loading, before = Promise.resolve()

  const load = address => new Promise((done, fail) => {
    const script = document.createElement("script")
    Object.assign(script, { src: address, onload: done, onerror: fail })
    document.head.append(script)
  })
  /** A folder's address shows a listing on a disk: `clauses/8/#c8` → `clauses/8/index.html#c8`. */
  const toFile = item => ({ ...item, location: item.location.replace(/(^|\/)(?=#|$)/, "$1index.html") })

  self.Worker = class extends EventTarget {
    constructor(address) {
      super()
      this.address = new URL(address, document.baseURI)
    }

    postMessage({ type, data }) {
      // One after the other, as answers carry nothing that says to which query they belong.
      before = before.then(async () => {
        if (type === 0) this.send({ type: 1 })
        if (type === 2) this.send({ type: 3, data: await this.reply(String(data)) })
      })
    }

    async reply(query) {
      if (!query) return nothing
      // The build writes the names of the files here.
      loading ??= Promise.all(["ENGINE", "NAMES"].map(name => load(new URL(name, this.address))))
      try {
        await loading
        const found = self.answer(query)
        return { ...found, items: found.items.map(group => group.map(toFile)) }
      } catch {
        loading = undefined // the next query tries again
        return failed
      }
    }

    send(data) {
      const event = new MessageEvent("message", { data })
      this.dispatchEvent(event)
      this.onmessage?.(event)
    }

    terminate() {}
  }
}
