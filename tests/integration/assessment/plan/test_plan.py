"""The plan's page: actions by priority, recommendations by box, last year's ledger."""

import pytest

from assessment.operations import assessments
from assessment.presenters import plan as presenter
from tests.factories.board import (
    in_days,
    make_action,
    make_decided_priority,
    make_meeting,
    make_priority,
    make_progress_note,
    make_recommendation,
)
from tests.factories.years import make_assessment
from tests.integration.reading import controls, queries_of, rows, words


@pytest.fixture
def assessment(world):
    return make_assessment(world.partnership, by=world.analyst)


@pytest.fixture
def priority(world, assessment):
    meeting = make_meeting(assessment, by=world.chair)
    return make_decided_priority(assessment, meeting=meeting, by=world.chair)


def test_an_empty_plan_teaches_whoever_may_write_it(world, sign_in, assessment):
    address = f"/assessments/{assessment.slug}/plan/"

    officer, viewer = (sign_in(who).get(address) for who in (world.officer, world.viewer))

    lessons = "What was said about how the year went, and what changed because of it"
    assert controls(officer) == ["Add an action", "Add a recommendation", lessons]
    assert controls(viewer) == [lessons]
    assert "next year's document opens with them" in words(officer)


def test_actions_stand_under_their_priority_with_status_and_latest_progress(
    world, sign_in, assessment, priority
):
    police, district = world.organisations["police"], world.organisations["district"]
    late = make_action(
        assessment,
        owner=police,
        by=world.officer,
        title="Patrol",
        due_on=in_days(-1),
        priority=priority,
    )
    make_progress_note(late, by=world.member, text="Half of the nights", measured="14 nights")
    make_action(assessment, owner=district, by=world.officer, title="Lights", due_on=in_days(200))

    page = sign_in(world.viewer).get(f"/assessments/{assessment.slug}/plan/")

    measure = "Burglaries a month, from 12 to 6"
    assert rows(page, "Burglary in new estates") == [
        [
            f"Patrol {measure}",
            "Wexshire Constabulary",
            said_date(-1),
            "Status: Late",
            f"Half of the nights 14 nights ({said_date(0)})",
        ]
    ]
    assert rows(page, "Not tied to a priority") == [
        [
            f"Lights {measure}",
            "Wexmere District Council",
            said_date(200),
            "Status: In time",
            "None reported yet",
        ]
    ]
    assert "2 actions, soonest due first." in words(page)


def said_date(days: int) -> str:
    day = in_days(days)
    return f"{day.day} {day:%B %Y}"


def test_an_agreed_priority_without_an_action_is_named(world, sign_in, assessment, priority):
    make_priority(assessment, by=world.lead, title="Litter")
    make_action(assessment, owner=world.organisations["police"], by=world.officer)
    client = sign_in(world.officer)

    page = client.get(f"/assessments/{assessment.slug}/plan/")
    form = client.get(f"/assessments/{assessment.slug}/actions/new/?priority={priority.pk}")

    assert "The board agreed this priority, but no action serves it yet." in words(page)
    assert "Add an action for Burglary in new estates" in controls(page)
    assert "Litter" not in words(page)
    assert form.context["form"]["priority"].value() == str(priority.pk)


def test_the_actions_are_narrowed_by_owner_and_by_status(world, sign_in, assessment):
    police, fire = world.organisations["police"], world.organisations["fire"]
    for title, owner, days in [("A", police, -1), ("B", police, 100), ("C", fire, -1)]:
        make_action(assessment, owner=owner, by=world.officer, title=title, due_on=in_days(days))
    client = sign_in(world.viewer)
    address = f"/assessments/{assessment.slug}/plan/"

    def shown(query: str) -> list[str]:
        return [
            row[0].split()[0] for row in rows(client.get(address + query), "Not tied to a priority")
        ]

    assert shown("") == ["A", "C", "B"]
    assert shown(f"?owner={police.pk}") == ["A", "B"]
    assert shown("?status=late") == ["A", "C"]
    assert shown(f"?owner={police.pk}&status=late") == ["A"]
    assert "1 of 3 actions" in words(client.get(f"{address}?owner={police.pk}&status=late"))
    nothing = client.get(f"{address}?owner={fire.pk}&status=running")
    assert "No action is like that. Show all actions" in words(nothing)
    assert client.get(f"{address}?owner=nonsense").status_code == 200


def test_recommendations_stand_under_their_box_with_gap_evidence_and_actions(
    world, sign_in, assessment
):
    recommendation = make_recommendation(
        assessment,
        by=world.officer,
        gap="Nobody tells new owners.",
        intervention="Target hardening; tried in three towns, well measured.",
        owner=world.organisations["district"],
    )
    make_recommendation(assessment, by=world.officer, text="Ask the school", box="locations.gaps")
    make_action(
        assessment,
        owner=world.organisations["police"],
        by=world.officer,
        recommendation=recommendation,
    )

    page = sign_in(world.officer).get(f"/assessments/{assessment.slug}/plan/")

    assert (
        "Victims: recommendations Fit locks before families move in "
        "Add an action for: Fit locks before families move in "
        "Change : Fit locks before families move in "
        "Gap that it closes Nobody tells new owners. "
        "Known way of doing it, and its evidence "
        "Target hardening; tried in three towns, well measured. "
        "Who would lead Wexmere District Council Actions Write to the builders "
        "Status: In time Locations: gaps Ask the school"
    ) in words(page)


def test_next_years_plan_opens_with_what_came_of_this_years(world, sign_in):
    last = assessments.open_year(partnership=world.partnership, year=2026, by=world.analyst)
    police = world.organisations["police"]
    recommendation = make_recommendation(last, by=world.officer)
    make_recommendation(last, by=world.officer, text="Ask the school", box="locations.gaps")
    done = {"owner": police, "by": world.officer, "due_on": in_days(-9)}
    make_action(last, title="Write", verdict="done", recommendation=recommendation, **done)
    make_action(last, title="Ring", verdict="not_done", verdict_reason="No numbers.", **done)
    make_action(last, title="Visit", **done)

    this = assessments.open_year(partnership=world.partnership, year=2027, by=world.analyst)
    page = sign_in(world.viewer).get(f"/assessments/{this.slug}/plan/")

    said = words(page)
    assert said.startswith(
        "The plan What came of the plan of 2026 "
        "1 of 3 actions carried out, 1 not carried out, 1 without a verdict yet."
    )
    assert rows(page, "Last year's recommendations and actions") == [
        ["Fit locks before families move in Victims: recommendations"],
        [
            "Write",
            "Wexshire Constabulary",
            said_date(-9),
            "What came of it: Carried out",
            "Nothing more was said",
        ],
        ["Ask the school Locations: gaps"],
        ["No action was made of it."],
        ["Actions that rested on no recommendation"],
        [
            "Ring",
            "Wexshire Constabulary",
            said_date(-9),
            "What came of it: Not carried out",
            "No numbers.",
        ],
        [
            "Visit",
            "Wexshire Constabulary",
            said_date(-9),
            "What came of it: Late",
            "Nothing more was said",
        ],
    ]
    ledger = presenter.last_year(this)
    assert (ledger.year, ledger.waiting) == (2026, 1)


def test_the_first_year_has_no_ledger(assessment):
    assert presenter.last_year(assessment) is None


def test_thirty_actions_and_recommendations_cost_as_many_queries_as_one(world, sign_in):
    last = assessments.open_year(partnership=world.partnership, year=2026, by=world.analyst)
    this = assessments.open_year(partnership=world.partnership, year=2027, by=world.analyst)
    client = sign_in(world.officer)
    address = f"/assessments/{this.slug}/plan/"

    def furnish(number: int) -> None:
        for assessment in (last, this):
            action = make_action(
                assessment,
                owner=world.organisations["police"],
                by=world.officer,
                recommendation=make_recommendation(assessment, by=world.officer),
                priority=make_priority(assessment, by=world.lead, title=f"Priority {number}"),
            )
            make_progress_note(action, by=world.member, measured="3")

    furnish(1)
    one = queries_of(client, address)
    for number in range(2, 31):
        furnish(number)

    assert queries_of(client, address) == one
