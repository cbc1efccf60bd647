"""A mail server on a port of this machine, which a test stops and starts for real."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def without_server(settings) -> int:
    """Where the mail server would be; nobody listens there unless a test starts it."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = free_port()
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = False
    settings.EMAIL_TIMEOUT = 2
    return settings.EMAIL_PORT


class Postbox:
    """Takes every letter but those to the addresses it refuses."""

    def __init__(self, refuses: tuple[str, ...]) -> None:
        self.refuses = refuses
        self.letters: list[EmailMessage] = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - the server's own name
        if address in self.refuses:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the server's own name
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 taken"


@contextmanager
def mail_server(port: int, *, refuses: tuple[str, ...] = ()) -> Iterator[Postbox]:
    postbox = Postbox(refuses)
    running = Controller(postbox, hostname="127.0.0.1", port=port)
    running.start()
    try:
        yield postbox
    finally:
        running.stop()
