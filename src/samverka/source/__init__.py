"""The text as written: documents, their front matter, their addresses and their folders."""
