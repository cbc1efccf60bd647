"""The package's forms for passwords, with our words where two do not agree."""

from allauth.account import forms


class _TypedTwice:
    """Stands before the package's own check, which says it in its words."""

    def clean(self) -> dict:
        cleaned = super(forms.PasswordVerificationMixin, self).clean()
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", "The two passwords differ: type the new one twice")
        return cleaned


class ChangePasswordForm(_TypedTwice, forms.ChangePasswordForm):
    """Of somebody who is signed in."""


class ResetPasswordKeyForm(_TypedTwice, forms.ResetPasswordKeyForm):
    """Of somebody who came by a letter."""
