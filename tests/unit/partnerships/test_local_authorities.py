"""The register of local authorities: by name or code, living or ended, and what each became."""

import csv
import re
from datetime import date

import pytest

from partnerships import local_authorities
from partnerships.local_authorities import Meant

TODAY = date(2026, 11, 28)


def meant(text: str, day: date = TODAY) -> Meant:
    return local_authorities.understood(local_authorities.parted(text), day)


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("Fenland", ["E07000010"]),
        ("fenland district council", ["E07000010"]),
        ("'e07000010", ["E07000010"]),
        ("Fenland (E07000010)", ["E07000010"]),
        ("Fenland\nFenland", ["E07000010"]),
        ("Fenland, Huntingdonshire", ["E07000010", "E07000011"]),
        ("E07000010 E07000011", ["E07000010", "E07000011"]),
        ("Bournemouth, Christchurch and Poole", ["E06000058"]),
        ("Fenland, Bournemouth, Christchurch and Poole; BCP", ["E07000010", "E06000058"]),
        ("St. Albans", ["E07000240"]),
        ("Telford & Wrekin", ["E06000020"]),
        ("Kings Lynn and West Norfolk", ["E07000146"]),
        ("Bristol, City of", ["E06000023"]),
        ("City of London", ["E09000001"]),
        ("Royal Borough of Kingston upon Thames", ["E09000021"]),
        ("Ynys Mon", ["W06000001"]),
        ("Hull", ["E06000010"]),
        # A council that was given another code when its border moved.
        ("Barnsley", ["E08000038"]),
        ("X07000001", ["X07000001"]),
        (" , \n;", []),
    ],
)
def test_an_area_is_known_by_name_or_code_however_it_is_typed(typed, codes):
    assert meant(typed) == Meant(tuple(codes))


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        (
            "Aylesbury Vale",
            "Aylesbury Vale (E07000004) ended on 1 April 2020. Its area belongs to Buckinghamshire"
            " (E06000060) now: choose that instead.",
        ),
        (
            "e07000190",
            "Taunton Deane (E07000190) ended on 1 April 2019. Its area belongs to Somerset"
            " (E06000066) now: choose that instead.",
        ),
        (
            "E08000019",
            "Sheffield (E08000019) ended on 1 April 2025. Its area belongs to Sheffield"
            " (E08000039) now: choose that instead.",
        ),
        (
            "Fenlnd",
            "“Fenlnd” is no local authority of England or Wales. Did you mean Fenland (E07000010)"
            " or Enfield (E09000010)?",
        ),
        (
            "Newcastle",
            "“Newcastle” is no local authority of England or Wales. Did you mean Newcastle upon"
            " Tyne (E08000021) or Newcastle-under-Lyme (E07000195)?",
        ),
        (
            "Qqqq",
            "“Qqqq” is no local authority of England or Wales. Check the spelling, or use its code,"
            " for example E07000010.",
        ),
        (
            "E10000003",
            "E10000003 is the code of a county. A partnership is made of local authorities: choose"
            " them by name.",
        ),
        (
            "E07999999",
            "E07999999: no local authority of England or Wales has had this code since 2011. Check"
            " it, or choose the area by name.",
        ),
        (
            "E0700001",
            "E0700001: an area code is one capital letter and eight figures, for example"
            " E07000010.",
        ),
        ("Fenland (E07000011)", "E07000011 is Huntingdonshire, not Fenland: which is meant?"),
    ],
)
def test_what_is_no_living_local_authority_is_refused_with_what_to_do(typed, reason):
    assert meant(typed) == Meant((), (reason,))


@pytest.mark.parametrize(
    ("day", "codes"),
    [(date(2019, 3, 31), ("E07000190",)), (date(2019, 4, 1), ("E07000246",))],
)
def test_a_life_ends_on_the_day_on_which_the_next_begins(day, codes):
    assert tuple(one.code for one in local_authorities.successors("E07000190", day)) == codes


def test_there_are_318_local_authorities_now_and_each_ended_one_leads_to_some_of_them():
    everybody = local_authorities.by_code()
    now = local_authorities.living(TODAY)

    assert len(now) == 318
    assert all(re.fullmatch(r"(E0[6-9]|W06)[0-9]{6}", code) for code in everybody)
    assert [
        code for code in everybody if not set(local_authorities.successors(code, TODAY)) <= set(now)
    ] == []
    assert [one for one in everybody.values() if bool(one.ended) != bool(one.became)] == []


def test_every_name_leads_to_its_authority_alone():
    wrong = [
        (name, meant(name))
        for one in local_authorities.living(TODAY)
        for name in (one.name, *one.also, one.words, one.code)
        if meant(name) != Meant((one.code,))
    ]

    assert wrong == []


def test_the_table_says_what_the_public_one_does(real_data):
    with (real_data / "lookups" / "la_all_codes_since_2011.csv").open(encoding="utf-8-sig") as file:
        public = {
            row["LADCD"]: row["LADCD_ACTIVE"]
            for row in csv.DictReader(file)
            if row["LADCD"][0] in "EW"
        }

    assert {
        code: local_authorities.successors(code, TODAY)[0].code
        for code in local_authorities.by_code()
    } == public
