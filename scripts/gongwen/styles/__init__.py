"""The theme's style sheet → what of it the pages of a site use.

=============  ===================================================================================
``names``      what elements can be called, as the pages have it and as the scripts may bring it about
``selectors``  which selectors can never fit an element of those names
``trim``       the style sheet without the rules, variables and animations that nothing asks for
``site``       all that on a built site, whose pages then name the smaller one
=============  ===================================================================================
"""
