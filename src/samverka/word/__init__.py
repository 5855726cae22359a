"""A Word file becomes `Imported`: a document, its pictures, findings and a receipt."""
