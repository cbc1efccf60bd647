"""The sample, cut off and taken up again."""

import pytest

from config.sample import build
from partnerships.models import Partnership


class CutOffError(Exception):
    """Somebody pressed Ctrl+C, or the machine went down."""


def made_until(words: str) -> None:
    def say(told: str) -> None:
        if told.startswith(words):
            raise CutOffError

    with pytest.raises(CutOffError):
        build.make(say)


def everything(partnership: Partnership) -> list[tuple]:
    return [
        (
            year.stage,
            year.issues.count(),
            year.priorities.count(),
            year.actions.count(),
            year.meetings.count(),
            [edition.state for edition in year.editions.all()],
            year.lessons.count(),
        )
        for year in partnership.assessments.order_by("year")
    ]


@pytest.mark.django_db
def test_cut_off_anywhere_it_is_whole_after_the_next_run():
    made_until("Reading population")
    made_until("Deciding the priorities")
    made_until("Publishing the partnership edition")
    made_until("Writing the beginning")

    whole = everything(build.make(lambda told: None))

    assert whole == [
        ("assess", 9, 4, 4, 1, ["done"] * 3, 2),
        ("analyse", 9, 0, 0, 0, [], 0),
    ]

    # Somebody goes back a stage; the next start leaves the sample as it is.
    year = Partnership.objects.get().assessments.get(stage="assess")
    year.stage = "respond"
    year.save()

    assert [stage for stage, *_ in everything(build.make(lambda told: None))] == [
        "respond",
        "analyse",
    ]
