"""A Word file becomes `Imported`: a document, its pictures, findings and a receipt.

Each stage looks only at those before it: `opening/` (what is let in), `docx/` (made easier for
pandoc), `tree/` (the neutral tree), `tidying/` (what every text gets), `shaping/` (what a kind
is), then `markdown.py`, `pictures.py` and `receipt.py`; `importing.py` is the recipe, `delivery.py`
the same where files are read in other processes, and `batch.py` the run over many files.
"""
