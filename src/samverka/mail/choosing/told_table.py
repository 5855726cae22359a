"""The table of what digests have told, for the journal's own versions; `told.py` reads it."""

from typing import Final

TOLD_TABLE: Final = """
CREATE TABLE told (
    item TEXT NOT NULL,
    audience TEXT NOT NULL,
    issue TEXT NOT NULL,
    PRIMARY KEY (item, audience, issue)
) STRICT, WITHOUT ROWID
"""
"""`item` is a key of an item; one that has several has as many rows."""
