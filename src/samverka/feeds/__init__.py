"""Other sites' news: fetched, cleaned, remembered, and read without the network."""
