"""Document → what it says, each thing with the words it was read from.

==============  =====================================================================
``places``      the gazetteer: administrative divisions by name
``pairings``    who supports whom
``terms``       the entries of the indexes and where they are mentioned
``references``  what a sentence refers to
``duties``      who must do what, by when
==============  =====================================================================
"""
