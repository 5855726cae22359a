"""The site's own feeds; those of others are fetched and read in `samverka.feeds`."""
