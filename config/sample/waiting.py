"""Doing a worker's part for the sample, which is made where no worker runs."""

import time
from collections.abc import Callable

from django.utils import timezone

from partnerships.models import BackgroundWork
from partnerships.operations import work

Say = Callable[[str], None]


def wait_for(do: Callable[[], object], row: BackgroundWork, ends: set[str]) -> None:
    """Do a worker's part; when one that was cut off still holds the row, as soon as it may."""
    give_up = timezone.now() + 2 * work.LEASE
    do()
    row.refresh_from_db()
    while row.state not in ends and timezone.now() < give_up:
        time.sleep(1)
        do()
        row.refresh_from_db()
