"""What the site shows of the catalogue: lists, headers, menus; nothing here knows the host."""
