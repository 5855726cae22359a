"""The door for files from outside: what is let in, and its parts."""
