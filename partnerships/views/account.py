"""Pages of the sign-in that do more than the package which brings them."""

from allauth.account.forms import ResetPasswordForm
from allauth.account.views import PasswordResetView
from django.http import HttpResponse

from partnerships import bodies
from partnerships.errors import LetterNotSentError

COULD_NOT_GO = (
    "No letter could be sent: the mail server did not take it. Nothing was changed. Try again in a"
    " few minutes; if it stays so, ask your partnership's steward to tell whoever looks after this"
    " site."
)


class ResetPassword(PasswordResetView):
    """Says so when no letter goes, in the same words whether or not somebody has this address."""

    def form_valid(self, form: ResetPasswordForm) -> HttpResponse:
        try:
            return super().form_valid(form)
        except LetterNotSentError:
            form.add_error(None, COULD_NOT_GO)
            return self.render_to_response(self.get_context_data(form=form), status=503)


reset_password = bodies.from_strangers(ResetPassword.as_view())
