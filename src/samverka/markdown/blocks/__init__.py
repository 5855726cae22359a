"""Blocks for training: `/// question | ...`, `/// case | ...` and their like (pymdownx.blocks).

`scanning` finds them in the text, and `marking` gives each a stamp that no source can write;
`reading` makes elements of them while the text is parsed; `drawing` turns these into fields and
boxes after the safety pass, so that only a block can bring what looks like a question.
"""
