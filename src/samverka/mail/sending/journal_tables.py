"""The tables of the journal: issues, sessions that send them, and each letter to each reader."""

from typing import Final

JOURNAL_TABLES: Final = """
CREATE TABLE issue (
    name TEXT PRIMARY KEY,
    subject TEXT NOT NULL,
    readers TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    template BLOB NOT NULL,
    mark TEXT NOT NULL,
    sender TEXT NOT NULL,
    begun TEXT NOT NULL,
    starts TEXT,
    expires TEXT
) STRICT;
CREATE TABLE session (
    number INTEGER PRIMARY KEY,
    issue TEXT NOT NULL REFERENCES issue,
    begun TEXT NOT NULL,
    log_mark TEXT
) STRICT;
CREATE TABLE delivery (
    issue TEXT NOT NULL REFERENCES issue,
    key TEXT NOT NULL,
    address TEXT NOT NULL,
    message_id TEXT NOT NULL,
    date TEXT NOT NULL,
    state TEXT NOT NULL
        CHECK (state IN ('waiting', 'intended', 'sent', 'failed', 'held', 'left')),
    session INTEGER REFERENCES session,
    code INTEGER NOT NULL DEFAULT 0,
    words TEXT NOT NULL DEFAULT '',
    changed TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (issue, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX delivery_by_key ON delivery (key)
"""
