"""Training material: a module read from its Markdown, and what it becomes outside the site."""
