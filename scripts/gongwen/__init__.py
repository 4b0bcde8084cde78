"""An official document (公文), from a damaged page to a site. The verbs, in the order in which the text travels:

>>> from gongwen import make_edition, render_docs, bake_search

=================  ======================================================================
``restore_page``   the page → the clean text, every change a recorded repair
``parse_text``     the clean text → Document: a tree of units, and its view by parts and clauses
``convert``        both, for one file
``make_edition``   both, and what the text says: pairings, terms, references, duties
``render_docs``    Edition → the files of ``docs/``
``bake_search``    Edition → the files of the search
=================  ======================================================================

The guideline itself comes along: ``data("pairings")`` is what ``/data/pairings.json`` says, ``source()`` the folder of
the page as received and its tables, ``make_edition(source())`` all that the site is made from.

Shared by all: ``model`` (the text), ``records`` (what is read out of it), ``ids``, ``numerals``, ``tables`` (data kept
by hand), ``errors``.
The stages: ``restore/``, ``parse``, ``extract/``, ``publish/``, ``search/``, ``site/``; ``edition`` runs three of them.
"""

from gongwen.data import data, data_file, source
from gongwen.edition import convert, make_edition
from gongwen.errors import GongwenError
from gongwen.parse import parse_text, print_text
from gongwen.publish.pages import render_docs
from gongwen.restore import restore_page
from gongwen.search.bake import bake_search

__all__ = [
    "GongwenError",
    "bake_search",
    "convert",
    "data",
    "data_file",
    "make_edition",
    "parse_text",
    "print_text",
    "render_docs",
    "restore_page",
    "source",
]
