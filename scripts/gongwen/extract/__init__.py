"""Document → what it says, each thing with the words it was read from.

====================  ======================================================================
``places``            the gazetteer: administrative divisions by name
``pairings``          who supports whom
``terms``             the entries of the indexes and where they are mentioned
``references``        what a sentence refers to; ``mentions`` is what its rules work with
``shared``            the words that few places share
``cited_provisions``  which of its own provisions a document of any kind cites; ``citation_grammar`` reads the words,
                      ``cited_texts`` knows where they may lead
``duties``            who must do what, by when; ``titles`` says which clauses set none
====================  ======================================================================
"""
