"""From files as people send them to clean rows and findings. Pure: no Django, no Celery."""

from __future__ import annotations

from datasources.intake.findings import ERROR, MEANINGS, NOTE, WARNING, Finding
from datasources.intake.limits import Limits
from datasources.intake.read import read_files
from datasources.intake.reading import Comparison, Context, IncomingFile, Reading, StagedSlice

__all__ = [
    "ERROR",
    "MEANINGS",
    "NOTE",
    "WARNING",
    "Comparison",
    "Context",
    "Finding",
    "IncomingFile",
    "Limits",
    "Reading",
    "StagedSlice",
    "read_files",
]
