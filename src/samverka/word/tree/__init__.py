"""The neutral tree between Word and Markdown, and going through it."""
