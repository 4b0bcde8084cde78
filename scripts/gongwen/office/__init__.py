"""Edition, or any work → files for the programs that people already have: Word, WPS, Excel, a reader of PDF.

===============  ==========================================================================================
``blocks``       the tree of a document as the paragraphs that are printed
``layout``       how they are set, by GB/T 9704—2012
``word``         a ``.docx``; ``word_parts`` its styles, fonts and settings
``pdfs``         the same as PDFs (``pdf``, ``fonts``), each read back (``pdf_check``); ``png`` a picture as PNG
``needs``        what these two need beyond the site's own packages; only ``make files`` and ``--files`` ask for them
``code``         an address as a QR code
``schema``       what the columns of the tables mean, in words and for programs (``columns.tsv``)
``remarks``      what such a file says of itself: not official, whence, since when, how far checked
``workbook``     all tables as one ``.xlsx``
``datapackage``  what the CSV files are, as Frictionless describes it
``archive``      the zip that these formats are, the same bytes for the same contents
===============  ==========================================================================================
"""
