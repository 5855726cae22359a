"""What pandoc does not see in a .docx, written where it does."""
