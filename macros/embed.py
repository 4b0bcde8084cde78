"""What another site puts into its page to show a clause of this one."""

from __future__ import annotations

import os

from gongwen.site import embed

_HERE = "https://…/"


def embed_line(number: int) -> str:
    """The line for a clause, with the site's public address where the build knows it."""
    return embed.embed_line(_site(), number)


def embed_script() -> str:
    """The second line, with which the frame gets the height of what it shows."""
    return embed.print_script(_site())


def embed_remark() -> str:
    """What stands for the address in a build without one."""
    return "" if os.environ.get("SITE_URL") else "本次构建没有指定公开地址，`https://…/` 请换成网站的地址。"


def _site() -> str:
    return os.environ.get("SITE_URL") or _HERE
