/*
 * What the bridge has done where Firefox's own parts are. `contexts` are tabs, `userContexts` what Playwright calls
 * contexts, both by the names that they have in WebDriver BiDi.
 */
({
  get tabs() { return this.load("NavigableManager") },

  load(name) { return ChromeUtils.importESModule(`chrome://remote/content/shared/${name}.sys.mjs`)[name] },

  /** Show tabs, or all that a user context has and will have, as `emulated` says: fields of a BrowsingContext, as
   * `{ mediumOverride: "print" }`. A tab gets another one when it goes to another site, so what was said is kept. */
  emulate({ contexts = [], userContexts = [], ...emulated }) {
    const { tabs } = this, users = this.load("UserContextManager")
    if (!tabs.emulation) {
      // In a sandbox of its own: the window that this runs in may close.
      const sandbox = new Cu.Sandbox(Services.scriptSecurityManager.getSystemPrincipal())
      tabs.emulation = Cu.evalInSandbox(`({
        ofTab: new WeakMap(), ofUser: new Map(),
        show(page) {
          const tab = page?.embedderElement?.permanentKey
          if (!tab || page.parent || !page.isContent) return
          Object.assign(page, this.ofUser.get(page.originAttributes.userContextId), this.ofTab.get(tab))
        },
        observe(page) { this.show(page) },
      })`, sandbox)
      for (const topic of ["browsing-context-attached", "browsing-context-did-set-embedder"])
        Services.obs.addObserver(tabs.emulation, topic)
    }
    const { ofTab, ofUser } = tabs.emulation
    if (emulated.mediumOverride === "screen") emulated.mediumOverride = ""
    const add = (map, key) => map.set(key, { ...map.get(key), ...emulated })
    for (const id of userContexts) add(ofUser, users.getInternalIdById(id))
    for (const page of contexts.map(id => tabs.getBrowsingContextById(id))) {
      if (!page?.embedderElement?.permanentKey) continue // a frame is shown as its page is
      add(ofTab, page.embedderElement.permanentKey)
      tabs.emulation.show(page)
    }
  },

  /** Show letters in the field that has the focus, as an input method does that composes, or end with a text. */
  compose({ contexts: [id], letters, text }) {
    const { defaultView: window } = this.tabs.getBrowsingContextById(id).embedderElement.ownerDocument
    const made = Cc["@mozilla.org/text-input-processor;1"]
    const method = (window.inputMethod ??= made.createInstance(Ci.nsITextInputProcessor))
    method.beginInputTransactionForTests(window)
    const key = new window.KeyboardEvent("", { key: "Process", keyCode: 229 }) // passed on to the page
    if (text !== undefined) return method.commitCompositionWith(text, key)
    method.setPendingCompositionString(letters)
    method.appendClauseToPendingComposition(letters.length, method.ATTR_RAW_CLAUSE)
    method.setCaretInPendingComposition(letters.length)
    method.flushPendingComposition(key)
  },

  /** Tap a point of a tab's window, as the system tells the browser of a finger. */
  tap({ contexts: [id], x, y }) {
    const { embedderElement } = this.tabs.getBrowsingContextById(id)
    const { defaultView: window } = embedderElement.ownerDocument
    const { left, top } = embedderElement.getBoundingClientRect()
    const acrossScreen = (window.mozInnerScreenX + left + Number(x)) * window.devicePixelRatio
    const downScreen = (window.mozInnerScreenY + top + Number(y)) * window.devicePixelRatio
    return new Promise(done => window.windowUtils.sendNativeTouchTap(acrossScreen, downScreen, false, done))
  },
})
