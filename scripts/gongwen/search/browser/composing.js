/* Keys that belong to an input method. */

/**
 * Keep the key that ends a composition from the page: Enter takes the letters and opens no result. Safari ends the
 * composition first and sends the key after it, with code 229.
 */
export function stopComposingKeys(box) {
  addEventListener("keydown", event => {
    if (event.target === box && (event.isComposing || event.keyCode === 229)) event.stopImmediatePropagation()
  }, true)
}
