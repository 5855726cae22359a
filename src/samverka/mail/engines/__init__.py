"""Sending handed over to a program made for more subscribers than one machine takes."""
