"""A section's text as a document: what it may hold, and how it is read, checked and written out."""
