"""Words of a column: categories, yes and no."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasources.values.decisions import Decision, State
from datasources.values.words import MOST_COMPARED, Flags, Words, plain, read_flags, read_words

ASB = {
    "Anti-social behaviour": ("ASB",),
    "Fly tipping": (),
    "Drugs & alcohol": (),
    "Vehicle nuisance": (),
    "Vehicle crime": (),
}


def sure(text: str) -> str | None:
    return read_words({text: 1}, ASB).meanings[text]


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Fly tipping", "Fly tipping"),
        ("FLY-TIPPING", "Fly tipping"),
        (" flytipping ", "Fly tipping"),
        ("Fly tippings", "Fly tipping"),
        ("12 - Fly tipping", "Fly tipping"),
        ("12 Fly tipping", "Fly tipping"),
        ("A3: Fly-tipping", "Fly tipping"),
        ("4.2) Fly tipping", None),
        ("Drugs and Alcohol", "Drugs & alcohol"),
        ("drug & alcohol", "Drugs & alcohol"),
        ("Antisocial behaviour", "Anti-social behaviour"),
        ("A.S.B.", "Anti-social behaviour"),
        ("Vehicle nuisances", "Vehicle nuisance"),
        ("Fly tip", None),
        ("Vehicle", None),
        ("", None),
    ],
)
def test_a_word_that_is_the_same_but_for_how_it_is_written_is_the_category(text, category):
    words = read_words({text: 1}, ASB)

    assert words.meanings == {text: category}
    assert (text in words.unsure) == (category is None and text != "")


def test_what_is_not_the_same_is_listed_for_a_person_and_never_chosen():
    words = read_words(
        {"Vehicle": 3, "Flytiping": 1, "Anti-social behavior": 2, "Noise": 5, "n/a": 9}, ASB
    )

    assert words == Words(
        dict.fromkeys(["Vehicle", "Flytiping", "Anti-social behavior", "Noise", "n/a"]),
        {
            "Vehicle": ("Vehicle crime", "Vehicle nuisance"),
            "Flytiping": ("Fly tipping",),
            "Anti-social behavior": ("Anti-social behaviour",),
        },
        {"Noise": 5},
    )


@pytest.mark.parametrize(
    ("text", "category", "is_like"),
    [
        ("abce", "abcd", True),
        ("abcdexy", "abcdefg", False),
        ("Bike", "Bike theft", True),
        ("Car", "Car crime", False),
        ("3 - Bike", "Bike theft", True),
        ("7", "7a", False),
    ],
)
def test_how_near_a_word_must_be_to_be_listed(text, category, is_like):
    words = read_words({text: 2}, {category: ()})

    assert words.unsure == ({text: (category,)} if is_like else {})
    assert words.unknown == ({} if is_like else {text: 2})


def test_no_more_are_listed_than_a_person_would_go_through():
    categories = {f"Vehicle crime {letter}": () for letter in "abcdef"}
    many = {f"vehicle crime x{'y' * at}": 1 + (at > 0) for at in range(MOST_COMPARED + 1)}

    assert read_words({"Vehicle crime": 1}, categories).unsure == {
        "Vehicle crime": tuple(categories)[:5]
    }
    assert "vehicle crime x" in read_words(many, categories).unknown
    assert (
        "vehicle crime x"
        in read_words({text: many[text] for text in list(many)[:-1]}, categories).unsure
    )


def test_a_word_declared_for_two_categories_is_unsure():
    words = read_words({"Arson": 1}, {"Fires": ("arson",), "Damage": ("Arson",), "Theft": ()})

    assert words == Words({"Arson": None}, {"Arson": ("Fires", "Damage")}, {})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Communities", "community"), ("Boxes", "box"), ("Losses", "loss"), ("Fires", "FIRE"),
        ("Children's homes", "childrens home"), ("Café", "cafe"), ("R & D", "R and D"),
        ("Bushes", "bush"), ("Churches", "church"), ("Cars", "car"), ("Ties", "tie"),
        ("Axes", "axe"),
    ],
)  # fmt: skip
def test_plain_forgets_how_a_word_is_written(one, other):
    assert plain(one) == plain(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Glass", "Gla"), ("Bus", "Bu"), ("This", "Thi"), ("A1", "A2"), ("Gas", "Ga")],
)
def test_plain_keeps_words_apart(one, other):
    assert plain(one) != plain(other)


@given(
    st.sampled_from(sorted(ASB)), st.sampled_from(["{}", "{}s", "7 - {}", "  {} ", "{}!", "B2: {}"])
)
def test_every_category_is_found_in_every_dress(category, dress):
    assert sure(dress.format(category)) == category
    assert sure(dress.format(category.upper())) == category


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("Y", True), ("yes", True), ("TRUE", True), ("1", True), ("1.0", True), ("-1", True),
        ("t", True), ("✓", True), ("N", False), ("No", False), ("false", False), ("0", False),
        ("0.0", False), ("Domestic abuse", True), ("domestic-abuse", True),
        ("Not domestic abuse", False), ("Non-domestic abuse", False), ("maybe", None), ("2", None),
    ],
)  # fmt: skip
def test_yes_and_no_in_every_spelling(text, flag):
    flags = read_flags({text: 2}, name="Domestic Abuse")

    assert flags == Flags({text: flag}, (), {}, {text: 2} if flag is None else {})


def test_further_words_for_yes_and_no_are_taken_from_the_kind():
    flags = read_flags({"Deliberate": 1, "Accidental": 2}, yes=["deliberate"], no=["ACCIDENTAL"])

    assert flags == Flags({"Deliberate": True, "Accidental": False}, (), {}, {})


def test_a_blank_is_not_known_beside_a_no_and_is_asked_beside_yes_alone():
    beside_no = read_flags({"Y": 5, "N": 1, "": 3})
    alone = read_flags({"Y": 5, "": 3})
    none = read_flags({"": 3})
    told = read_flags({"Y": 5, "": 3}, given={"blanks": "no"})
    told_otherwise = read_flags({"Y": 5, "": 3}, given={"blanks": "not-known"})

    why = "Other cells say no, so a blank is not known."
    proved = Decision("blanks", State.PROVED, "not-known", why)
    assert beside_no == Flags({"Y": True, "N": False, "": None}, (proved,), {}, {})
    asked = Decision(
        "blanks", State.ASKED, None,
        "3 cells are blank and none says no: a blank may mean no, or that it is not known.",
    )  # fmt: skip
    assert alone == Flags({"Y": True, "": None}, (asked,), {"": 3}, {})
    assert alone.asked == (asked,)
    assert read_flags({"Y": 5, "": 1}).asked[0].why.startswith("1 cell is blank and none says no")
    assert none == Flags({"": None}, (), {}, {})
    assert (told.meanings, told.waiting, told.asked) == ({"Y": True, "": False}, {}, ())
    assert (told_otherwise.meanings, told_otherwise.waiting) == ({"Y": True, "": None}, {})
