"""What every declaration of a kind must keep, whoever writes the next one."""

import ast
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasources import kinds, samples
from datasources.kinds import Kind, Role, Shape
from datasources.kinds.headings import plain, plain_set
from datasources.kinds.measure import vocabulary
from datasources.periods import RHYTHMS

ROOT = Path(__file__).parents[3]
EVERY = pytest.mark.parametrize("kind", kinds.KINDS, ids=lambda kind: kind.slug)
PLACE = samples.wexmere(seed=2, small_areas=12)
# What these look like is tried by publishers' own headings below.
OWN_LAYOUTS = {"police-street", "area-look-up", "population"}
OF_THE_WRITER = pytest.mark.parametrize(
    "kind", [one for one in kinds.KINDS if one.slug not in OWN_LAYOUTS], ids=lambda one: one.slug
)
DATE_PARTS = {"day", "month", "year"}


def headings_of(kind: Kind) -> list[str]:
    return samples.sample_rows(kind, PLACE, ("2025-01",), rows_per_month=1)[0]


def needed(kind: Kind) -> list:
    return [column for column in kind.columns if column.required]


@EVERY
def test_each_role_that_its_shape_needs_has_a_column(kind):
    assert set(kind.shape.needs) <= {column.role for column in kind.columns}


@EVERY
def test_a_name_of_the_clean_rows_stands_twice_only_where_one_of_them_will_do(kind):
    by_name: dict[str, list] = {}
    for column in kind.columns:
        if column.name:
            by_name.setdefault(column.name, []).append(column)

    for alternatives in by_name.values():
        assert len({column.role for column in alternatives}) == 1
        assert len(alternatives) == 1 or sum(column.required for column in alternatives) <= 1


@EVERY
def test_no_heading_names_two_columns_nor_one_twice(kind):
    names = Counter(
        plain(heading) for column in kind.columns for heading in (column.heading, *column.also)
    )

    assert {name: count for name, count in names.items() if count > 1} == {}


@EVERY
def test_what_is_not_kept_is_never_needed(kind):
    assert [column.heading for column in needed(kind) if not column.name] == []


@EVERY
def test_a_column_of_types_that_is_counted_has_words(kind):
    if kind.measures:
        column = next(one for one in kind.columns if one.role is Role.WHAT)
        assert column.words is not None
        assert kind.column(Role.WHAT) == column.words.column
        assert kind.column(Role.WHERE)


@EVERY
def test_words_are_declared_once_and_those_of_partners_mean_a_declared_one(kind):
    for words in kind.vocabularies:
        declared = Counter(plain(word) for word in words.words)
        theirs = Counter(plain(word) for word in words.also)

        assert {word for word, count in (declared + theirs).items() if count > 1} == set()
        assert set(words.also.values()) <= set(words.words)
        assert plain(words.rest) not in {*declared, *theirs}


@EVERY
def test_a_column_is_called_as_its_words_are(kind):
    for column in kind.columns:
        if column.words is not None:
            assert column.name == column.words.column


@EVERY
def test_what_is_counted_is_counted_in_its_own_words(kind):
    own = {column.words for column in kind.columns if column.role is Role.WHAT}

    for measure in kind.measures:
        assert measure.words in own
        assert set(measure.categories) <= set(measure.words.words)
        for total in (*measure.totals, *measure.headlines):
            assert {*total.only, *total.leaves_out} <= set(measure.words.words)


@EVERY
def test_rows_are_counted_and_numbers_are_added_up(kind):
    countable = kind.shape in (Shape.EVENTS, Shape.COUNTS) or kind.is_said

    assert bool(kind.measures) is countable
    counts_rows = kind.shape is Shape.EVENTS or kind.is_said
    assert all(one.counts_rows is counts_rows for one in kind.measures)


@EVERY
def test_it_says_itself_in_whole_sentences(kind):
    assert kind.described.split()[0] in ("a", "an")
    for said in (kind.description, kind.expected, *kind.traps):
        assert said[0].isupper()
        assert said.endswith(".")
    assert kind.traps
    assert kind.usual.expected in {rhythm.slug for rhythm in RHYTHMS}


def test_labels_and_measures_are_told_apart():
    for said in (
        [kind.label for kind in kinds.KINDS],
        [kind.described for kind in kinds.KINDS],
        [measure.slug for kind in kinds.KINDS for measure in kind.measures],
        [measure.label for kind in kinds.KINDS for measure in kind.measures],
    ):
        assert len(set(said)) == len(said)


@OF_THE_WRITER
def test_its_own_sample_is_known_to_be_of_it_and_of_no_other(kind):
    expected = (kind,) if needed(kind) else ()

    assert kinds.seen_in(headings_of(kind)) == expected


@OF_THE_WRITER
def test_without_any_one_of_what_it_needs_a_table_is_not_of_it(kind):
    headings = headings_of(kind)

    for column in needed(kind):
        gone = column.names | (DATE_PARTS if column.role is Role.WHEN else set())
        left = [heading for heading in headings if plain(heading) not in gone]
        assert len(left) < len(headings)
        assert not kind.known_by(left)


@given(st.data())
def test_order_letters_and_marks_of_headings_say_nothing(data):
    kind = data.draw(st.sampled_from([one for one in kinds.KINDS if one.is_heading is None]))
    headings = data.draw(st.permutations(headings_of(kind)))
    change = data.draw(
        st.sampled_from([str.upper, str.lower, lambda text: f" {text.replace(' ', '_')}\n"])
    )

    assert kind.known_by([change(heading) for heading in headings]) is bool(needed(kind))


@given(st.data())
def test_each_other_heading_of_a_needed_column_does_as_well(data):
    kind = data.draw(
        st.sampled_from([one for one in kinds.KINDS if one.is_heading is None and needed(one)])
    )
    names = [data.draw(st.sampled_from((column.heading, *column.also))) for column in needed(kind)]

    assert kind.known_by(names) is not bool(plain_set(names) & plain_set(kind.not_with))


STATS19 = [
    "collision_index,collision_year,collision_ref_no,longitude,latitude,police_force,"
    "collision_severity,number_of_vehicles,number_of_casualties,date,day_of_week,time,"
    "local_authority_ons_district,lsoa_of_accident_location",
    "Accident_Index,Longitude,Latitude,Accident_Severity,Number_of_Casualties,Date,Time,"
    "LSOA_of_Accident_Location",
    "Reference,Date,Year,Month,Day,Day,Time,Severity,Road_Class,Speed_limit,Easting,Northing",
]
CASUALTIES = [
    "collision_index,collision_year,collision_ref_no,vehicle_reference,casualty_reference,"
    "casualty_class,sex_of_casualty,age_of_casualty,age_band_of_casualty,casualty_severity,"
    "pedestrian_location,pedestrian_movement,car_passenger,bus_or_coach_passenger,"
    "pedestrian_road_maintenance_worker,casualty_type,casualty_imd_decile,lsoa_of_casualty,"
    "enhanced_casualty_severity,casualty_injury_based,casualty_adjusted_severity_serious,"
    "casualty_adjusted_severity_slight,casualty_distance_banding",
    "accident_index,accident_year,accident_reference,vehicle_reference,casualty_reference,"
    "casualty_class,sex_of_casualty,age_of_casualty,age_band_of_casualty,casualty_severity,"
    "pedestrian_location,pedestrian_movement,car_passenger,bus_or_coach_passenger,"
    "pedestrian_road_maintenance_worker,casualty_type,casualty_home_area_type,"
    "casualty_imd_decile,lsoa_of_casualty",
    "Collision reference,Date,Time,Casualty severity,Casualty age,Road user,Ward of collision",
]
ABSENCE = [
    "time_identifier,time_period,geographic_level,country_code,country_name,region_code,"
    "region_name,old_la_code,new_la_code,la_name,school_type,num_schools,enrolments,sess_possible,"
    "sess_overall,sess_authorised,sess_unauthorised,sess_overall_percent,sess_authorised_percent,"
    "sess_unauthorised_percent,enrolments_pa_10_exact,enrolments_pa_10_exact_percent,"
    "sess_auth_illness,sess_unauth_holiday",
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,"
    "region_name,old_la_code,new_la_code,la_name,education_phase,enrolments,sess_possible,"
    "sess_overall,enrolments_pa_10_exact,enrolments_pa_10_exact_percent,enrolments_pa_50_exact,"
    "enrolments_pa_50_exact_percent",
    "School year,District,Phase,Persistently absent pupils",
]
FIRES = [
    "Day,Month,Year,Time of Call,Incident Number,X Coordinate,Y Coordinate,Unitary Authority,Ward,"
    "Incident Category,Property Category,Is Primary Fire,Cause of Fire",
    "IncidentNumber,DateOfCall,TimeOfCall,IncidentGroup,StopCodeDescription,PropertyCategory,"
    "IncGeo_WardCode,Easting_rounded",
]
FINGERTIPS = (
    "Indicator ID,Indicator Name,Parent Code,Parent Name,Area Code,Area Name,Area Type,Sex,Age,"
    "Category Type,Category,Time period,Value,Lower CI 95.0 limit,Upper CI 95.0 limit,Count,"
    "Denominator,Value note,Recent Trend,Time period Sortable"
)


@pytest.mark.parametrize(
    ("headings", "slug"),
    [
        *((one, "road-collisions") for one in STATS19),
        *((one, "road-casualties") for one in CASUALTIES),
        *((one, "school-absence") for one in ABSENCE),
        *((one, "fire-incidents") for one in FIRES),
        (FINGERTIPS, "indicators"),
        ("area_code,area_name,period,value,indicator,measure,unit,significance", "indicators"),
        (
            "Financial Year,Financial Quarter,Force Name,CSP Name,Offence Description,"
            "Offence Group,Offence Subgroup,Offence Code,Offence Count",
            "counts",
        ),
        (
            "Month_Year,Area Type,Borough_SNT,Area name,Area code,Offence Group,Offence Subgroup,"
            "Measure,Financial Year,Count",
            "counts",
        ),
        ("Crime ID,Month,Reported by,LSOA code,LSOA name,Outcome type", "police-outcomes"),
        ("Type,Date,Gender,Legislation,Object of search,Outcome", "police-stop-and-search"),
        (
            "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,"
            "LSOA name,Crime type,Last outcome category,Context",
            "police-street",
        ),
        ("Case Ref,Date Reported,ASB Category,Ward Name,Status", "asb-incidents"),
        ("Reference,Incident Date/Time,Type of nuisance,Ward", "asb-incidents"),
        ("LAD16CD,LAD16NM,CSP16CD,CSP16NM,PFA16CD,PFA16NM,FID", "partnership-look-up"),
        (
            "ltla24_code,ltla24_name,csp24_code,csp24_name,pfa24_code,pfa24_name",
            "partnership-look-up",
        ),
        (
            "lsoa11_name,lsoa11_code,change_code,lsoa21_name,lsoa21_code,ltla22_name,ltla22_code",
            "area-change",
        ),
        ("LSOA11CD,LSOA11NM,LSOA21CD,LSOA21NM,CHGIND,LAD22CD", "area-change"),
        (
            "LSOA code (2021),LSOA name (2021),Local Authority District code (2024),"
            "Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived),"
            "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)",
            "deprivation",
        ),
        ("lsoa21_code,IMD_decile,Income_decile,Crime_decile,IMD_rank,Crime_rank", "deprivation"),
        ("lsoa21_code,total_residents,total_households", "households"),
        ("force,crime_type,cchi_days", "harm-weights"),
        ("prc_offence_subgroup,min_days,median_days,mean_days,max_days", "harm-weights"),
        (
            "Licence_number,Name,Address,Postcode,Reference,Alcohol OFF Sales/Supply,"
            "Late Night Refresh,longitude,latitude",
            "licensing-premises",
        ),
        ("lsoa21_code,lsoa21_name,ward24_code,ltla24_code", "area-look-up"),
        ("LSOA 2021 Code,Mid-2024: Population", "population"),
    ],
)
def test_publishers_files_are_known_and_told_from_others(headings, slug):
    assert [kind.slug for kind in kinds.seen_in(headings.split(","))] == [slug]


def test_a_heading_of_another_kind_says_that_it_is_none_of_this():
    search = ["Date", "Category", "Object of search"]
    asb = kinds.by_slug("asb-incidents")

    assert not asb.known_by(search)
    assert asb.known_by(search[:-1])


def test_partners_words_stand_beside_the_word_that_they_mean():
    words = vocabulary("colour", {"Red": ("Crimson", "Scarlet"), "Blue": ()}, "Other colours")

    assert words.words == ("Red", "Blue")
    assert words.also == {"Crimson": "Red", "Scarlet": "Red"}
    assert (words.column, words.rest) == ("colour", "Other colours")


@pytest.mark.parametrize(
    "words",
    [
        {"Fire": ("fires",), "Flood": ("Fires",)},
        {"Fire": ("FIRE",)},
        {"Fire": (), "fire ": ()},
        {"Fire": ("Self-harm", "Self harm")},
    ],
)
def test_a_word_that_would_mean_two_things_is_refused(words):
    with pytest.raises(ValueError, match="Words of what stand twice: "):
        vocabulary("what", words, "Others")


def test_fine_words_of_crimes_are_of_their_group_and_those_of_numbers_their_own():
    crimes = kinds.by_slug("crime-extract").measures[0].words
    numbers = kinds.by_slug("counts").measures[0].words

    assert crimes.also["Bicycle theft"] == "Theft offences"
    assert crimes.also["Cycle theft"] == "Theft offences"
    assert "Bicycle theft" not in numbers.also
    assert {"Theft offences", "Bicycle theft"} <= set(numbers.words)


# Kinds and their samples may name kinds; migrations tell of data as they were.
NAMES = ("datasources/kinds/", "datasources/samples/")
NAMED = {
    "config/sample/data.py": (
        "the register of the sample: a partnership says of which kind each source is",
        {"area-look-up", "population", "police-street"},
    ),
    "scripts/bench/one.py": (
        "what is measured is the police kind, and the two that it is counted with",
        {"area-look-up", "population", "police-street"},
    ),
    "scripts/bench/__main__.py": ("a page of the sample's police source", {"police-street"}),
}
"""Each file that knows a kind by name, why it may, and which."""
OTHER_THINGS = {
    "datasources/analyses/questions/counts.py": ("the name of the question", {"counts"}),
    "datasources/analyses/questions/league.py": ("a column of its answers", {"population"}),
    "datasources/analyses/questions/rates.py": ("a column of its answers", {"population"}),
    "datasources/operations/counting.py": ("what a placing says, beside the slice", {"boundaries"}),
    "datasources/values/coded.py": ("a field of what Arrow gives", {"counts"}),
    "scripts/bench/sizes.py": ("a path among those that it makes", {"population"}),
}
"""Words that are a kind's name too, and mean something else there."""
IN_QUOTES = re.compile(r"""["']([a-z]+(?:-[a-z]+)*)["']""")


def texts(node: ast.AST | None) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.Tuple | ast.List | ast.Set):
        for one in node.elts:
            yield from texts(one)


def names_in(source: str) -> set[str]:
    """The kinds and measures that a module knows by name.

    Any text that is a name of several words; of one word where it is compared, is a key, is given
    to somebody or walked over: "counts" and "population" are words as well.
    """
    found = set()
    for node in ast.walk(ast.parse(source)):
        found |= {one for one in texts(node) if "-" in one}
        told: list[ast.AST | None] = []
        if isinstance(node, ast.Compare):
            told = [node.left, *node.comparators]
        elif isinstance(node, ast.Subscript):
            told = [node.slice]
        elif isinstance(node, ast.Dict):
            told = list(node.keys)
        elif isinstance(node, ast.Call):
            told = [*node.args, *(one.value for one in node.keywords)]
        elif isinstance(node, ast.MatchValue | ast.Assign | ast.AnnAssign):
            told = [node.value]
        elif isinstance(node, ast.For | ast.comprehension):
            told = [node.iter]
        found |= {text for one in told for text in texts(one)}
    return found & SLUGS


SLUGS = {*kinds.BY_SLUG} | {one.slug for kind in kinds.KINDS for one in kind.measures}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('if kind == "counts": pass', {"counts"}),
        ('if kind in ("counts", "population"): pass', {"counts", "population"}),
        ('LABELS = {"deprivation": 1}', {"deprivation"}),
        ('kinds.by_slug("boundaries")', {"boundaries"}),
        ('found.filter(kind="incidents")', {"incidents"}),
        ('KNOWN = ["households"]', {"households"}),
        ('match kind:\n    case "indicators": pass', {"indicators"}),
        ('by_kind["safeguarding"]', {"safeguarding"}),
        ('for kind in ("homelessness", "other"): pass', {"homelessness"}),
        ('def of(kind="police-street"): pass', {"police-street"}),
        ('measure == "deliberate-fires"', {"deliberate-fires"}),
        ('"""What counts."""\ncounts = population(homelessness)', set()),
    ],
)
def test_a_kind_that_is_known_by_name_is_seen(source, found):
    assert names_in(source) == found


def test_no_kind_is_known_by_name_outside_its_module():
    asked = ["git", "ls-files", *ROOMS, "templates", "static/js"]
    told = subprocess.run(asked, check=True, cwd=ROOT, capture_output=True, text=True)
    found = {}
    for path in told.stdout.split():
        if path.startswith(NAMES) or "/migrations/" in path:
            continue
        if path.endswith(".py"):
            named = names_in((ROOT / path).read_text(encoding="utf-8"))
        elif path.endswith((".html", ".txt", ".svg", ".js", ".xml")):
            text = (ROOT / path).read_text(encoding="utf-8")
            named = {*IN_QUOTES.findall(text)} & SLUGS
        else:
            continue
        if named:
            found[path] = named

    expected = {**NAMED, **OTHER_THINGS}
    assert found == {path: named for path, (_, named) in expected.items()}


ROOMS = ("datasources", "assessment", "reports", "partnerships", "config", "scripts")
# Kinds with a reader of their own: it and what it is made of know them, and nothing else.
READERS = ("intake/own/*.py", "intake/street_*.py", "intake/*_file.py")
DECLARES = {
    one.name
    for one in iter_modules(kinds.__path__)
    if hasattr(import_module(f"datasources.kinds.{one.name}"), "KIND")
}


def kinds_imported(source: str) -> Iterator[str]:
    """The modules of single kinds that a file names in its imports."""
    for node in ast.walk(ast.parse(source)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [f"{node.module}.{one.name}" for one in node.names]
        for name in names:
            parts = name.split(".")
            if parts[:2] == ["datasources", "kinds"] and {*parts[2:3]} & DECLARES:
                yield parts[2]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("from datasources.kinds import police_street as street", ["police_street"]),
        ("from datasources.kinds.population import KIND, HEADINGS", ["population"] * 2),
        ("import datasources.kinds.area_lookup", ["area_lookup"]),
        ("def late():\n    from datasources.kinds import Kind, fire_incidents", ["fire_incidents"]),
        ("from datasources import kinds\nfrom datasources.kinds.kind import OGL, Kind", []),
        ("from assessment import population", []),
    ],
)
def test_imports_of_a_kind_are_seen(source, found):
    assert list(kinds_imported(source)) == found


def test_no_module_of_a_kind_is_imported_but_by_its_reader_and_its_sample():
    own = {ROOT / "datasources" / "kinds", ROOT / "datasources" / "samples"}
    readers = {path for each in READERS for path in (ROOT / "datasources").glob(each)}
    found = {
        f"{path.relative_to(ROOT)}: {name}"
        for room in ROOMS
        for path in (ROOT / room).rglob("*.py")
        if path not in readers and not own & {*path.parents}
        for name in kinds_imported(path.read_text(encoding="utf-8"))
    }

    assert len(DECLARES) == len(kinds.KINDS)
    assert sorted(found) == []
