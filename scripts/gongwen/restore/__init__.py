"""The page as received → the clean text, every change a recorded repair.

=================  ======================================================================
``restoration``    the order of the steps; repairs undone
``steps``          one function a rule: from the present text to its edits
``marks``          the rules of punctuation
``readings``       the pinyin behind characters, and the bytes that it shifted
``characters``     what a Chinese character is, and its simplified form
``variants``       the table of variant characters
``draft``          a text under repair that knows where each of its characters came from; repairs applied
``unsigned``       what only a person can decide, as rows to sign
``damage``         what must not be left when all steps are done
``suspicions``     what may be damage in a text that nobody damaged
=================  ======================================================================
"""

from gongwen.restore.damage import is_damaged
from gongwen.restore.draft import apply
from gongwen.restore.restoration import DROPPING, RULES, Restoration, restore_page, tidy_text, undo
from gongwen.restore.steps import SignedRepair
from gongwen.restore.variants import read_variants

__all__ = [
    "DROPPING",
    "RULES",
    "Restoration",
    "SignedRepair",
    "apply",
    "is_damaged",
    "read_variants",
    "restore_page",
    "tidy_text",
    "undo",
]
