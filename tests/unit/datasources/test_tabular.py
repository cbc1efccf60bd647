"""Any partner's table, read by what its kind declares: columns, dates, places, words, numbers."""

from pathlib import Path

import pandas as pd
import pytest

from datasources import kinds
from datasources.intake import Context, IncomingFile, Reading, read_files
from datasources.kinds import Kind, Shape, Vocabulary
from datasources.kinds.columns import (
    about,
    age,
    flag,
    how_many,
    key,
    not_kept,
    time_of_day,
    what,
    when,
    where,
)
from datasources.kinds.measure import simple
from datasources.layouts import Layout
from tests.unit.datasources.building import (
    ALSO_INSIDE,
    DISTRICT,
    INSIDE,
    NEIGHBOUR,
    OTHER_WARD,
    OUTSIDE,
    WARD,
    context,
    found,
    severities,
    stored,
)

TYPES = Vocabulary(
    "incident_type",
    ("Primary fire", "Secondary fire", "False alarm"),
    "Other incidents",
    {"Malicious false alarm": "False alarm", "Outdoor fire": "Secondary fire"},
)
FIRES = Kind(
    slug="test-fires",
    label="Fires",
    shape=Shape.EVENTS,
    described="a table of fires",
    description="Fires, one row each.",
    columns=(
        key("Incident number", "its reference"),
        when("Date of call", "when", "Call date", "Date"),
        time_of_day("Time of call", "at what time"),
        where("LSOA code", "where", "Ward", "District"),
        what("Incident type", "what", "Category", words=TYPES),
        flag("deliberate", "Deliberate", "whether on purpose"),
        age("age_group", "Age", "how old"),
        about("property", "Property", "what burnt"),
        not_kept("Appliance", "which engine came"),
    ),
    expected="A table of fires.",
    traps=(),
    measures=(simple("test-fires", "Fires", "fires", TYPES),),
)
REASONS = Vocabulary("reason", ("Alcohol", "Drugs"), "Other reasons")
COUNTS = Kind(
    slug="test-counts",
    label="Counts",
    shape=Shape.COUNTS,
    described="a table of numbers",
    description="Numbers.",
    columns=(
        when("Period", "when"),
        where("Area", "where", "Area code"),
        what("Reason", "why", words=REASONS, required=False),
        about("sex", "Sex", "of whom"),
        not_kept("Offence code", "finer than is counted"),
        how_many("Number", "how many", "Count"),
    ),
    expected="A table of numbers.",
    traps=(),
    measures=(simple("test-counts", "Referrals", "referrals", REASONS, counts_rows=False),),
)
HEADING = "Incident number,Date of call,Time of call,LSOA code,Incident type,Deliberate"


def read(
    folder: Path, *texts: str, kind: Kind = FIRES, layout: Layout | None = None, **given: object
) -> Reading:
    files: list[IncomingFile] = [
        stored(folder, f"fires{at}.csv", text) for at, text in enumerate(texts)
    ]
    known: Context = context(layout=layout or Layout(), **given)
    return read_files(kind, files, known)


def rows_of(reading: Reading, *names: str) -> list[tuple[object, ...]]:
    """The clean rows of all periods, in order; what is missing is None."""
    frame = pd.concat([one.frame.astype(object) for one in reading.slices], ignore_index=True)
    frame = frame.where(frame.notna(), None)
    return list(frame[list(names)].itertuples(index=False, name=None))


def fire(
    number: str,
    *,
    day: str = "23/01/2025",
    time: str = "01:54",
    place: str = INSIDE,
    kind: str = "Primary fire",
    deliberate: str = "Yes",
) -> str:
    return f"{number},{day},{time},{place},{kind},{deliberate}"


def table(*rows: str, heading: str = HEADING) -> str:
    return "\n".join([heading, *rows]) + "\n"


def test_each_row_is_kept_under_its_month_with_its_words_and_its_place(tmp_path):
    reading = read(
        tmp_path,
        table(
            fire("1"),
            fire("2", day="28/02/2025", time="13:05:59", kind="malicious FALSE alarm"),
            fire("3", day="14/02/2025", place="", kind="Outdoor fire", deliberate="N"),
        ),
    )

    names = ("period", "day", "minute", "area_code", "incident_type", "deliberate", "reference")
    assert rows_of(reading, *names) == [
        ("2025-01", "2025-01-23", 114.0, INSIDE, "Primary fire", "yes", "1"),
        ("2025-02", "2025-02-28", 785.0, INSIDE, "False alarm", "yes", "2"),
        ("2025-02", "2025-02-14", 114.0, None, "Secondary fire", "no", "3"),
    ]
    assert (reading.rows_read, reading.rows_kept, reading.rows_set_aside) == (3, 3, 0)
    assert found(reading) == {"rows-without-place": 1}


class TestDates:
    def test_day_and_month_are_told_by_the_whole_column(self, tmp_path):
        reading = read(tmp_path, table(fire("1", day="01/02/2025"), fire("2", day="01/13/2025")))

        assert [one.period for one in reading.slices] == ["2025-01"]
        assert rows_of(reading, "day") == [("2025-01-02",), ("2025-01-13",)]

    def test_a_column_that_can_be_read_in_two_ways_is_asked(self, tmp_path):
        text = table(fire("1", day="01/02/2025"), fire("2", day="03/04/2025"))

        asked = read(tmp_path, text)
        told = read(tmp_path, text, layout=Layout(told={"order": "month-first"}))

        assert severities(asked) == {"ambiguous-dates": "error"}
        assert "order" in asked.findings[0].what_to_do
        assert rows_of(told, "day") == [("2025-01-02",), ("2025-03-04",)]

    def test_day_month_and_year_in_columns_of_their_own(self, tmp_path):
        heading = "Day,Month,Year,Ward,Incident type"
        reading = read(tmp_path, table("1,July,2014,Market Place,Primary fire", heading=heading))

        assert rows_of(reading, "period", "day", "area_code") == [("2014-07", "2014-07-01", WARD)]

    def test_a_row_without_a_date_is_set_aside(self, tmp_path):
        reading = read(tmp_path, table(fire("1"), fire("2", day="soon"), fire("3", day="")))

        assert (reading.rows_kept, reading.rows_set_aside) == (1, 2)
        assert found(reading) == {"periods-unreadable": 2}
        assert reading.set_aside["row"].tolist() == [3, 4]

    def test_a_column_that_holds_no_dates_is_refused_with_both_numbers(self, tmp_path):
        reading = read(tmp_path, table(fire("1"), *(fire(str(at), day="x") for at in range(3))))

        (refusal,) = reading.findings
        assert (refusal.code, refusal.severity) == ("periods-unreadable", "error")
        assert refusal.message.startswith("1 of 4 cells under “Date of call”")


class TestPlaces:
    def test_the_smallest_area_that_a_row_names_is_its_place(self, tmp_path):
        heading = "Date,District,Ward,LSOA code,Incident type"
        reading = read(
            tmp_path,
            table(
                f"23/01/2025,Wexmere,Market Place,{ALSO_INSIDE},Primary fire",
                "13/01/2025,Wexmere,market place ward,,Primary fire",
                "23/01/2025,Wexmere,,,Primary fire",
                f"23/01/2025,{NEIGHBOUR},,,Primary fire",
                heading=heading,
            ),
        )

        assert rows_of(reading, "area_code") == [(ALSO_INSIDE,), (WARD,), (DISTRICT,), (NEIGHBOUR,)]
        assert found(reading) == {"rows-outside-partnership": 1}

    def test_a_place_that_is_no_area_is_kept_without_one_and_told(self, tmp_path):
        reading = read(tmp_path, table(fire("1"), fire("2", place="The old mill")))

        assert rows_of(reading, "area_code") == [(INSIDE,), (None,)]
        assert found(reading) == {"places-unknown": 1, "rows-without-place": 1}
        assert reading.findings[0].examples == ("The old mill",)

    def test_a_code_that_cannot_exist_is_set_aside(self, tmp_path):
        reading = read(tmp_path, table(fire("1"), fire("2", place="X0100001")))

        assert found(reading) == {"impossible-area-codes": 1}
        assert reading.rows_kept == 1

    def test_wards_of_one_name_are_told_apart_by_their_district_or_asked(self, tmp_path):
        lookup = context().lookup
        twins = lookup.assign(ward_name="Abbey")
        heading = "Date,Ward,District,Incident type"
        reading = read(
            tmp_path,
            table(
                "23/01/2025,Abbey,Stourcombe,Primary fire",
                "13/01/2025,Abbey,,Primary fire",
                heading=heading,
            ),
            lookup=twins,
            partnership_areas=(DISTRICT, NEIGHBOUR),
        )

        assert rows_of(reading, "area_code") == [("X05000003",), (None,)]
        assert found(reading) == {"places-of-one-name": 1, "rows-without-place": 1}

    def test_a_table_of_another_place_is_not_used(self, tmp_path):
        reading = read(tmp_path, table(fire("1", place=OUTSIDE)))

        assert (reading.slices, severities(reading)["nothing-in-partnership"]) == ((), "error")

    def test_a_code_with_its_name_is_its_code(self, tmp_path):
        reading = read(tmp_path, table(fire("1", place=f"{INSIDE} : Wexmere 001A")))

        assert rows_of(reading, "area_code") == [(INSIDE,)]


class TestWords:
    def test_other_words_are_kept_and_told_and_can_be_said_in_the_layout(self, tmp_path):
        text = table(fire("1"), fire("2", kind="Chimney"))
        layout = Layout(words={"incident_type": {"chimney": "Primary fire"}})

        unknown = read(tmp_path, text)
        said = read(tmp_path, text, layout=layout)

        assert rows_of(unknown, "incident_type") == [("Primary fire",), ("Chimney",)]
        assert found(unknown) == {"words-unknown": 1}
        assert rows_of(said, "incident_type") == [("Primary fire",), ("Primary fire",)]
        assert found(said) == {}

    def test_a_code_below_nought_is_not_that_of_the_same_figures(self, tmp_path):
        codes = {"incident_type": {"1": "Primary fire", "-9": "Secondary fire"}}
        text = table(
            *(fire(str(at), kind=code) for at, code in enumerate(("1", "-1", " -9.0", "-9")))
        )

        reading = read(tmp_path, text, layout=Layout(words=codes))

        kept = [("Primary fire",), (None,), (None,), ("Secondary fire",)]
        assert rows_of(reading, "incident_type") == kept
        assert found(reading) == {}

    def test_a_needed_word_that_is_missing_sets_the_row_aside(self, tmp_path):
        reading = read(tmp_path, table(fire("1"), fire("2", kind="")))

        assert found(reading) == {"blank-words": 1}

    @pytest.mark.parametrize(
        ("cell", "meaning"),
        [("Y", "yes"), ("0", "no"), ("deliberate", "yes"), ("", None), ("maybe", None)],
    )
    def test_yes_and_no(self, tmp_path, cell, meaning):
        reading = read(tmp_path, table(fire("1", deliberate=cell)))

        assert rows_of(reading, "deliberate") == [(meaning,)]

    @pytest.mark.parametrize(
        ("cell", "group"),
        [("9", "under 10"), ("10", "10 to 17"), ("17", "10 to 17"), ("18", "18 to 24"),
         ("18-24", "18 to 24"), ("16-24", "16 to 24"), ("over 34", "35 and over"),
         ("75", "75 and over"), ("131", None), ("n/a", None)],
    )  # fmt: skip
    def test_an_age_is_kept_as_its_group(self, tmp_path, cell, group):
        reading = read(tmp_path, table(f"{fire('1')},{cell}", heading=f"{HEADING},Age"))

        assert rows_of(reading, "age_group") == [(group,)]


class TestPersonalData:
    def test_a_column_of_the_kind_is_blanked_cell_by_cell_where_it_was_said(self, tmp_path):
        text = table(f"{fire('1')},dwelling", f"{fire('2')},jane@example.org",
                     heading=f"{HEADING},Property")  # fmt: skip

        stopped = read(tmp_path, text)
        reading = read(tmp_path, text, layout=Layout(personal={"Property": "cells"}))

        assert (stopped.slices, found(stopped)) == ((), {"personal-data-asked": 1})
        assert rows_of(reading, "property") == [("dwelling",), (None,)]
        assert found(reading) == {"personal-data-blanked": 1}

    def test_references_are_of_persons_where_most_of_them_are(self, tmp_path):
        people = ["943 476 5919", "943 476 5870", "F12"]
        most = read(tmp_path, table(*(fire(number) for number in people)))
        few = read(tmp_path, table(fire("F11"), *(fire(number) for number in people[1:])))

        assert [(one.heading, dict(one.found)) for one in most.personal] == [
            ("Incident number", {"nhs-numbers": 2})
        ]
        assert rows_of(few, "reference") == [("F11",), (people[1],), ("F12",)]

    def test_a_column_that_the_kind_does_not_know_stops_the_reading(self, tmp_path):
        text = table(f"{fire('1')},Jane", heading=f"{HEADING},Caller name")

        stopped = read(tmp_path, text)
        reading = read(tmp_path, text, layout=Layout(personal={"Caller name": "drop"}))

        assert found(stopped) == {"personal-data-asked": 1}
        assert found(reading) == {"personal-data-dropped": 1}
        assert "Jane" not in reading.slices[0].frame.to_csv()


class TestColumns:
    def test_of_several_dates_the_one_named_first_is_used_and_the_others_are_told(self, tmp_path):
        heading = "Date,Call date,LSOA code,Incident type"
        reading = read(
            tmp_path, table(f"23/01/2025,14/02/2025,{INSIDE},Primary fire", heading=heading)
        )

        assert rows_of(reading, "day") == [("2025-02-14",)]
        assert found(reading) == {"column-chosen": 1}

    def test_the_layout_says_which_column_is_meant(self, tmp_path):
        heading = "When it burnt,LSOA code,Sort of thing"
        text = table(f"23/01/2025,{INSIDE},Primary fire", heading=heading)
        layout = Layout(columns={"when it burnt": "period", "Sort of thing": "incident_type"})

        refused = read(tmp_path, text)
        reading = read(tmp_path, text, layout=layout)

        assert severities(refused) == {"missing-columns": "error"}
        assert rows_of(reading, "period", "incident_type") == [("2025-01", "Primary fire")]

    def test_a_column_of_which_it_was_said_that_it_is_not_kept(self, tmp_path):
        text = table(fire("1"))
        reading = read(tmp_path, text, layout=Layout(columns={"Deliberate": ""}))

        assert "deliberate" not in reading.slices[0].frame


class TestSeveralFiles:
    def test_files_that_share_no_row_are_parts(self, tmp_path):
        reading = read(tmp_path, table(fire("1")), table(fire("2"), fire("3")))

        assert [one.rows for one in reading.slices] == [3]
        assert found(reading) == {"parts-joined": 3}

    def test_the_same_rows_twice_count_once(self, tmp_path):
        reading = read(tmp_path, table(fire("1"), fire("2")), table(fire("2"), fire("1")))

        assert [one.rows for one in reading.slices] == [2]
        assert found(reading) == {"same-period-twice": 2}

    def test_files_that_share_rows_and_differ_are_asked(self, tmp_path):
        reading = read(
            tmp_path, table(fire("1"), fire("2")), table(fire("2"), fire("3", deliberate="N"))
        )

        assert reading.slices == ()
        assert severities(reading) == {"two-versions-of-a-period": "error"}

    def test_what_is_held_is_compared_row_by_row(self, tmp_path):
        first = read(tmp_path, table(fire("1"), fire("2"))).slices[0].frame
        again = read(tmp_path, table(fire("1"), fire("2")), current=lambda period: first)
        other = read(tmp_path, table(fire("1"), fire("3")), current=lambda period: first)

        assert found(again) == {"same-as-current": 2}
        assert found(other) == {"republished": 2}
        assert other.slices[0].compares.gone == 1


class TestNumbers:
    def counts(self, *rows: str) -> str:
        return table(*rows, heading="Period,Area,Reason,Number")

    def test_numbers_are_kept_and_markers_are_held_back(self, tmp_path):
        reading = read(
            tmp_path,
            self.counts(
                f'Mar-24,{WARD},Alcohol,"1,250"',
                f"Mar-24,{OTHER_WARD},Alcohol,*",
                f"Mar-24,{WARD},Drugs,many",
            ),
            kind=COUNTS,
        )

        assert rows_of(reading, "period", "area_code", "reason", "number") == [
            ("2024-03", WARD, "Alcohol", 1250.0),
            ("2024-03", OTHER_WARD, "Alcohol", None),
        ]
        assert found(reading) == {"numbers-held-back": 1, "unreadable-numbers": 1}

    def test_totals_are_left_out(self, tmp_path):
        reading = read(
            tmp_path,
            self.counts(
                f"2024/25,{WARD},Alcohol,3", f"2024/25,{WARD},Drugs,4", f"2024/25,{WARD},Total,7"
            ),
            kind=COUNTS,
        )

        assert rows_of(reading, "number") == [(3.0,), (4.0,)]
        assert found(reading)["totals-left-out"] == 1

    def test_persons_beside_males_and_females_are_the_sum(self, tmp_path):
        reading = read(
            tmp_path,
            self.counts(*(f"2024/25,{WARD},Drugs,{count}" for count in (4, 6, 10))),
            kind=COUNTS,
        )

        assert rows_of(reading, "number") == [(10.0,)]
        assert found(reading)["totals-left-out"] == 2

    @pytest.mark.parametrize("counts", [(4, 6), (4, 6, 11), (5, 5), (4, 6, 10, 10)])
    def test_numbers_for_one_place_that_are_no_sum_are_asked(self, tmp_path, counts):
        reading = read(
            tmp_path,
            self.counts(
                f"2024/25,{OTHER_WARD},Drugs,1",
                *(f"2024/25,{WARD},Drugs,{count}" for count in counts),
            ),
            kind=COUNTS,
        )

        assert rows_of(reading, "area_code", "number") == [(OTHER_WARD, 1.0)]
        assert severities(reading)["repeated-numbers"] == "error"

    @pytest.mark.parametrize(
        ("rows", "kept"),
        [
            ([("Females", 4), ("Males", 6), ("Persons", 10)], [10.0]),
            ([("Females", 4), ("Males", 6), ("Persons", 11)], [11.0]),
            ([("Females", 4), ("Males", 6)], [4.0, 6.0]),
            ([("Females", 4), ("Males", 6), ("Other", 10)], [4.0, 6.0, 10.0]),
            ([("Females", 4), ("Females", 6)], []),
            ([("Persons", 4), ("Persons", 6)], []),
        ],
    )
    def test_numbers_of_males_and_females_add_up_to_that_of_persons(self, tmp_path, rows, kept):
        text = table(
            f"2024/25,{OTHER_WARD},Drugs,Persons,1",
            *(f"2024/25,{WARD},Drugs,{sex},{count}" for sex, count in rows),
            heading="Period,Area,Reason,Sex,Number",
        )
        reading = read(tmp_path, text, kind=COUNTS)

        assert rows_of(reading, "number") == [(1.0,), *((count,) for count in kept)]

    @pytest.mark.parametrize(("times", "kept"), [(2, 6), (3, 3)])
    def test_a_word_that_is_the_sum_wherever_it_stands_is_of_all(self, tmp_path, times, kept):
        text = table(
            *(
                f"20{year}/{year + 1},{WARD},Drugs,{sex},{count}"
                for year in range(20, 20 + times)
                for sex, count in (("Females", 4), ("Males", 6), ("Everybody", 10))
            ),
            heading="Period,Area,Reason,Sex,Number",
        )

        assert len(rows_of(read(tmp_path, text, kind=COUNTS), "number")) == kept

    def test_rows_that_are_finer_than_is_counted_add_up(self, tmp_path):
        text = table(
            f"2024/25,{WARD},Drugs,92A,4",
            f"2024/25,{WARD},Drugs,92C,4",
            heading="Period,Area,Reason,Offence code,Number",
        )
        reading = read(tmp_path, text, kind=COUNTS)

        assert rows_of(reading, "number") == [(4.0,), (4.0,)]
        assert found(reading) == {}

    def test_numbers_of_places_that_are_not_known_are_not_of_one_place(self, tmp_path):
        reading = read(
            tmp_path,
            self.counts(
                f"2024/25,{WARD},Drugs,1", "2024/25,Utopia,Drugs,2", "2024/25,Erewhon,Drugs,3"
            ),
            kind=COUNTS,
        )

        assert rows_of(reading, "number") == [(1.0,), (2.0,), (3.0,)]

    def test_a_month_beside_its_year_is_a_part_of_the_date(self, tmp_path):
        text = table(
            f"2024,March,{WARD},Drugs,4", heading="Year,Period,Area,Reason,Number"
        ).replace("Period", "Month")
        layout = Layout(columns={"Month": "period"})

        told = read(tmp_path, text, kind=COUNTS, layout=layout)

        assert rows_of(told, "period") == [("2024-03",)]

    def test_months_across_are_turned(self, tmp_path):
        text = table(f"{WARD},Alcohol,3,4", f"{WARD},Drugs,5,", heading="Area,Reason,Jan-24,Feb-24")
        reading = read(tmp_path, text, kind=COUNTS)

        assert rows_of(reading, "period", "reason", "number") == [
            ("2024-01", "Alcohol", 3.0),
            ("2024-01", "Drugs", 5.0),
            ("2024-02", "Alcohol", 4.0),
            ("2024-02", "Drugs", None),
        ]
        assert reading.rows_read == 4


def test_a_column_without_words_of_its_own_is_kept_as_it_is_written(tmp_path):
    text = (
        "Incident number,Date of call,LSOA code,Incident type,Property\n"
        f"1,23/01/2025,{INSIDE},Primary fire,Shed\n"
        f"2,23/01/2025,{INSIDE},Primary fire,SHED\n"
        f"3,23/01/2025,{INSIDE},Primary fire,n/a\n"
    )

    assert rows_of(read(tmp_path, text), "property") == [("Shed",), ("SHED",), ("n/a",)]


class TestPlainTables:
    """Of any other table a person says what its columns are."""

    PLAIN = kinds.by_slug("plain-table")
    TEXT = "Made for the board\nMonat,Ort,Anzahl\n2024-01,Market Place,7\n2024-02,Brook End,x\n"

    def test_before_anybody_said_it_the_headings_are_named(self, tmp_path):
        reading = read(tmp_path, self.TEXT, kind=self.PLAIN)

        (told,) = reading.findings
        assert (told.code, told.severity, told.message) == (
            "columns-unsaid",
            "error",
            "Nobody has said yet what the columns of this table are. Its headings seem to be"
            " “Monat”, “Ort” and “Anzahl”.",
        )
        assert told.what_to_do == (
            "Say in the layout of this source which column says when, where, what or how many, and"
            " have the file read again."
        )

    def test_after_it_was_said_its_rows_are_kept(self, tmp_path):
        layout = Layout(columns={"Monat": "period", "Ort": "area_code", "Anzahl": "number"})

        reading = read(tmp_path, self.TEXT, kind=self.PLAIN, layout=layout)

        assert rows_of(reading, "period", "area_code", "number") == [
            ("2024-01", WARD, 7.0),
            ("2024-02", OTHER_WARD, None),
        ]

    def test_numbers_that_any_other_column_tells_apart_are_added_up_and_others_are_asked(
        self, tmp_path
    ):
        text = (
            "Monat,Ort,Anzahl,Gruppe\n"
            "2024-01,Market Place,7,A\n2024-01,Market Place,5,B\n2024-01,Market Place,11,\n"
            "2024-02,Market Place,3,A\n2024-02,Market Place,4,A\n2024-02,Brook End,2,A\n"
        )
        layout = Layout(columns={"Monat": "period", "Ort": "area_code", "Anzahl": "number"})

        reading = read(tmp_path, text, kind=self.PLAIN, layout=layout)

        assert rows_of(reading, "period", "area_code", "number") == [
            ("2024-01", WARD, 7.0),
            ("2024-01", WARD, 5.0),
            ("2024-01", WARD, 11.0),
            ("2024-02", OTHER_WARD, 2.0),
        ]
        (asked,) = [one for one in reading.findings if one.severity == "error"]
        assert (asked.code, asked.count) == ("repeated-numbers", 2)
