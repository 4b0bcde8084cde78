"""The macros of the pages, in one list. They draw what stands in ``docs/data`` and the locks, and never parse text."""

from __future__ import annotations

from mkdocs_macros.plugin import MacrosPlugin

from macros import boxes, diagram, files, packages, places, tables, terms


def define_env(env: MacrosPlugin) -> None:
    """Register the macros with mkdocs-macros."""
    for macro in (
        boxes.document_title,
        boxes.byline,
        boxes.overview,
        boxes.figures,
        boxes.structure,
        boxes.count,
        boxes.standing,
        diagram.pairing_diagram,
        diagram.place_finder,
        tables.pairing_table,
        tables.pairing_sources,
        places.place_entries,
        tables.duty_table,
        terms.index_filter,
        terms.term_index,
        terms.cited_documents,
        files.file_table,
        packages.package_table,
        packages.package_rest,
        packages.locked,
    ):
        env.macro(macro)  # type: ignore[no-untyped-call]
