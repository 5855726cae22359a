"""What every text gets, whatever its kind: clean runs, real headings, honest links."""
