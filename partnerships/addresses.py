"""What a view says of its own address."""

from collections.abc import Callable
from typing import Any

View = Callable[..., Any]


def lives_at(find: Callable[..., str]) -> Callable[[View], View]:
    """Mark a view that shows no page: `find(user, **kwargs)` gives the page its button stands on.

    Only for addresses that no page stands above, as /sections/5/ does above
    /sections/5/hand-over/. It gives an empty string for what this person may not see.
    """

    def marked(view: View) -> View:
        view.lives_at = find  # type: ignore[attr-defined]  # a view is a function
        return view

    return marked
