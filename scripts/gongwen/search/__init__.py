"""Edition → the search of the site.

==============  =====================================================================
``records``     what can be listed, and what is known besides the text
``segment``     Chinese text → words
``alphabet``    the characters that a query may be typed with
``join``        the browser's ES modules → one script
``bake``        all of it → a lunr index and the scripts in ``browser/``, as files
==============  =====================================================================
"""
