"""Edition → what programs read: reference managers, search engines, browsers, language models, legal databases.

================  ==================================================================
``akoma_ntoso``   the document in the XML of the OASIS standard
``metadata``      what the head of a page says of it
``discovery``     the files by which a site is found and searched
``feed``          corrections and additions, to subscribe to
================  ==================================================================
"""
