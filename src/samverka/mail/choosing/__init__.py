"""What a letter tells is chosen and read: from a newsletter, or from a digest's own Markdown."""
