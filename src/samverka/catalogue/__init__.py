"""Everything known about the site, and the questions asked of it."""
