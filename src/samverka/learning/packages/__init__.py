"""A module as one file to take elsewhere: for an LMS, or to open where there is no network."""
