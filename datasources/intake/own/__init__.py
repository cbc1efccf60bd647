"""Readers of kinds that have oddities of their own: each module names its KIND and its READER."""
