"""The sample partnership: a fictional district with two years of work, made through operations."""
