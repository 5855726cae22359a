"""Word files from a public collaboration become one accessible, searchable site."""
