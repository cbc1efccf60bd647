"""Rows of this room as pages show them: plain words from records."""
