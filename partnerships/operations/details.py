"""What a person enters about a thing: a frozen dataclass a noun, given whole to its operations."""

from dataclasses import fields
from typing import Any


class Details:
    """The base of such a dataclass: its fields are the thing's own, its words stand stripped."""

    def __post_init__(self) -> None:
        for name, value in self.values.items():
            if isinstance(value, str):
                object.__setattr__(self, name, value.strip())

    @property
    def values(self) -> dict[str, Any]:
        """Each field by its name, as the thing holds it."""
        return {field.name: getattr(self, field.name) for field in fields(self)}  # type: ignore[arg-type]
