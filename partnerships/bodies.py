"""How much a request may bring along, said where its address is answered.

A body is read before a view runs (the form's token is in it), and files in it go to the disk. So
what is too much is refused unread: see the middleware that asks here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])

# An e-mail address, a password, a name, a token.
OF_A_STRANGER = 64 * 1024
# The longest section, written in an alphabet of which each letter takes nine signs in a form.
OF_A_MEMBER = 4 * 1024 * 1024
# What a form adds around the files that are sent with it.
AROUND_FILES = 1024 * 1024


@dataclass(frozen=True)
class Declared:
    """What an address takes, and who is let so far: `gate` refuses as the view itself would."""

    most: Callable[[], int]
    gate: Callable[..., object] | None = None
    is_open: bool = False


def takes_files(most: Callable[[], int], *, gate: Callable[..., object]) -> Callable[[View], View]:
    """For an address to which files are sent, by people whom `gate` lets in."""

    def declared(view: View) -> View:
        view.body = Declared(lambda: most() + AROUND_FILES, gate)  # type: ignore[attr-defined]  # a function
        return view

    return declared


def from_strangers(view: View) -> View:
    """For a form that is there for people who are not signed in."""
    view.body = Declared(lambda: OF_A_STRANGER, is_open=True)  # type: ignore[attr-defined]  # a function
    return view


def declared_by(view: Callable[..., Any]) -> Declared | None:
    """What the view says itself. The sign-in pages come from a package and are for strangers."""
    own = getattr(view, "body", None)
    if own is None and getattr(view, "__module__", "").startswith("allauth."):
        return Declared(lambda: OF_A_STRANGER, is_open=True)
    return own
