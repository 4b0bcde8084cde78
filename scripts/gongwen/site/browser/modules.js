/*
 * Stands in for the loader of modules on a disk, where browsers load none and fetch nothing: all of them in one script,
 * each made when it is first asked for, with the data that they would fetch.
 */
(() => {
  "use strict"
  const $here = document.currentScript.src
  const last = address => address.pathname.split("/").pop()
  const made = {}, $use = name => made[name] ??= modules[name]()
  /** In the place of `import()`: like that one it answers when whoever asks is done. */
  const $later = async address => $use(await last(address))
  const fetch = async address => ({ json: async () => data[last(address)] })
  // The build writes both here.
  const data = DATA
  const modules = MODULES
  $use("ENTRY")
})()
