import dataclasses

from reports import document as documents
from reports import numbering
from reports.document import Part, Prose
from tests.factories.documents import bare_document, full_document, trend_figure


def test_document_comes_back_from_json_as_it_went():
    document = full_document()

    assert documents.from_json(documents.to_json(document)) == document


def test_json_is_the_same_characters_after_a_round_trip():
    text = documents.to_json(full_document())

    assert documents.to_json(documents.from_json(text)) == text


def test_digest_does_not_depend_on_its_own_stamp():
    document = dataclasses.replace(full_document(), digest="")

    assert documents.stamped(document).digest == documents.digest(documents.stamped(document))


def test_digest_changes_with_one_character():
    before = bare_document(Part("a", "A", (Prose("<p>fell</p>"),)))
    after = bare_document(Part("a", "A", (Prose("<p>felt</p>"),)))

    assert before.digest != after.digest
    assert len(before.digest) == 64


def test_parts_are_numbered_in_reading_order_and_appendices_by_letter():
    document = bare_document(
        Part("one", "One", parts=(Part("in", "In", parts=(Part("deep", "D"),)), Part("on", "On"))),
        Part("two", "Two"),
        Part("extra", "Extra", appendix=True),
    )

    assert [(p.anchor, p.number, p.level) for p in numbering.all_parts(document)] == [
        ("one", "1", 1),
        ("in", "1.1", 2),
        ("deep", "1.1.1", 3),
        ("on", "1.2", 2),
        ("two", "2", 1),
        ("extra", "A", 1),
    ]


def test_figures_count_through_the_whole_document():
    document = bare_document(
        Part("one", "One", (trend_figure("a", "A", 1), trend_figure("b", "B", 2))),
        Part("two", "Two", parts=(Part("in", "In", (trend_figure("c", "C", 3),)),)),
    )

    assert {f.anchor: f.number for f in numbering.figures(document)} == {
        "a": "Figure 1",
        "b": "Figure 2",
        "c": "Figure 3",
    }


def test_numbering_twice_changes_nothing():
    document = full_document()

    assert numbering.numbered(document) == document


def test_labels_name_places_as_a_sentence_would():
    labels = numbering.labels(full_document())

    assert {k: labels[k] for k in ("victims", "sources", "figure-asb-ward", "table-survey")} == {
        "victims": "section 2.3",
        "sources": "appendix A",
        "figure-asb-ward": "Figure 8",
        "table-survey": "Table 1",
    }
