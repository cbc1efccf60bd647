"""The shape of the guidance beside the editor: what belongs here, what does not, an example."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Guidance:
    """Advice on one section. The example is of Wexmere, a place that does not exist."""

    purpose: str
    belongs: tuple[str, ...]
    leave_out: tuple[str, ...]
    ask: tuple[str, ...]
    example: tuple[str, ...]
    length: str
