"""Letters on disk, ready to look at and send."""
