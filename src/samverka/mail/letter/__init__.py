"""An issue becomes a letter: HTML for every mail program, and plain text."""
