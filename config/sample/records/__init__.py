"""What the sample's people recorded beside the text: issues, decisions, the plan, what was said.

The words are for a writer to change; `{year}` stands for the assessment's own year. Days are
written as if 2025 were the finished year.
"""

from config.sample.records.shapes import (
    Act,
    Advice,
    Asked,
    Found,
    Learned,
    Proposal,
    Raised,
    Remark,
)

__all__ = ["Act", "Advice", "Asked", "Found", "Learned", "Proposal", "Raised", "Remark"]
