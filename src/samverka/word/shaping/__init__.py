"""What each kind of document is: its front matter, and its text as it should stand."""
