"""A file from outside becomes `Imported(document, media, findings, receipt)`.

Each stage looks only at those before it: `opening/` (what is let in), `tree/` (the neutral tree),
`tidying/` (what every text gets), `docx/` (Word's own XML), `shaping/` (what a kind is), then
`markdown.py` and `pictures.py`. `counting/` reads the words of the source and of the page by
itself, and `receipt/` holds them against each other. `importing.py` is the recipe, `delivery.py`
the same where files are read in other processes, and `batch.py` the run over many files.
"""
