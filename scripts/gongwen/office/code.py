"""An address → the code (QR, ISO/IEC 18004) by which a telephone opens it: on paper nothing can be clicked."""

from __future__ import annotations

import io

import segno


def draw_code(address: str, kind: str = "svg") -> bytes:
    """The code as ``svg`` or ``png``, with the margin that it needs; the same bytes for the same address.

    A quarter of it may be dirty or torn (level Q).
    """
    picture = io.BytesIO()
    more = {"xmldecl": False, "omitsize": True} if kind == "svg" else {"scale": 4}
    segno.make(address, error="q", micro=False).save(picture, kind=kind, border=2, **more)
    return picture.getvalue()


def code_name(page: str) -> str:
    """The file for a page by its address: ``clauses/8/`` → ``assets/qr/clauses-8.svg``."""
    return f"assets/qr/{page.strip('/').replace('/', '-') or 'index'}.svg"
