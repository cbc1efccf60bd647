"""The only exceptions that rooms share: not now, and somebody was faster."""

from collections.abc import Iterable


class RuleBroken(Exception):  # noqa: N818 - reads as what happened: a rule was broken
    """The thing is not in a fit state: each reason is a sentence that a person can act on."""

    def __init__(self, reasons: Iterable[str] | str) -> None:
        self.reasons = [reasons] if isinstance(reasons, str) else list(reasons)
        super().__init__(" ".join(self.reasons))


class EditConflict(Exception):  # noqa: N818 - reads as what happened: two edits met
    """Somebody saved first: holds both texts, so that nobody's words are lost."""

    def __init__(self, message: str, *, current: object, yours: object) -> None:
        self.current = current
        self.yours = yours
        super().__init__(message)


class LetterNotSentError(Exception):
    """The mail server is away, or does not take the letter that somebody is waiting for."""
