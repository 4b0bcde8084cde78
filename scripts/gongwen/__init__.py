"""An official document (公文), from a damaged page to a site. The stages, in the order in which the text travels:

=============  ==========================================================================================
``restore``    the page → the clean text, every change a recorded repair (``draft`` keeps the account;
               ``readings`` undoes the pinyin, ``characters`` knows the script)
``parse``      the clean text → Document: parts, clauses, paragraphs, sentences (``numerals``)
extraction     Document → ``pairings`` (``places``), ``terms``, ``references``, ``duties``
``edition``    all of the above in one call: the folder ``source/`` → Edition
rendering      Edition → the Markdown of ``docs/``: ``render`` (``relations``), ``index_page``,
               ``collation``; ``export`` writes the data files; ``pages`` lists them all
``finish``     the HTML of a page → permalinks put in
``bake``       Edition → the search of the site (``records``, ``segment``, ``alphabet``); ``citations`` → its menu
``linkcheck``  the built site → its dead links
``registry``   the addresses that are published, for good
=============  ==========================================================================================

Shared by all: ``model`` (what travels), ``tables`` (hand-kept data), ``markdown`` (escaping, labels), ``errors``.
"""
