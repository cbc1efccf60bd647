"""Forms of the assessment: shape only; rules are checked by the operations."""
