"""A table of numbers becomes a page: read, told in words, drawn, and given away as a file."""
