"""Where every word of a source went: held against its page, and shown beside it."""
