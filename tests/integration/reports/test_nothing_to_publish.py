"""What publishing says where there is nothing yet."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from partnerships.errors import RuleBroken
from reports.models import Edition
from reports.operations import editions
from tests.factories.people import make_world
from tests.factories.years import make_assessment


def test_nothing_written_means_nothing_to_publish(db):
    world = make_world()
    assessment = make_assessment(world.partnership, by=world.analyst)

    with pytest.raises(RuleBroken) as refused:
        editions.request(assessment=assessment, audience="board", by=world.analyst)

    assert refused.value.reasons == [
        "Nothing has been written yet: an edition needs at least one section."
    ]
    assert Edition.objects.count() == 0


def test_the_command_knows_wrong_use(db, tmp_path: Path):
    with pytest.raises(CommandError) as refused:
        call_command("publish", "nowhere-2026", "--audience", "board", "--out", str(tmp_path))

    assert str(refused.value) == "There is no assessment nowhere-2026. There are: none yet."
    assert refused.value.returncode == 2
