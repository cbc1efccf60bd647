"""Each part of the site stopped for real: what each role sees, and that nothing is lost after.

`make chaos` runs it and prints the table; it takes some minutes and is no part of `make test`.
"""

import datetime
import re
from collections.abc import Callable

import pytest

from tests.chaos.site import NotHereError, Site
from tests.visitor import Answer, Visitor

DONE, TOLD = "done", "told"


class Roles:
    """People of the sample, signed in before anything is stopped, each with what they do."""

    def __init__(self, site: Site) -> None:
        self.site = site
        # The sample's last year is done, its running one is being written.
        self.last_year, self.year = site.years
        self.people = {word: self.signed_in(word) for word in (
            "steward", "analyst", "officer", "chair", "viewer",
        )}  # fmt: skip
        self.section = self.a_section()
        self.edition, self.file = self.an_edition()

    def signed_in(self, word: str) -> Visitor:
        visitor = self.site.visitor()
        answer = self.sign_in(visitor, word)
        assert answer.status == 302, answer.sentence
        return visitor

    def sign_in(self, visitor: Visitor, word: str) -> Answer:
        sign_in = {"login": f"{word}@wexmere.example", "password": self.site.password}
        return visitor.post("/account/login/", **sign_in)

    def a_section(self) -> str:
        """One that the officer may write in."""
        officer = self.people["officer"]
        page = officer.get(f"/assessments/{self.year}/document/")
        for path in dict.fromkeys(re.findall(r'"(/sections/\d+/)"', page.page)):
            if 'name="started_from"' in officer.get(path).page:
                return path
        raise AssertionError("the officer may write nowhere")

    def an_edition(self) -> tuple[str, str]:
        """One that the reader may open, and its web page."""
        reader = self.people["viewer"]
        listed = reader.get(f"/assessments/{self.last_year}/publish/").page
        for path in dict.fromkeys(re.findall(r'"(/editions/\d+/)"', listed)):
            answer = reader.get(path)
            if answer.status == 200:
                return path, re.search(r'"(/edition-files/\d+/)"', answer.page)[1]
        raise AssertionError("the reader may open no edition")

    def somebody_signs_in(self, mark: str) -> Answer:
        visitor = self.site.visitor()
        return visitor.followed(self.sign_in(visitor, "member"))

    def somebody_asks_for_a_new_password(self, mark: str) -> Answer:
        visitor = self.site.visitor()
        email = {"email": "police@wexmere.example"}
        return visitor.followed(visitor.post("/account/password/reset/", **email))

    def steward_invites(self, mark: str) -> Answer:
        steward = self.people["steward"]
        sent = {"email": f"{mark}@new.example", "role": "viewer"}
        return steward.followed(steward.post("/partnerships/wexmere/people/invite/", **sent))

    def analyst_uploads(self, mark: str) -> Answer:
        analyst = self.people["analyst"]
        path = "/partnerships/wexmere/data/police-street/upload/"
        content = f"no,columns\n{mark},that anybody knows\n".encode() * 200
        return analyst.followed(analyst.send_file(path, analyst.get(path), f"{mark}.csv", content))

    def officer_saves(self, mark: str) -> Answer:
        officer = self.people["officer"]
        page = officer.get(self.section)
        if page.status != 200:
            return page
        text = f"{page.field('text')}\n\nA sentence about {mark}.\n"
        started = page.field("started_from")
        return officer.followed(
            officer.send(self.section, page, text=text, document="", started_from=started)
        )

    def chair_records_a_meeting(self, mark: str) -> Answer:
        chair = self.people["chair"]
        today = datetime.date.today()
        day = {"held_on_0": str(today.day), "held_on_1": str(today.month)}
        path = f"/assessments/{self.year}/meetings/new/"
        answer = chair.post(path, title=f"Meeting {mark}", held_on_2=str(today.year), **day)
        return chair.followed(answer)

    def analyst_publishes(self, mark: str) -> Answer:
        analyst = self.people["analyst"]
        path = f"/assessments/{self.year}/publish/new/"
        return analyst.followed(analyst.post(path, audience="board", warnings_read="on"))

    def reader_opens_an_edition(self, mark: str) -> Answer:
        return self.people["viewer"].get(self.edition)

    def reader_opens_its_file(self, mark: str) -> Answer:
        return self.people["viewer"].get(self.file)


ACTS = (
    "somebody_signs_in",
    "somebody_asks_for_a_new_password",
    "steward_invites",
    "analyst_uploads",
    "officer_saves",
    "chair_records_a_meeting",
    "analyst_publishes",
    "reader_opens_an_edition",
    "reader_opens_its_file",
)
NOTHING = dict.fromkeys(ACTS, TOLD)
# What the page says, beside its banner, of work that is put off.
WAITS = {
    "analyst_uploads": "Waiting for a worker to read the files",
    "analyst_publishes": "Waiting to be made",
}
SAID = {
    "Redis is killed": WAITS,
    "The worker is killed": WAITS,
    "The mail server is down": {
        "steward_invites": "But the letter could not go. The mail server did not answer.",
        "somebody_asks_for_a_new_password": "No letter could be sent",
    },
    "The database is away": dict.fromkeys(ACTS, "The site cannot reach its database"),
}
FAULTS: list[tuple[str, Callable, dict[str, str]]] = [
    ("Redis is killed", Site.without_redis, {}),
    ("The worker is killed", Site.without_worker, {}),
    ("The mail server is down", Site.without_mail, {"somebody_asks_for_a_new_password": TOLD}),
    ("The database is away", Site.without_database, NOTHING),
    ("The store is full", Site.with_full_store, {"analyst_uploads": TOLD}),
    ("The store is read-only", Site.with_read_only_store, {"analyst_uploads": TOLD}),
]


@pytest.fixture(scope="module")
def roles(site) -> Roles:
    return Roles(site)


def outcome(answer: Answer) -> str:
    """Done when the person ends at a page; told when a sentence says what stopped them."""
    return DONE if answer.status < 400 else TOLD


def made(before: dict, after: dict, what: str) -> dict[str, str]:
    return {pk: state for pk, state in after[what].items() if pk not in before[what]}


@pytest.mark.parametrize(("name", "fault", "expected"), FAULTS, ids=[each[0] for each in FAULTS])
def test_a_part_is_stopped(site, roles, table, name, fault, expected):
    mark = re.sub(r"\W+", "-", name.lower())
    before = site.state()
    answers = {}

    try:
        with fault(site):
            for act in ACTS:
                answers[act] = getattr(roles, act)(mark)
                row = (name, act.replace("_", " "), answers[act].status, answers[act].sentence)
                table.append(row)
    except NotHereError as reason:
        table.append((name, "not tried", 0, str(reason)))
        pytest.skip(str(reason))

    assert {act: answer.status for act, answer in answers.items() if answer.status == 500} == {}
    assert [act for act, answer in answers.items() if "Traceback" in answer.page] == []
    assert {act: outcome(answer) for act, answer in answers.items()} == {
        act: expected.get(act, DONE) for act in ACTS
    }
    unsaid = {
        act: words for act, words in SAID.get(name, {}).items() if words not in answers[act].page
    }
    assert unsaid == {}
    nothing_is_lost(site, roles, mark, before, answers)


def nothing_is_lost(
    site: Site, roles: Roles, mark: str, before: dict, answers: dict[str, Answer]
) -> None:
    """What was said to be done is there; what was put off happens; what was refused now goes."""
    for act, answer in answers.items():
        if outcome(answer) == TOLD:
            again = getattr(roles, act)(mark)
            assert outcome(again) == DONE, f"{act} after the fault: {again.status} {again.sentence}"

    def is_settled(state: dict) -> bool:
        in_work = {"received", "reading", "queued", "rendering"}
        states = [*made(before, state, "deliveries").values()]
        states += made(before, state, "editions").values()
        return not in_work & set(states) and state["letters"][f"{mark}@new.example"] == "sent"

    after = site.wait_until(is_settled)
    broken_off = [pk for pk, state in made(before, after, "editions").items() if state == "failed"]
    for pk in broken_off:
        analyst = roles.people["analyst"]
        analyst.send(f"/editions/{pk}/retry/", analyst.get(f"/editions/{pk}/"))
    if broken_off:
        after = site.wait_until(is_settled)

    assert after["letters"][f"{mark}@new.example"] == "sent"
    assert f"{mark}@new.example" in {letter["To"] for letter in site.letters}
    assert list(made(before, after, "deliveries").values()) == ["refused"]
    assert sum(f"A sentence about {mark}." in text for text in after["texts"]) == 1
    assert after["meetings"].count(f"Meeting {mark}") == 1
    assert list(made(before, after, "editions").values()) == ["done"]


def test_the_database_is_locked(site, roles, table):
    """Another program holds it: whoever writes waits half a minute and is told."""
    name = "The database is locked"
    try:
        with site.with_locked_database():
            answers = {
                act: getattr(roles, act)("locked")
                for act in ("reader_opens_an_edition", "chair_records_a_meeting")
            }
    except NotHereError as reason:
        table.append((name, "not tried", 0, str(reason)))
        pytest.skip(str(reason))

    table += [
        (name, act.replace("_", " "), answer.status, answer.sentence)
        for act, answer in answers.items()
    ]
    assert {act: answer.status for act, answer in answers.items()} == {
        "reader_opens_an_edition": 200,
        "chair_records_a_meeting": 503,
    }
    assert "Meeting locked" not in site.state()["meetings"]
    assert outcome(roles.chair_records_a_meeting("locked")) == DONE
