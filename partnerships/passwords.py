"""What a password must be: Django's own rules, said in our words."""

from django.contrib.auth import password_validation


class MinimumLengthValidator(password_validation.MinimumLengthValidator):
    """Longer than can be guessed."""

    def get_error_message(self) -> str:
        return f"This is too short: use at least {self.min_length} characters"

    def get_help_text(self) -> str:
        return f"At least {self.min_length} characters."


class UserAttributeSimilarityValidator(password_validation.UserAttributeSimilarityValidator):
    """Not what everybody knows of the person."""

    def get_error_message(self) -> str:
        return "This is too like your name or e-mail address: choose another"

    def get_help_text(self) -> str:
        return "Nothing like your name or e-mail address."


class CommonPasswordValidator(password_validation.CommonPasswordValidator):
    """Not one of those that are tried first."""

    def get_error_message(self) -> str:
        return "Too many people use this password, so it is tried first: choose another"

    def get_help_text(self) -> str:
        return "Nothing that many people use."
