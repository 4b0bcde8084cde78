"""The command: files in, JSON or text out. ``python -m gongwen FILE``, ``python scripts/convert.py FILE``.

=================  ======================================================================
``main``           what the arguments ask for, and the status to end with
``arguments``      the arguments and the help
``files``          which files are meant, and what each is written to
``work``           one file converted; several at once
``summary``        what is told at the end
``messages``       the language of the messages: Chinese where the locale is, else English
``catalogue``      a ``.po`` file read as it is, so that nothing has to be compiled
=================  ======================================================================
"""

from gongwen.command.main import main

__all__ = ["main"]
