"""What was changed on a page and what was changed in its Word file, in one text."""
