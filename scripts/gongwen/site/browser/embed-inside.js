/* In an embedded page: its height is told to the page around it, whoever that is; it is nobody's secret. */
const tell = () => parent.postMessage({ height: document.documentElement.getBoundingClientRect().height }, "*")
if (parent !== self) new ResizeObserver(tell).observe(document.documentElement)
