"""The page on which a person says what the columns of a partner's table are."""

from dataclasses import replace

import openpyxl
import pytest
from django.urls import reverse

from datasources.layouts import Layout
from datasources.models import Delivery, Source
from datasources.operations import deliveries, layouts
from datasources.samples.place import WARDS
from tests.factories.councils import asb_workbook
from tests.factories.data import make_source, receive_and_read
from tests.integration.datasources.test_pages import messages_of, words

pytestmark = pytest.mark.slow

CHOSEN = {
    "is-our-no": "reference",
    "is-logged": "period",
    "is-what-happened": "asb_type",
    "is-neighbourhood": "area_code",
    "is-taken-by": "",
}


@pytest.fixture
def source(world_with_data) -> Source:
    return make_source(world_with_data.partnership, "asb-incidents", by=world_with_data.analyst)


@pytest.fixture
def refused(world_with_data, source, tmp_path) -> Delivery:
    path = asb_workbook(tmp_path, wards=WARDS[:2])
    return receive_and_read(source, [path], by=world_with_data.analyst)


def address(delivery: Delivery) -> str:
    return reverse("delivery-layout", args=[delivery.pk])


def choices_of(response) -> dict[str, str]:
    """What is chosen for each heading and each word as the page comes."""
    form = response.context["form"]
    return {name: form[name].value() for name in form.fields if name.startswith(("is-", "word-"))}


def read_again(delivery: Delivery) -> Delivery:
    deliveries.read(delivery.pk)
    return Delivery.objects.get(pk=delivery.pk)


def test_the_headings_of_a_refused_workbook_are_asked_with_some_cells(
    world_with_data, refused, sign_in
):
    page = sign_in(world_with_data.analyst).get(address(refused))

    assert refused.state == "refused"
    assert page.status_code == 200
    assert choices_of(page) == {**dict.fromkeys(CHOSEN, ""), "is-neighbourhood": "area_code"}
    ((table, headings),) = page.context["form"].asked.headings
    assert (table.place, table.is_used) == ("File 1, sheet “Cases”, headings in row 3", False)
    assert [(one.column.theirs, one.column.examples) for one in headings] == [
        ("Our no.", ("C0001", "C0002", "C0003")),
        ("Logged", ("03/04/2025", "09/04/2025", "14/04/2025")),
        ("What happened", ("Rowdy lot", "Fly tip", "Noise nuisance")),
        ("Neighbourhood", (WARDS[1], WARDS[0])),
        ("Taken by", ()),
    ]
    assert "Needed are: Date reported, ASB type." in words(page)
    assert "Save and read again" in words(page)


def test_a_refused_workbook_is_read_as_it_was_said_and_so_is_the_next(
    world_with_data, source, refused, sign_in, tmp_path
):
    client = sign_in(world_with_data.analyst)

    sent = client.post(address(refused), CHOSEN)
    read = read_again(refused)

    assert sent["Location"] == refused.get_absolute_url()
    assert "these files are read by it" in words(client.get(sent["Location"]))
    assert (read.state, read.rows_kept, read.rows_set_aside) == ("read", 15, 1)
    assert sorted(read.slices.values_list("period", "rows")) == [
        ("2025-04", 5),
        ("2025-05", 5),
        ("2025-06", 5),
    ]
    said = layouts.of(layouts.newest(source))
    assert said == Layout(
        columns={
            "Our no.": "reference",
            "Logged": "period",
            "What happened": "asb_type",
        }
    )

    deliveries.accept(delivery=read, by=world_with_data.analyst)
    path = asb_workbook(
        tmp_path, "ASB Q2.xlsx", months=("07/2025", "08/2025", "09/2025"), wards=WARDS[:2]
    )
    following = receive_and_read(source, [path], by=world_with_data.analyst)

    assert following.failure == ""
    assert following.state == "read"
    assert [(one["theirs"], one["ours"], one["why"]) for one in following.tables[0]["columns"]] == [
        ("Our no.", "reference", "as was said for this source"),
        ("Logged", "period", "as was said for this source"),
        ("What happened", "asb_type", "as was said for this source"),
        ("Neighbourhood", "area_code", "by its heading"),
        ("Taken by", "", "no heading of this kind"),
    ]


def test_words_that_are_none_of_the_kind_are_asked_and_counted_as_was_said(
    world_with_data, source, refused, sign_in
):
    client = sign_in(world_with_data.analyst)
    client.post(address(refused), CHOSEN)
    read = read_again(refused)

    asked = client.get(address(read))
    named = {**choices_of(asked), "word-asb_type-rowdy-lot": "Youth nuisance"}
    client.post(address(read), named)
    again = read_again(read)

    assert read.tables[0]["unknown_words"] == {"asb_type": ["Rowdy lot"]}
    assert choices_of(asked) == {**CHOSEN, "word-asb_type-rowdy-lot": ""}
    assert layouts.of(layouts.newest(source)).words == {"asb_type": {"Rowdy lot": "Youth nuisance"}}
    assert again.tables[0]["unknown_words"] == {}
    assert "words-unknown" not in again.findings.values_list("code", flat=True)
    # What was said can be taken back: the word is asked as long as something is said of it.
    assert choices_of(client.get(address(again)))["word-asb_type-rowdy-lot"] == "Youth nuisance"


def test_dates_that_may_be_read_in_two_ways_are_asked_openly_and_settled(
    world_with_data, source, sign_in, tmp_path
):
    client = sign_in(world_with_data.analyst)
    path = asb_workbook(tmp_path, months=("04/2025",), days=(3, 5, 9, 11), wards=WARDS[:2])
    waiting = receive_and_read(source, [path], by=world_with_data.analyst)
    client.post(address(waiting), CHOSEN)
    waiting = read_again(waiting)

    page = client.get(address(waiting))
    client.post(address(waiting), {**CHOSEN, "order": "day-first"})
    read = read_again(waiting)

    assert waiting.state == "refused"
    assert [one.about for one in page.context["form"].asked.open] == ["order"]
    assert "What the cells leave open" in words(page)
    assert layouts.of(layouts.newest(source)).told == {"order": "day-first"}
    assert list(read.slices.values_list("period", "rows")) == [("2025-04", 4)]


def test_what_cannot_be_is_told_at_the_form_and_the_choices_stay(
    world_with_data, source, refused, sign_in
):
    client = sign_in(world_with_data.analyst)
    typed = {**CHOSEN, "is-taken-by": "period", "period": "soon"}

    page = client.post(address(refused), typed)

    assert page.status_code == 422
    assert choices_of(page) == {**CHOSEN, "is-taken-by": "period"}
    assert "“Logged” and “Taken by” are both taken for “Date reported”" in words(page)
    assert "“soon” is no period that can be read in one way alone" in words(page)
    assert layouts.newest(source) is None


def test_saying_the_same_again_reads_nothing_again(world_with_data, refused, sign_in):
    client = sign_in(world_with_data.analyst)
    client.post(address(refused), CHOSEN)
    read = read_again(refused)

    page = client.post(address(read), CHOSEN)

    assert page.status_code == 422
    assert "Nothing more was said of the source's tables" in words(page)
    assert Delivery.objects.get(pk=read.pk).state == "read"


def test_of_a_decided_delivery_the_next_files_alone_are_read_so(
    world_with_data, source, refused, sign_in
):
    client = sign_in(world_with_data.analyst)
    client.post(address(refused), CHOSEN)
    accepted = deliveries.accept(delivery=read_again(refused), by=world_with_data.analyst)

    page = client.get(address(accepted))
    sent = client.post(address(accepted), {**CHOSEN, "is-taken-by": "recorded_by"}, follow=True)

    assert "Save for the next files" in words(page)
    assert messages_of(sent) == ["It is kept for this source: its next files are read by it."]
    assert layouts.of(layouts.newest(source)).columns["Taken by"] == "recorded_by"
    assert Delivery.objects.get(pk=accepted.pk).state == "accepted"


def test_what_was_said_of_other_headings_stays(world_with_data, source, refused, sign_in):
    before = Layout(columns={"Warden's remark": ""}, told={"comma": "decimals"})
    layouts.say(source=source, layout=before, by=world_with_data.analyst)

    sign_in(world_with_data.analyst).post(address(refused), {**CHOSEN, "comma": "decimals"})

    said = layouts.of(layouts.newest(source))
    assert said.columns["Warden's remark"] == ""
    assert said == replace(before, columns=said.columns)


def test_a_sheet_can_be_meant_and_one_that_is_not_there_is_told(
    world_with_data, source, refused, sign_in, tmp_path
):
    client = sign_in(world_with_data.analyst)
    client.post(address(refused), {**CHOSEN, "sheet": "Cases"})
    read = read_again(refused)
    layouts.say(
        source=source,
        layout=replace(layouts.of(layouts.newest(source)), sheet="Quarter 1"),
        by=world_with_data.analyst,
    )
    deliveries.retry(delivery=read, by=world_with_data.analyst)
    without = read_again(read)

    assert read.state == "read"
    assert (without.state, [one.code for one in without.findings.all()]) == (
        "refused",
        ["sheet-not-there"],
    )
    page = client.get(address(without))
    assert page.context["form"].asked.sheets == ("Cases", "Quarter 1")
    assert choices_of(page)["is-logged"] == "period"


def test_a_kind_with_a_reader_of_its_own_is_shown_and_not_asked(world_with_data, sign_in):
    delivery = Delivery.objects.filter(source__kind="police-street").get()
    client = sign_in(world_with_data.analyst)

    page, sent = client.get(address(delivery)), client.post(address(delivery), {})

    assert (page.status_code, sent.status_code) == (200, 422)
    assert "read by rules of their own" in words(page)
    assert page.context["form"] is None
    assert "Crime type" in words(page)
    assert "Put it right" not in words(client.get(delivery.get_absolute_url()))


def test_the_delivery_says_how_it_was_understood_to_each_what_is_theirs(
    world_with_data, refused, sign_in
):
    sign_in(world_with_data.analyst).post(address(refused), CHOSEN)
    read = read_again(refused)

    analyst = sign_in(world_with_data.analyst).get(read.get_absolute_url())
    member = sign_in(world_with_data.member).get(read.get_absolute_url())

    assert "4 of 5 columns are kept." in words(analyst)
    assert "Put it right" in words(analyst)
    assert "Logged Date reported as was said for this source 03/04/2025" in words(analyst)
    preview = analyst.context["preview"]
    assert preview.period == "June 2025"
    assert preview.headings == ("Day", "Area", "ASB type")
    assert len(preview.rows) == 5
    assert "Put it right" not in words(member)
    assert "03/04/2025" not in words(member)
    assert "Rowdy lot" not in words(member)
    assert "preview" not in member.context


def test_what_was_not_read_is_for_those_who_may_see_the_originals(
    world_with_data, refused, sign_in
):
    analyst = sign_in(world_with_data.analyst).get(refused.get_absolute_url())
    member = sign_in(world_with_data.member).get(refused.get_absolute_url())

    assert "What happened" in words(analyst)
    assert "What happened" not in words(member)


def test_words_of_the_files_go_with_the_originals(world_with_data, refused, sign_in):
    sign_in(world_with_data.analyst).post(address(refused), CHOSEN)
    read = read_again(refused)
    deliveries.reject(delivery=read, reason="Wrong quarter.", by=world_with_data.analyst)
    deliveries.delete_originals(delivery=read, reason="Names in it.", by=world_with_data.analyst)

    (table,) = Delivery.objects.get(pk=read.pk).tables
    assert table["unknown_words"] == {}
    assert {tuple(one["examples"]) for one in table["columns"]} == {()}


def test_nobody_else_may_say_what_columns_are(world_with_data, refused, sign_in):
    contributor = sign_in(world_with_data.people["contributor"])

    assert contributor.get(address(refused)).status_code == 403
    assert contributor.post(address(refused), CHOSEN).status_code == 403


def test_another_partnership_finds_nothing(world_with_data, refused, sign_in):
    stranger = sign_in(world_with_data.stranger)

    assert stranger.get(address(refused)).status_code == 404
    assert stranger.post(address(refused), CHOSEN).status_code == 404


def changed(path, headings: dict[str, str], *, without: str = "", more: str = ""):
    """The workbook with columns named otherwise, one left out, one more."""
    book = openpyxl.load_workbook(path)
    sheet = book["Cases"]
    (row,) = sheet.iter_rows(min_row=3, max_row=3)
    for cell in row:
        cell.value = headings.get(cell.value, cell.value)
    if more:
        sheet.cell(3, len(row) + 1, more)
        for at in range(4, sheet.max_row - 1):
            sheet.cell(at, len(row) + 1, at % 3)
    if without:
        sheet.delete_cols([cell.value for cell in row].index(without) + 1)
    book.save(path)
    return path


@pytest.fixture
def following(world_with_data, source, refused, sign_in, tmp_path):
    """Sends the next quarter, after the first was mapped by hand and taken into use."""
    sign_in(world_with_data.analyst).post(address(refused), CHOSEN)
    deliveries.accept(delivery=read_again(refused), by=world_with_data.analyst)

    def sent(headings: dict[str, str], **others: str) -> Delivery:
        path = asb_workbook(
            tmp_path, "ASB Q2.xlsx", months=("07/2025", "08/2025", "09/2025"), wards=WARDS[:2]
        )
        path = changed(path, headings, **others)
        return receive_and_read(source, [path], by=world_with_data.analyst)

    return sent


def shown(page) -> tuple[list[str], list[str]]:
    """The headings that are asked, and those that are folded away as last time."""
    form = page.context["form"]
    asked, folded = (
        [one.column.theirs for _, rows in tables for one, _ in rows]
        for tables in (form.tables(), form.tables_as_last_time())
    )
    return asked, folded


def differing(page) -> tuple[list[str], list[tuple[str, str]]]:
    found = page.context["form"].asked.changed
    return list(found.new.values()), [(one.theirs, one.ours) for one in found.gone]


def test_of_a_renamed_column_alone_is_asked_and_the_rest_stays(
    world_with_data, source, following, sign_in
):
    client = sign_in(world_with_data.analyst)
    sent = following({"Logged": "Logged on"})

    page = client.get(address(sent))

    assert sent.state == "refused"
    assert differing(page) == (["Logged on"], [("Logged", "Date reported")])
    assert shown(page) == (
        ["Logged on"],
        ["Our no.", "What happened", "Neighbourhood", "Taken by"],
    )
    said = words(page)
    assert "New: “Logged on” Gone: “Logged”, which was taken for Date reported" in said
    values = choices_of(page)
    assert values == {
        "is-our-no": "reference",
        "is-logged-on": "",
        "is-what-happened": "asb_type",
        "is-neighbourhood": "area_code",
        "is-taken-by": "",
    }

    client.post(address(sent), {**values, "is-logged-on": "period"})
    read = read_again(sent)

    assert (read.state, read.rows_kept) == ("read", 15)
    assert layouts.of(layouts.newest(source)).columns == {
        "Our no.": "reference",
        "Logged": "period",
        "What happened": "asb_type",
        "Logged on": "period",
    }
    # What was said of it once is asked no more.
    assert shown(client.get(address(read))) == (
        [],
        ["Our no.", "Logged on", "What happened", "Neighbourhood", "Taken by"],
    )


def test_a_column_more_is_asked_alone(world_with_data, following, sign_in):
    sent = following({}, more="Patrols")

    page = sign_in(world_with_data.analyst).get(address(sent))

    assert sent.state == "read"
    assert differing(page) == (["Patrols"], [])
    assert shown(page) == (
        ["Patrols"],
        ["Our no.", "Logged", "What happened", "Neighbourhood", "Taken by"],
    )


def test_a_column_less_is_told_and_nothing_is_asked(world_with_data, following, sign_in):
    sent = following({}, without="Neighbourhood")

    page = sign_in(world_with_data.analyst).get(address(sent))

    assert differing(page) == ([], [("Neighbourhood", "Area")])
    assert shown(page) == ([], ["Our no.", "Logged", "What happened", "Taken by"])
    assert "Gone: “Neighbourhood”, which was taken for Area" in words(page)


def test_where_nothing_changed_every_column_may_be_said_anew(world_with_data, following, sign_in):
    page = sign_in(world_with_data.analyst).get(address(following({})))

    assert page.context["form"].asked.changed is None
    assert shown(page) == (
        ["Our no.", "Logged", "What happened", "Neighbourhood", "Taken by"],
        [],
    )
    assert "As last time" not in words(page)


def test_a_word_that_was_said_before_is_folded_and_a_new_one_asked(
    world_with_data, source, following, sign_in
):
    before = layouts.of(layouts.newest(source))
    said = replace(before, words={"asb_type": {"Fly tip": "Youth nuisance"}})
    layouts.say(source=source, layout=said, by=world_with_data.analyst)

    page = sign_in(world_with_data.analyst).get(address(following({}, more="Patrols")))

    form = page.context["form"]
    asked, folded = (
        [one.word for _, rows in found for one, _ in rows]
        for found in (form.words(), form.words_as_last_time())
    )
    assert (asked, folded) == (["Rowdy lot"], ["Fly tip"])


def test_what_is_wrong_among_the_rest_is_not_folded_away(world_with_data, following, sign_in):
    sent = following({}, more="Patrols")
    client = sign_in(world_with_data.analyst)
    values = choices_of(client.get(address(sent)))

    page = client.post(address(sent), {**values, "is-taken-by": "period"})

    assert page.status_code == 422
    assert page.context["form"].is_wrong_as_last_time()
    assert '<details class="govuk-details" open>' in page.content.decode()


def with_hidden_sheet(path):
    """The workbook with an older state of the table in a sheet that nobody sees."""
    book = openpyxl.load_workbook(path)
    old = book.create_sheet("Old cases")
    for row in book["Cases"].iter_rows(max_row=8, values_only=True):
        old.append(row)
    old.sheet_state = "hidden"
    book.save(path)
    return path


def test_a_hidden_sheet_is_offered_as_such_and_read_where_it_is_chosen(
    world_with_data, source, sign_in, tmp_path
):
    client = sign_in(world_with_data.analyst)
    path = with_hidden_sheet(asb_workbook(tmp_path, wards=WARDS[:2]))
    waiting = receive_and_read(source, [path], by=world_with_data.analyst)
    client.post(address(waiting), CHOSEN)
    read = read_again(waiting)

    offered = client.get(address(read)).context["form"]["sheet"]
    client.post(address(read), {**CHOSEN, "sheet": "Old cases"})
    chosen = read_again(read)
    told = chosen.findings.get(code="hidden-sheet-read").message
    after = client.get(address(chosen)).context["form"]["sheet"]
    client.post(address(chosen), {**CHOSEN, "sheet": ""})
    back = read_again(chosen)

    choices = [
        ("", "Every sheet that holds such a table"),
        ("Cases", "Cases"),
        ("Old cases", "Old cases (hidden in the workbook)"),
    ]
    assert (offered.value(), offered.field.choices) == ("", choices)
    assert (read.rows_kept, chosen.rows_kept, back.rows_kept) == (15, 5, 15)
    assert (after.value(), sorted(after.field.choices)) == ("Old cases", choices)
    assert told == (
        "The sheet 'Old cases' is hidden in the workbook. It was read, because it was said to be"
        " the one that is meant."
    )


def test_a_hidden_sheet_is_offered_beside_one_whose_columns_nobody_has_said(
    world_with_data, source, sign_in, tmp_path
):
    path = with_hidden_sheet(asb_workbook(tmp_path, wards=WARDS[:2]))
    waiting = receive_and_read(source, [path], by=world_with_data.analyst)

    page = sign_in(world_with_data.analyst).get(address(waiting))

    assert waiting.state == "refused"
    assert page.context["form"].asked.sheets == ("Cases", "Old cases")
    assert "Old cases (hidden in the workbook)" in words(page)


def test_a_hidden_sheet_stays_offered_while_another_is_meant(
    world_with_data, source, sign_in, tmp_path
):
    client = sign_in(world_with_data.analyst)
    path = with_hidden_sheet(asb_workbook(tmp_path, wards=WARDS[:2]))
    waiting = receive_and_read(source, [path], by=world_with_data.analyst)
    client.post(address(waiting), {**CHOSEN, "sheet": "Cases"})

    page = client.get(address(read_again(waiting)))

    assert "Old cases (hidden in the workbook)" in words(page)


def test_what_the_last_reading_came_to_stands_beside_the_choices(
    world_with_data, source, refused, sign_in
):
    client = sign_in(world_with_data.analyst)
    before = client.get(address(refused))
    client.post(address(refused), CHOSEN)
    read = read_again(refused)

    page = client.get(address(read))

    assert before.context["came"] is None
    came = page.context["came"]
    assert (came.periods, came.others) == (
        (("June 2025", 5), ("May 2025", 5), ("April 2025", 5)),
        0,
    )
    assert (came.first.period, came.first.headings, len(came.first.rows)) == (
        "June 2025",
        ("Day", "Area", "ASB type"),
        5,
    )
    assert "15 rows were kept, 1 row was set aside." in words(page)


def test_of_a_delivery_in_use_the_page_gives_the_numbers_alone(
    world_with_data, source, refused, sign_in
):
    client = sign_in(world_with_data.analyst)
    client.post(address(refused), CHOSEN)
    deliveries.accept(delivery=read_again(refused), by=world_with_data.analyst)

    came = client.get(address(refused)).context["came"]

    assert came.periods == (("June 2025", 5), ("May 2025", 5), ("April 2025", 5))
    assert came.first is None
