"""Reading much at one moment, while everybody else goes on writing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def at_one_moment() -> Iterator[None]:
    """All that is read within stands as it was when the first of it was read.

    Nobody waits for it, however long it takes, and nothing can be written in it. Within a
    transaction that is open already, that one's own view must do.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with _without_the_write_lock():
            yield
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


@contextmanager
def _without_the_write_lock() -> Iterator[None]:
    """Transactions take SQLite's one write lock when they begin, unless they begin deferred."""
    connection.ensure_connection()
    usual, connection.transaction_mode = connection.transaction_mode, "DEFERRED"
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            connection.transaction_mode = usual
            cursor.execute("PRAGMA query_only = ON")
            yield
    finally:
        # After the transaction: within one that broke nothing more can be said.
        connection.transaction_mode = usual
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA query_only = OFF")
