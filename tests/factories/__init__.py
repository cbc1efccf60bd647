"""Builders of real objects for tests: a partnership with a person per role, and what they make."""
