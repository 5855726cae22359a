"""The ways to a page: sections, areas, years, A to Ö, menus, trails and old addresses."""
