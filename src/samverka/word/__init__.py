"""A Word file becomes `Imported`: a document, its pictures, findings and a receipt.

Each stage looks only at those before it: `opening/` (what is let in), `docx/` (made easier for
pandoc), `tree/` (the neutral tree), `tidying/` (what every text gets), `shaping/` (what a kind
is), then `markdown.py` and `pictures.py`. `counting/` reads the words of the source and of the
page by itself, and `receipt/` holds them against each other. `importing.py` is the recipe and
`batch.py` the run over many files.
"""
