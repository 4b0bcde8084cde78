"""Edition → the search of the site.

==============  =====================================================================
``records``     what can be listed, and what is known besides the text
``segment``     Chinese text → words
``alphabet``    the characters that a query may be typed with
``absent``      names that the text does not mention
``ordinary``    words of the language, and where those of the text begin and end
``join``        the browser's ES modules → one script
``bake``        all of it → a lunr index and the scripts in ``browser/``, as files
==============  =====================================================================
"""
