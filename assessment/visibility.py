"""Who may see whose scores: everybody judges alone until scoring closes."""


def may_see_scores(*, viewer: int, scorer: int, is_submitted: bool, is_closed: bool) -> bool:
    """One's own always; another's when scoring is closed and they stood by them."""
    return viewer == scorer or (is_closed and is_submitted)
