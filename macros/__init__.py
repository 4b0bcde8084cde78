"""The macros of the pages, in one list. They draw what stands in ``docs/data``; they never parse the text."""

from __future__ import annotations

from mkdocs_macros.plugin import MacrosPlugin

from macros import boxes, diagram, tables


def define_env(env: MacrosPlugin) -> None:
    """Register the macros with mkdocs-macros."""
    for macro in (
        boxes.overview,
        boxes.figures,
        boxes.structure,
        boxes.count,
        diagram.pairing_diagram,
        diagram.place_finder,
        tables.pairing_table,
        tables.place_entries,
        tables.duty_table,
    ):
        env.macro(macro)  # type: ignore[no-untyped-call]
