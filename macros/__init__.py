"""The macros of the pages, in one list. They draw what stands in ``docs/data`` and the locks, and never parse text."""

from __future__ import annotations

from mkdocs_macros.plugin import MacrosPlugin

from macros import boxes, diagram, embed, files, matrix, packages, pictures, places, tables, terms


def define_env(env: MacrosPlugin) -> None:
    """Register the macros with mkdocs-macros."""
    for macro in (
        boxes.document_title,
        boxes.byline,
        boxes.provenance,
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
        embed.embed_line,
        embed.embed_script,
        embed.embed_remark,
        matrix.matrix_table,
        matrix.matrix_picture,
        matrix.matrix_timeline,
        matrix.matrix_deadlines,
        matrix.matrix_downloads,
        pictures.save_links,
        terms.index_filter,
        terms.term_index,
        terms.cited_documents,
        files.file_table,
        packages.package_table,
        packages.package_rest,
        packages.locked,
    ):
        env.macro(macro)  # type: ignore[no-untyped-call]
