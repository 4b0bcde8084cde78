/* For the page that embeds: each frame of ours gets the height of what it shows. It listens to our frames alone. */
{
  const { origin } = new URL(document.currentScript.src)
  addEventListener("message", ({ data, source, origin: from }) => {
    const height = Number(data?.height)
    if (from !== origin || !(height > 0)) return
    for (const frame of document.querySelectorAll("iframe"))
      if (frame.contentWindow === source) frame.height = Math.min(Math.ceil(height), 20000)
  })
}
