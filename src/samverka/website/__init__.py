"""The coat: hands catalogue, pages and Markdown to MkDocs and back."""
