"""The pictures of a document become files that a browser shows, under names that say something."""
