import json
import re
import xml.etree.ElementTree as ElementTree
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from matplotlib import font_manager

from datasources import analyses, charts, typefaces
from datasources.analyses import Parameters
from datasources.charts import press, screen, size
from datasources.pictures import Chart, Series, describe_dots
from tests.unit.datasources.building import DISTRICT, INSIDE, inputs, year

BOTH_YEARS = (*year(2024), *year(2025))
ROWS = [(month, "Drugs", INSIDE, 10 + at) for at, month in enumerate(BOTH_YEARS)]
SOURCE = "Source: sample"
EMPTY = Chart("bar", "h", "s", "", "", ("Drugs",), (Series("x", (None,)),), SOURCE, "d")
ANALYSES = ("trend", "change", "rates", "counts", "season", "league")
DOTS = Chart(
    kind="dot",
    headline="h",
    subtitle="s",
    x_label="Per 1,000 residents",
    y_label="",
    categories=("Abbey", "Brook End", "Dunes", "Market"),
    series=(
        Series(
            "Per 1,000 residents",
            (10.0, 30.5, None, 4.0),
            (8.0, 25.0, None, 2.5),
            (12.5, 36.0, None, 6.0),
            ("like", "higher", "not compared", "lower"),
        ),
    ),
    source_line=SOURCE,
    description="d",
    reference=Series("The whole of Wexmere", (9.5,)),
    sorts=("higher", "like", "lower", "too few to say", "not compared"),
)


def chart_of(name: str, months=BOTH_YEARS) -> Chart:
    given = inputs(ROWS, months, people={INSIDE: 900, "X01000002": 900})
    return charts.from_result(analyses.answer(name, given, Parameters((DISTRICT,))), SOURCE)


def test_line_chart_of_a_trend():
    chart = chart_of("trend")

    assert (chart.kind, chart.source_line) == ("line", SOURCE)
    assert chart.categories[:2] == ("Jan 2024", "Feb 2024")
    assert chart.series == (
        Series("All crime", tuple(range(10, 34))),
        Series("Anti-social behaviour", (0,) * 24),
    )
    assert chart.description == (
        "Line chart of recorded crime and anti-social behaviour by month, Wexmere. All crime ranged"
        " from 10 (Jan 2024) to 33 (Dec 2025); the last value is 33 (Dec 2025). Anti-social"
        " behaviour: 0 throughout."
    )


def test_bars_are_ordered_by_size_and_leave_totals_out():
    chart = chart_of("change")

    assert chart.kind == "grouped_bar"
    assert [one.name for one in chart.series] == ["Year to December 2025", "Year to December 2024"]
    assert chart.categories[0] == "Drugs"
    assert [one.values[0] for one in chart.series] == [330, 186]
    assert "All crime" not in " ".join(chart.categories)


def test_missing_month_breaks_the_line():
    chart = chart_of("trend", tuple(m for m in BOTH_YEARS if m != "2025-03"))

    assert chart.series[0].values[14] is None
    assert chart.description.endswith("2 values are not shown.")
    assert screen.figure_json(chart)["data"][0]["connectgaps"] is False


@pytest.mark.parametrize("name", ANALYSES)
def test_print_is_the_same_bytes_each_time_and_fit_for_a_page(name):
    chart = chart_of(name)

    drawn = press.svg(chart)

    assert drawn == press.svg(chart)
    root = ElementTree.fromstring(drawn)
    ids = re.findall(r'\bid="([^"]+)"', drawn)
    assert root.attrib["role"] == "img"
    assert [part.text for part in root[:2]] == [chart.subtitle, chart.description]
    assert len(ids) == len(set(ids))
    assert " style=" not in drawn
    assert "<style" not in drawn
    assert "<text" not in drawn
    assert set(re.findall(r'(?:href="|url\()#([^")]+)', drawn)) <= set(ids)


def test_two_charts_in_one_page_share_no_identifier():
    first, second = (
        set(re.findall(r'\bid="([^"]+)"', press.svg(chart_of(name)))) for name in NAMES
    )

    assert first & second == set()


NAMES = ("trend", "rates")


def test_threads_draw_the_same():
    chart = chart_of("change")

    with ThreadPoolExecutor(4) as pool:
        drawn = list(pool.map(lambda _: press.svg(chart), range(4)))

    assert len(set(drawn)) == 1


@pytest.mark.parametrize("name", ANALYSES)
def test_screen_shows_the_same_numbers_without_title_or_font_of_its_own(name):
    chart = chart_of(name)

    figure = json.loads(json.dumps(screen.figure_json(chart)))

    axis = "y" if chart.kind == "line" else "x"
    drawn = {trace["name"]: tuple(trace[axis]) for trace in figure["data"]}
    if chart.kind == "dot":
        assert drawn == {"Like the whole": (366.67,), "Too few to say": (0.0,)}
        assert chart.series[0].values == (0.0, 366.67)
    else:
        assert drawn == {one.name: one.values for one in chart.series}
    assert "title" not in figure["layout"]
    assert figure["layout"]["font"]["family"] == "inherit"


def test_each_sort_of_dots_has_its_shape_and_all_have_one_colour():
    figure = json.loads(json.dumps(screen.figure_json(DOTS)))

    told = [
        (one["name"], one["y"], one["x"], one["error_x"]["arrayminus"], one["error_x"]["array"])
        for one in figure["data"]
    ]
    assert told == [
        ("Higher", ["Brook End"], [30.5], [5.5], [5.5]),
        ("Like", ["Abbey"], [10.0], [2.0], [2.5]),
        ("Lower", ["Market"], [4.0], [1.5], [2.0]),
    ]
    shapes = [one["marker"]["symbol"] for one in figure["data"]]
    assert shapes == ["triangle-up", "circle", "triangle-down"]
    assert {one["marker"]["color"] for one in figure["data"]} == {"#12436D"}
    assert {one["error_x"]["color"] for one in figure["data"]} == {"#12436D"}
    assert figure["data"][0]["text"] == [
        "Brook End<br>Per 1,000 residents: 30.5 (25.0 to 36.0)<br>Higher"
    ]


def test_the_line_of_the_whole_stands_across_all_dots_and_is_named():
    layout = screen.figure_json(DOTS)["layout"]

    assert layout["yaxis"]["categoryarray"] == ["Abbey", "Brook End", "Dunes", "Market"]
    assert [(one["x0"], one["x1"], one["y0"], one["y1"]) for one in layout["shapes"]] == [
        (9.5, 9.5, 0, 1)
    ]
    assert [(one["name"], one["showlegend"]) for one in layout["shapes"]] == [
        ("The whole of Wexmere: 9.5", True)
    ]
    assert "annotations" not in layout
    assert "shapes" not in screen.figure_json(replace(DOTS, reference=None))["layout"]


def test_a_picture_of_dots_with_a_whole_differs_from_one_without():
    drawn = {
        press.svg(one)
        for one in (DOTS, replace(DOTS, reference=None), replace(DOTS, sorts=DOTS.sorts[::-1]))
    }

    assert len(drawn) == 3


def test_dots_are_described_by_their_reach_the_whole_and_what_each_shape_says():
    said = describe_dots(
        "crimes by ward", DOTS.categories, DOTS.series[0], DOTS.reference, DOTS.sorts
    )

    assert said == (
        "Dot plot with intervals of crimes by ward. Per 1,000 residents ranged from 4.0 (Market) to"
        " 30.5 (Brook End). The whole of Wexmere: 9.5. Higher: Brook End. Like: Abbey. Lower:"
        " Market. Not compared: Dunes. 1 value is not shown."
    )


def test_sixty_dots_fit_a_page_with_what_stands_around_them():
    names = tuple(f"Ward {at}" for at in range(60))
    many = replace(DOTS, categories=names, series=(Series("x", (1.0,) * 60),))

    assert size.height_mm(many, size.WIDE_MM) < 297 - 27 - 24 - 10


def test_chart_without_a_number_says_so():
    assert "<svg" in press.svg(EMPTY)


def test_held_back_counts_are_never_drawn():
    given = inputs([("2025-01", "Drugs", INSIDE, 3)], BOTH_YEARS)
    answer = analyses.answer("counts", given, Parameters((DISTRICT,)))
    small = [at for at, row in enumerate(answer.rows) if row["count"] < 5]
    result = analyses.without(answer, frozenset((at, "count") for at in small))

    chart = charts.from_result(result, SOURCE)

    assert dict(zip(chart.categories, chart.series[0].values, strict=True))["Drugs"] is None


@pytest.mark.parametrize("name", ANALYSES)
@pytest.mark.parametrize("width_mm", [90, 160])
def test_ink_stands_on_a_light_plate_of_the_whole_picture(name, width_mm):
    drawn = ElementTree.fromstring(press.svg(chart_of(name), width_mm=width_mm))
    _, _, width, height = drawn.get("viewBox").split()

    first = next(each for each in drawn.iter() if each.tag.endswith("path"))

    assert first.get("fill") == "#ffffff"
    assert first.get("d").split() == f"M 0 {height} L {width} {height} L {width} 0 L 0 0 z".split()
    assert [screen.figure_json(chart_of(name))["layout"][f"{where}_bgcolor"]
            for where in ("paper", "plot")] == ["#FFFFFF", "#FFFFFF"]  # fmt: skip


@pytest.mark.skipif(not typefaces.faces(), reason="the front end is not built")
def test_charts_are_set_in_the_house_s_own_family():
    first = font_manager.findfont(font_manager.FontProperties(), fallback_to_default=False)

    assert first == str(typefaces.FOLDER / "SourceSans3_400Regular.ttf")


@pytest.mark.parametrize("width_mm", [size.WIDE_MM, size.NARROW_MM])
@pytest.mark.parametrize(
    "chart", [*map(chart_of, ANALYSES), EMPTY, DOTS], ids=[*ANALYSES, "empty", "dots"]
)
def test_the_room_kept_for_a_picture_is_what_it_takes(chart, width_mm):
    drawn = ElementTree.fromstring(press.svg(chart, width_mm=width_mm))
    kept = size.size(chart, width_mm)

    _, _, width, height = map(float, drawn.attrib["viewBox"].split())
    tenths = 72 / 254
    assert (round(width / tenths), round(height / tenths)) == (kept.width, kept.height)
