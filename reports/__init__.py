"""What readers see: the document as a tree, its editions, and their files."""
