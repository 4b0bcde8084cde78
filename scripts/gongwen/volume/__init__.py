"""Any official document → a site of its own, built beside the guideline's and never over it.

==============  =====================================================================
``about``       what ``document.toml`` says of a document, else the text itself
``book``        the document as its site has it: which units have a page, what each place is called
``entries``     the names that the text itself defines, and the acts that it cites
``text``        units → HTML: each with its id, each sentence with its links
``pages``       the pages: home, full text, a page a provision, terms, data, search, notes
``data``        the data files
``finding``     what the search lists, baked as the guideline's is
``known``       what reference managers, Word and Akoma Ntoso are told of it
``citing``      the forms of citation that the known facts fill
``embedded``    the provisions that other sites may show in a frame
``machines``    what programs are told of the files
``carried``     the files that one carries out
``picture``     what a shared link shows
``quoted``      what the checker of quotations compares with
``proof``       the built site → nothing, if it says what the text says
``press``       MkDocs with all of it; ``build_site`` writes it whole or not at all
==============  =====================================================================

What a document has no material for is left out: its page, its place in the navigation, its words.
"""

from gongwen.volume.press import build_site

__all__ = ["build_site"]
