"""Firefox as Playwright expects it: start the browser, and answer for it the commands that it does not know.

Playwright sends ``emulation.setMediaFeaturesOverride`` for every context, which Firefox 153 answers with an error, and
then no page opens. Everything else goes through as it is. :func:`engines.launch_firefox` starts this in the browser's
place: ``python scripts/bidi_bridge.py FIREFOX ARGUMENTS…``. Tests that need such a command are named in
``tests/engines/chromium-only.tsv``.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from functools import partial
from typing import Any

from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection, serve

UNKNOWN = {"emulation.setMediaFeaturesOverride"}
"""Commands of WebDriver BiDi that Firefox ESR lacks and Playwright takes for granted."""
READY = re.compile(rb"WebDriver BiDi listening on (ws://\S+)")
"""What Firefox says when it can be spoken to. Playwright waits for the same line, and reads the address from it."""
UNLIMITED: dict[str, Any] = {"max_size": None, "compression": None, "ping_interval": None}


async def relay(browser_url: str, client: ServerConnection) -> None:
    """Carry messages both ways until one side ends."""
    async with connect(browser_url + (client.request.path if client.request else ""), **UNLIMITED) as browser:

        async def to_browser() -> None:
            async for message in client:
                command = json.loads(message)
                if command["method"] in UNKNOWN:
                    await client.send(json.dumps({"type": "success", "id": command["id"], "result": {}}))
                else:
                    await browser.send(message)

        async def to_client() -> None:
            async for message in browser:
                await client.send(message)

        ways = [asyncio.create_task(to_browser()), asyncio.create_task(to_client())]
        _, open_ = await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        for way in open_:
            way.cancel()


async def bridge(command: list[str]) -> int:
    """Run the browser; say its line of readiness with our own address. Its exit status."""
    firefox = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE)
    assert firefox.stderr
    async for line in firefox.stderr:
        if ready := READY.search(line):
            server = await serve(partial(relay, ready[1].decode()), "127.0.0.1", 0, **UNLIMITED)
            port = next(iter(server.sockets)).getsockname()[1]
            line = f"WebDriver BiDi listening on ws://127.0.0.1:{port}\n".encode()
        sys.stderr.buffer.write(line)
        sys.stderr.flush()
    return await firefox.wait()


if __name__ == "__main__":
    sys.exit(asyncio.run(bridge(sys.argv[1:])))
