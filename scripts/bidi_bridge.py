"""Firefox as Playwright expects it: start the browser, and do for it what one of the two does not know.

Playwright sends ``emulation.setMediaFeaturesOverride`` for every context, which Firefox 153 answers with an error, and
then no page opens. Of media it sends the colour scheme alone, of a tap nothing, and the measures of paper in inches
where the protocol has centimetres. All of that Firefox can do, by its own parts: here it is asked of them
(``firefox.js``). What Playwright does not send at all comes in a script that does nothing
(:func:`engines.order`). Everything else goes through as it is. :func:`engines.launch_firefox` starts this in the
browser's place: ``python scripts/bidi_bridge.py FIREFOX ARGUMENTS…``.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
from collections.abc import Mapping
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import ServerConnection, serve

READY = re.compile(rb"WebDriver BiDi listening on (ws://\S+)")
"""What Firefox says when it can be spoken to. Playwright waits for the same line, and reads the address from it."""
UNLIMITED: dict[str, Any] = {"max_size": None, "compression": None, "ping_interval": None}
PARTS = Path(__file__).with_name("firefox.js").read_text(encoding="utf-8")
INCH = 2.54
_OURS = 1 << 40
"""Where the numbers of our own commands begin; Playwright counts its from 1."""
_ORDER = re.compile(r"to the bridge: (\w+)((?: \w+=[\w.%~-]*)+)")


class Relay:
    """Messages both ways between Playwright and Firefox, and commands of our own in between."""

    def __init__(self, client: ServerConnection, browser: ClientConnection) -> None:
        self.client, self.browser = client, browser
        self._numbers, self._asked = count(_OURS), dict[int, asyncio.Future[Any]]()

    async def run(self) -> None:
        """Carry messages until one side ends."""
        ways = [asyncio.create_task(self._to_browser()), asyncio.create_task(self._to_client())]
        _, open_ = await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        for way in open_:
            way.cancel()

    async def _to_browser(self) -> None:
        async for message in self.client:
            command = json.loads(message)
            try:
                answer = await self._serve(command)
            except RuntimeError as problem:
                answer = {"type": "error", "id": command["id"], "error": "unknown error", "message": str(problem)}
            await (self.client.send(json.dumps(answer)) if answer else self.browser.send(json.dumps(command)))

    async def _serve(self, command: dict[str, Any]) -> dict[str, Any] | None:
        """Do what is for the bridge, and mend what is not; an answer to what the browser need not hear of."""
        given = command.get("params", {})
        match command["method"]:
            case "emulation.setMediaFeaturesOverride":
                scheme = given.pop("features").get("prefers-color-scheme")
                await self._do("emulate", given | {"prefersColorSchemeOverride": scheme or "none"})
                return {"type": "success", "id": command["id"], "result": {}}
            case "browsingContext.print":
                for measures in ("page", "margin"):
                    given[measures] = {side: inches * INCH for side, inches in given.get(measures, {}).items()}
            case "script.callFunction":
                if found := _ORDER.search(json.dumps(given)):
                    told: dict[str, Any] = {"contexts": [given["target"]["context"]]}
                    for name, _, value in (pair.partition("=") for pair in found[2].split()):
                        told[name] = unquote(value)
                    await self._do(found[1], told)
        return None

    async def _to_client(self) -> None:
        async for message in self.browser:
            answer = json.loads(message)
            if waiting := self._asked.pop(answer.get("id"), None):
                waiting.set_result(answer)
            else:
                await self.client.send(message)

    async def _do(self, what: str, given: Mapping[str, Any]) -> None:
        """Have a function of ``firefox.js`` run where Firefox's own parts are."""
        tree = await self._ask("browsingContext.getTree", {"moz:scope": "chrome", "maxDepth": 0})
        target = {"context": tree["result"]["contexts"][0]["context"]}
        script = f"({PARTS}).{what}({json.dumps(given)})"
        answer = await self._ask("script.evaluate", {"expression": script, "target": target, "awaitPromise": True})
        if answer.get("result", {}).get("type") != "success":
            raise RuntimeError(f"firefox.js, {what}: {json.dumps(answer)[:500]}")

    async def _ask(self, method: str, params: Mapping[str, Any]) -> Any:
        number = next(self._numbers)
        self._asked[number] = asyncio.get_running_loop().create_future()
        await self.browser.send(json.dumps({"id": number, "method": method, "params": params}))
        return await self._asked[number]


async def relay(browser_url: str, client: ServerConnection) -> None:
    """Connect a client with the browser."""
    async with connect(browser_url + (client.request.path if client.request else ""), **UNLIMITED) as browser:
        await Relay(client, browser).run()


async def bridge(command: list[str]) -> int:
    """Run the browser; say its line of readiness with our own address. Its exit status."""
    command = [*command, "--remote-allow-system-access"]  # else nothing may ask for Firefox's own parts
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
