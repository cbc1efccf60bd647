"""Which of the things that the site stands on is away, when a page breaks over it."""

import errno
from collections.abc import Iterator

from botocore.exceptions import BotoCoreError, ClientError
from django.db import Error as DatabaseError
from django.db import InterfaceError, OperationalError, ProgrammingError
from kombu.exceptions import OperationalError as BrokerAway
from redis.exceptions import RedisError

from partnerships.errors import LetterNotSentError

DATABASE, NOT_READY, STORE, QUEUE, MAIL = "database", "not-ready", "store", "queue", "mail"
# Of SQLite: locked or busy, read-only, broken, full, not to be opened.
SQLITE = {"BUSY", "LOCKED", "PERM", "READONLY", "IOERR", "CORRUPT", "FULL", "CANTOPEN", "NOTADB"}
NO_SUCH_TABLE = ("no such table", "no such column", "does not exist")
DISK = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EACCES, errno.EPERM}


def what_is_away(reason: BaseException | None) -> str:
    """The name of what is missing, or nothing: then the fault is in the program."""
    return next(filter(None, map(_named, _chain(reason))), "")


def _chain(reason: BaseException | None) -> Iterator[BaseException]:
    """An exception and what it came from, outermost first."""
    seen: set[int] = set()
    while reason is not None and id(reason) not in seen:
        seen.add(id(reason))
        yield reason
        reason = reason.__cause__ or reason.__context__


def _named(reason: BaseException) -> str:
    if isinstance(reason, DatabaseError):
        return _of_database(reason)
    if isinstance(reason, BotoCoreError | ClientError):
        return STORE
    if isinstance(reason, RedisError | BrokerAway):
        return QUEUE
    if isinstance(reason, LetterNotSentError):
        return MAIL
    if isinstance(reason, OSError) and reason.errno in DISK:
        return STORE
    return ""


def _of_database(reason: DatabaseError) -> str:
    if isinstance(reason, OperationalError | ProgrammingError) and any(
        words in str(reason) for words in NO_SUCH_TABLE
    ):
        return NOT_READY
    code = getattr(reason.__cause__, "sqlite_errorname", None)
    if code is not None:
        return DATABASE if code.split("_")[1] in SQLITE else ""
    return DATABASE if isinstance(reason, OperationalError | InterfaceError) else ""
