"""A Word file (ECMA-376, Office Open XML) becomes a tree, read from its own XML."""
