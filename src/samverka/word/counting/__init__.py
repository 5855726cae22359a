"""The words of a source and of a page, read without any code of the import.

What is counted here judges the import, so nothing in this folder knows the rest of `word`.
"""
