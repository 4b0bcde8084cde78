"""A Word file (``.docx``) → lines, as Word shows it.

=================  ======================================================================
``reader``         paragraphs, tables, notes, text boxes, tracked changes, in the order of the file
``numbering``      the numbers that Word makes itself
``package``        the parts of the file, and how its styles inherit
=================  ======================================================================

mammoth and python-docx were weighed: neither counts the lists, shows text boxes or accepts tracked changes, and what is
left to them is to open an archive, which the standard library does.
"""

from gongwen.intake.word.reader import read_word

__all__ = ["read_word"]
