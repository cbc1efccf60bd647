"""What a delivery would change is worked out before it is accepted, and is then what changes."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from datasources.models import Delivery, Evidence, ReplacementPlan, Slice
from datasources.operations import (
    deliveries,
    evidence,
    measures,
    putting_back,
    replacing,
    rows_are,
)
from datasources.operations.replacing import Entry
from datasources.states import AS_IT_IS, PUT_BACK, WITH_ALL
from partnerships.errors import RuleBroken
from partnerships.operations import work
from reports.models import Edition
from tests.factories.board import make_decided_priority, make_meeting, make_paper
from tests.factories.data import (
    first_rows_of,
    make_sample,
    make_source,
    receive_and_accept,
    receive_and_read,
)
from tests.factories.scan import fill_sheet, make_issue
from tests.factories.text import figure, section_of, write
from tests.factories.years import make_assessment
from tests.integration.datasources.commands import refused, run
from tests.integration.reading import words

pytestmark = pytest.mark.slow


@pytest.fixture
def world(world_with_data):
    return world_with_data


@pytest.fixture
def police(world):
    return world.partnership.sources.get(slug="police-street")


@pytest.fixture
def corrected(world, police, sample, tmp_path) -> Delivery:
    """December again, with five rows fewer."""
    cut = first_rows_of(sample.street[-1], 55, tmp_path)
    return receive_and_read(police, [cut], by=world.analyst)


def burglary_of(sample, folder: Path) -> Path:
    """The last month with the rows of burglary alone, often enough to be judged."""
    heading, *rows = sample.street[-1].read_text().splitlines(keepends=True)
    path = folder / sample.street[-1].name
    path.write_text("".join([heading, *(row for row in rows if ",Burglary," in row)]))
    return path


def entries_of(plan: ReplacementPlan) -> list[Entry]:
    return [Entry.from_json(one) for one in plan.answers]


def made(delivery: Delivery, way) -> ReplacementPlan:
    plan = delivery.plans.get(way=way.slug)
    replacing.make(plan.pk)
    return delivery.plans.get(way=way.slug)


def answers(source) -> dict[str, dict]:
    return {
        one.question.analysis: one.result
        for one in map(evidence.answer, evidence.standard_questions(source))
    }


def test_what_the_plan_says_is_what_accepting_makes_of_it(world, police, corrected):
    before = answers(police)
    stored, in_use = Evidence.objects.count(), set(Slice.objects.current())

    plan = made(corrected, AS_IT_IS)
    entries = {one.analysis: one for one in entries_of(plan)}

    assert (Evidence.objects.count(), set(Slice.objects.current())) == (stored, in_use)
    assert set(entries) == set(before)
    deliveries.accept(delivery=corrected, by=world.analyst)
    after = answers(police)
    for analysis, one in entries.items():
        assert one.finding == (before[analysis]["finding"], after[analysis]["finding"])
    counts = [one for one in entries["change"].moved if one.column == "This year"]
    told = {
        row["crime_type"]: (old["count_now"], row["count_now"])
        for old, row in zip(before["change"]["rows"], after["change"]["rows"], strict=True)
        if old["count_now"] != row["count_now"]
    }
    assert {one.label: (one.old, one.new) for one in counts} == told
    main = told["All crime (excluding anti-social behaviour)"]
    assert tuple(one.value for one in entries["change"].main) == main


def test_a_burglary_only_month_says_what_using_it_all_the_same_would_do(
    world, police, sample, tmp_path
):
    delivery = receive_and_read(police, [burglary_of(sample, tmp_path)], by=world.analyst)

    assert [plan.way for plan in delivery.plans.all()] == ["with-all"]
    entries = {one.analysis: one for one in entries_of(made(delivery, WITH_ALL))}

    with pytest.raises(RuleBroken):
        deliveries.accept(delivery=delivery, by=world.analyst)
    deliveries.accept(delivery=delivery, despite=["short"], by=world.analyst)
    after = answers(police)
    assert {name: one.finding[1] for name, one in entries.items()} == {
        name: after[name]["finding"] for name in entries
    }
    before, now = entries["trend"].main
    assert now.value < before.value


def test_putting_back_is_planned_in_the_same_way(world, police, sample, corrected):
    deliveries.accept(delivery=corrected, by=world.analyst)
    first = police.deliveries.order_by("pk").first()
    assert not first.plans.exists()
    evidence.refresh(police.pk)

    replacing.ask(delivery=first, by=world.analyst)
    entries = {one.analysis: one for one in entries_of(made(first, PUT_BACK))}

    putting_back.put_back(delivery=first, reason="The wrong file", by=world.analyst)
    after = answers(police)
    assert {name: one.finding[1] for name, one in entries.items()} == {
        name: after[name]["finding"] for name in entries
    }
    assert set(entries) == {"trend", "change", "rates"}


def test_a_plan_that_something_else_overtook_is_made_anew(
    world, police, sample, tmp_path, corrected, sign_in
):
    old = made(corrected, AS_IT_IS)
    assert not replacing.is_stale(old)
    next_month = make_sample(tmp_path / "next", last="2026-01", months=1).street

    receive_and_accept(police, next_month, by=world.analyst)

    assert replacing.is_stale(old)
    page = words(sign_in(world.analyst).get(corrected.get_absolute_url()))
    assert "Not ready." in page
    assert entries_of(old)[0].finding[1] not in page
    assert "Work out what would change" in page
    replacing.request_beside(police.pk)
    new = made(corrected, AS_IT_IS)
    assert not replacing.is_stale(new)
    trend = next(one for one in entries_of(new) if one.analysis == "trend")
    assert trend.periods[1][1] == "2026-01"


def test_a_question_that_is_kept_meanwhile_is_part_of_it(world, police, corrected):
    plan = made(corrected, AS_IT_IS)
    kept = evidence.ask(
        partnership=world.partnership,
        analysis="counts",
        period_from="2025-12",
        period_to="2025-12",
        keep=True,
        by=world.analyst,
    )
    evidence.answer(kept)

    assert replacing.is_stale(plan)
    replacing.sweep()
    entries = [one for one in entries_of(made(corrected, AS_IT_IS)) if one.analysis == "counts"]
    assert [(old.value, new.value) for old, new in (one.main for one in entries)] == [(30, 28)]


def test_a_measure_that_is_said_otherwise_meanwhile_makes_it_old(world, police, corrected):
    theft = measures.Definition("Theft", "thefts", ("Bicycle theft", "Shoplifting"))
    measure = measures.compose(
        partnership=world.partnership, kind=police.kind, definition=theft, by=world.analyst
    )
    plan = made(corrected, AS_IT_IS)
    assert not replacing.is_stale(plan)

    wider = replace(theft, categories=(*theft.categories, "Burglary"))
    measures.change(measure=measure, definition=wider, by=world.analyst)

    assert replacing.is_stale(plan)


def test_rows_that_are_said_to_be_something_else_meanwhile_make_it_old(world, corrected):
    table = make_source(world.partnership, "plain-table", by=world.analyst)
    plan = made(corrected, AS_IT_IS)
    assert not replacing.is_stale(plan)

    rows_are.say(source=table, unit="incidents", words=(), numbers=False, by=world.analyst)

    assert replacing.is_stale(plan)


def test_a_question_about_other_months_stays(world, police, corrected):
    kept = evidence.ask(
        partnership=world.partnership,
        analysis="counts",
        period_from="2025-11",
        period_to="2025-11",
        keep=True,
        by=world.analyst,
    )
    evidence.answer(kept)
    replacing.request(corrected)

    plan = made(corrected, AS_IT_IS)

    assert "counts" not in {one.analysis for one in entries_of(plan)}
    assert plan.stay == 1


def test_what_could_not_be_answered_any_more_is_said_with_why(world, police, sample, tmp_path):
    elsewhere = tmp_path / "lsoa21_ward26_ltla26.csv"
    text = sample.lookup.read_text().replace("X0700000", "X0700001")
    elsewhere.write_text(text.replace("LTLA24", "LTLA25").replace("WD24", "WD25"))
    areas = world.partnership.sources.get(slug="area-look-up")
    delivery = receive_and_read(areas, [elsewhere], by=world.analyst)
    way = AS_IT_IS if delivery.plans.filter(way="as-it-is").exists() else WITH_ALL

    entries = entries_of(made(delivery, way))

    assert {one.analysis for one in entries} == {"trend", "change", "rates"}
    assert all("does not hold X07000001" in " ".join(one.reasons) for one in entries)


def test_a_worker_that_was_killed_is_followed_by_another_and_the_first_is_too_late(
    world, corrected
):
    plan = corrected.plans.get()
    others = ReplacementPlan.objects.exclude(pk=plan.pk)
    assert not others.exists()
    killed = work.claim(ReplacementPlan, plan.pk, from_states=["queued"], to_state="working")
    assert replacing.make(plan.pk) is None
    ReplacementPlan.objects.update(lease_until=timezone.now() - timedelta(minutes=1))
    assert plan.pk in replacing.sweep()

    done = replacing.make(plan.pk)

    assert (done.state, done.attempts) == ("done", 0)
    assert replacing.make(plan.pk) is None
    before = ReplacementPlan.objects.get().answers
    assert replacing._recorded(killed, "other", replacing.Worked((), 9), 1.0) is None
    assert ReplacementPlan.objects.get().answers == before


def test_after_three_tries_it_is_left_and_can_be_asked_for_again(world, corrected):
    plan = corrected.plans.get()
    for _ in range(3):
        work.claim(ReplacementPlan, plan.pk, from_states=["queued"], to_state="working")
        ReplacementPlan.objects.update(lease_until=timezone.now() - timedelta(minutes=1))

    assert replacing.make(plan.pk).state == "failed"
    replacing.ask(delivery=corrected, by=world.analyst)
    assert replacing.make(plan.pk).state == "done"


def test_who_may_not_accept_may_not_ask(world, corrected):
    with pytest.raises(PermissionDenied):
        replacing.ask(delivery=corrected, by=world.officer)


def test_of_what_was_rejected_nothing_is_planned(world, corrected):
    corrected = deliveries.reject(delivery=corrected, reason="Wrong", by=world.analyst)

    assert replacing.request(corrected) == []
    assert not corrected.plans.exists()
    with pytest.raises(RuleBroken, match="can be taken into use or put back"):
        replacing.ask(delivery=corrected, by=world.analyst)


def test_the_command_says_the_same(world, corrected):
    plan = made(corrected, AS_IT_IS)

    told = run("replacement_plan", corrected.pk)

    assert [one["way"] for one in told["ways"]] == ["as-it-is"]
    assert told["ways"][0]["summary"] == "3 of 3 answers would be others."
    assert [one["finding"]["new"] for one in told["ways"][0]["answers"]] == [
        one.finding[1] for one in entries_of(plan)
    ]
    assert refused("replacement_plan", 99)[:2] == (2, "There is no delivery 99.")


def test_receiving_says_it_too_when_it_is_asked(world, police, sample, tmp_path):
    cut = first_rows_of(sample.street[-1], 55, tmp_path)
    names = ("receive", police.slug, cut, "--partnership", world.partnership.slug, "--plan")

    told = run(*names)

    assert [one["summary"] for one in told["plan"]] == ["3 of 3 answers would be others."]
    assert Slice.objects.current().filter(delivery=told["delivery"]).count() == 0
    assert refused(*names, "--accept")[:2] == (2, "--plan is for before --accept.")


def test_what_rests_on_it_is_said_with_the_numbers(world, police, corrected, sign_in):
    """Priorities first, then what was published, approved and scored."""
    year = make_assessment(world.partnership, by=world.analyst)
    trend, change = (Evidence.objects.get(question__analysis=name) for name in ("trend", "change"))
    issue = make_issue(year, "Burglary", by=world.officer)
    issue.evidence.set([trend])
    fill_sheet(year, by=world.officer, values={"Burglary": 3})
    meeting = make_meeting(year, by=world.officer, present=tuple(world.organisations.values())[:2])
    make_decided_priority(
        year, meeting=meeting, by=world.officer, title="Homes", key_line=issue, order=2
    )
    section = section_of(year)
    write(section, "They say:", figure(change), by=world.officer, state="approved")
    make_paper(year)
    Edition.objects.update(figures=[change.pk])

    replacing.request(corrected)
    made(corrected, AS_IT_IS)
    page = words(sign_in(world.analyst).get(corrected.get_absolute_url()))

    was, would_be = (
        one.value
        for one in next(
            one for one in entries_of(corrected.plans.get()) if one.analysis == "trend"
        ).main
    )
    had, would_have = (
        one.value
        for one in next(
            one for one in entries_of(corrected.plans.get()) if one.analysis == "change"
        ).main
    )
    assert was != would_be
    assert had != would_have
    label = "All crime (excluding anti-social behaviour)"
    told = [
        f"Priority 2, “Homes” (2026), was agreed on {was:,} ({label}, last 12 months,"
        f" Wexmere); it would be {would_be:,}.",
        f"Edition 1 for the board (2026) was published with {had:,} ({label}, this year,"
        f" Wexmere) and keeps it; now it would be {would_have:,}.",
        f"Section {section} (2026), approved, was approved with {had:,} ({label}, this"
        f" year, Wexmere); it would be {would_have:,}.",
        f"Issue “Burglary” (2026) was scored by one person on {was:,} ({label}, last 12"
        f" months, Wexmere); it would be {would_be:,}.",
    ]
    places = [page.find(one) for one in told]
    assert places == sorted(places)
    assert -1 not in places
