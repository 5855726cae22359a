"""Other sites' news becomes `NewsItem`s; their cache."""
