"""Pages to take along: each as a Word file and as Markdown, with a list of the latter."""
