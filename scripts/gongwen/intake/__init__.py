"""A file as somebody has it → plain lines with their marks, and what was left out of them.

=================  ======================================================================
``reader``         the order of the steps, for any file
``kinds``          what a file is, by its bytes and its name; what is refused, and what to do instead
``encoding``       bytes → characters: UTF-8, UTF-16, GB18030, Big5
``plain``          text and Markdown
``webpage``        a saved web page: its blocks, one line each
``webarchive``     a web page in one file (``.mht``)
``main_text``      which of a page's blocks are the document
``furniture``      lines of a page that are no document's: printing, sharing, licence
``word/``          a Word file: its paragraphs, tables, notes and changes, and the numbers that Word makes
=================  ======================================================================

Nothing is lost: the words of the file, those that Word would show as numbers included, are the words of ``lines`` and
``dropped`` together, in the order of the file.
"""

from gongwen.intake.reader import Intake, read_file

__all__ = ["Intake", "read_file"]
