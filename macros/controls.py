"""The fields over what can be filtered. ``assets/controls.js`` gives them life; until then they are marked as busy."""

from __future__ import annotations

from macros.data import attributes


def controls(placeholder: str, total: int, *choices: str) -> str:
    """A field, lists to choose from, and how many things are shown: 共 45 项."""
    return "\n".join(
        [
            '<div class="controls" aria-busy="true">',
            f'<input type="search"{attributes(placeholder=placeholder, aria_label="筛选")}>',
            *choices,
            f'<output aria-live="polite">共 {total} 项</output>',
            "</div>",
        ]
    )
