"""Edition → the files of ``docs/`` and the addresses that they publish.

===============  ====================================================================
``pages``        which files there are, and which addresses
``render``       the full text and the pages of the clauses (``relations``)
``collation``    the repairs, and what other copies confirm
``export``       the data files (``as_json``)
``citations``    the forms of citation
``registry``     the addresses published for good
``markdown``     escaped text, labels, links between pages
===============  ====================================================================
"""
