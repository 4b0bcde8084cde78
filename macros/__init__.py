"""The macros of the pages, in one list. They draw what stands in ``docs/data`` and the locks, and never parse text."""

from __future__ import annotations

from mkdocs_macros.plugin import MacrosPlugin

from macros import boxes, diagram, packages, tables


def define_env(env: MacrosPlugin) -> None:
    """Register the macros with mkdocs-macros."""
    for macro in (
        boxes.overview,
        boxes.figures,
        diagram.pairing_diagram,
        diagram.place_finder,
        tables.pairing_table,
        tables.place_entries,
        tables.duty_table,
        packages.package_table,
        packages.package_rest,
    ):
        env.macro(macro)  # type: ignore[no-untyped-call]
