"""Every letter prints and copies as typed; a letter that no typeface has is named."""

import html
import io
import random
import unicodedata
from collections import Counter

import pikepdf
import pypdfium2
import pytest
from fontTools import ttLib

from datasources import typefaces
from reports.document import Part, Prose
from reports.rendering import html as pages
from reports.rendering import pdf as pdfs
from tests.factories import documents as made

FONT_DIR = typefaces.FOLDER
# Marks that stand on another letter, joiners and controls: none is drawn alone.
UNSEEN = "MC"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not typefaces.faces(), reason="the front end is not built"),
]

AS_TYPED = [
    "Llŷn, Pŵllheli; Łódź, Wałęsa",
    "Țară, Ștefan şi Mușat",
    "İstanbul, ığdır, Çağrı",
    "Nguyễn Đặng Ưu, Hồ Chí Minh",
    "Ἀθήνα, Θεσσαλονίκη",
    "Привет, Ђорђе, Київ",
    "→ ≥ ≠ ± × ✓ € ₹ ₺ ₫ £ ⅔ ∑ √",
    "ɓ ƴ ẞ ꞵ ☎ ▲ ■ ● ₿",
    "office, affluent, fjord",
]


def printed(*texts: str) -> bytes:
    body = "".join(
        f"<p>{said}</p><p><strong>{said}</strong></p><p><em>{said}</em></p>"
        for said in map(html.escape, texts)
    )
    document = made.bare_document(Part("gaps", "Gaps", blocks=(Prose(body),)))
    return pdfs.pdf(document, font_dir=FONT_DIR).content


def copied(content: bytes) -> Counter[str]:
    with pypdfium2.PdfDocument(content) as file:
        text = "\n".join(page.get_textpage().get_text_range() for page in file)
    return Counter(text.replace("\r", "").split("\n"))


def glyphs_drawn(content: bytes) -> set[int]:
    """The numbers of every glyph that the pages draw; 0 is the box for a letter that is missing."""
    drawn = set()
    with pikepdf.open(io.BytesIO(content)) as file:
        for page in file.pages:
            for command in pikepdf.parse_content_stream(page):
                if str(command.operator) in ("Tj", "TJ"):
                    (shown,) = command.operands
                    pieces = shown if isinstance(shown, pikepdf.Array) else [shown]
                    for piece in pieces:
                        if isinstance(piece, pikepdf.String):
                            raw = bytes(piece)
                            drawn |= {
                                int.from_bytes(raw[at : at + 2]) for at in range(0, len(raw), 2)
                            }
    return drawn


def letters_of_their_own() -> list[str]:
    """The house's letters that can be seen, but twins: Ω and the sign for ohm are one drawing."""
    with ttLib.TTFont(FONT_DIR / "SourceSans3_400Regular.ttf", lazy=True) as font:
        drawings = font.getBestCmap()
    shared = Counter(drawings.values())
    return [
        chr(code)
        for code, drawing in drawings.items()
        if shared[drawing] == 1
        and typefaces.is_drawn(chr(code))
        and unicodedata.category(chr(code))[0] not in UNSEEN
        and not unicodedata.normalize("NFKC", chr(code)).isascii()
    ]


class TestPrint:
    @pytest.mark.parametrize("text", AS_TYPED)
    def test_what_was_typed_is_copied_upright_bold_and_slanted(self, text):
        content = printed(text)

        assert copied(content)[text] == 3
        assert 0 not in glyphs_drawn(content)

    def test_all_of_them_together_do_not_disturb_each_other(self):
        lines = copied(printed(*AS_TYPED))

        assert {text: lines[text] for text in AS_TYPED} == dict.fromkeys(AS_TYPED, 3)

    @pytest.mark.parametrize(
        "order", [0, *(pytest.param(one, marks=pytest.mark.slow) for one in (1, 2))]
    )
    def test_every_letter_of_the_house_in_any_company(self, order):
        letters = letters_of_their_own()
        random.Random(order).shuffle(letters)
        # A plain letter between: some neighbours would join to one drawing.
        words = [f"x{'x'.join(letters[at : at + 8])}x" for at in range(0, len(letters), 8)]

        lines = copied(printed(*words))

        assert {word: lines[word] for word in words} == dict.fromkeys(words, 3)

    def test_other_scripts_and_pictures_are_drawn_by_their_own_families(self):
        content = printed("ਪੰਜਾਬੀ السلام বাংলা ગુજરાતી हिन्दी தமிழ் שלום 🚓🔥")

        assert 0 not in glyphs_drawn(content)

    def test_the_same_letters_give_the_same_bytes(self):
        assert printed("Łódź ✓ ਪੰ") == printed("Łódź ✓ ਪੰ")


class TestThePageEdition:
    def page(self, text: str) -> str:
        document = made.bare_document(Part("gaps", "Gaps", blocks=(Prose(f"<p>{text}</p>"),)))
        return pages.html(document, for_print=False, font_dir=FONT_DIR)

    def test_it_carries_the_alphabets_that_occur_and_no_other(self):
        assert self.page("plain").count("@font-face") == 4
        assert self.page("Łódź").count("@font-face") == 8

    def test_a_stand_in_brings_only_the_letters_that_occur(self):
        page = self.page("☎")

        assert 'font-family: "Noto Sans Symbols 2"' in page
        assert "unicode-range: U+260E }" in page
        assert ':root { --face: "Source Sans 3", "Noto Sans Symbols 2", sans-serif }' in page

    def test_nothing_is_fetched(self):
        assert "url(data:font/woff2;base64," in self.page("Łódź ☎")
        assert "url(http" not in self.page("Łódź ☎")


class TestLettersOfNone:
    @pytest.mark.parametrize(
        ("text", "letters"),
        [
            ("Llŷn ✓ → 🚓", []),
            ("a\u0302, e\u0301", []),
            ("👩\u200d🚒 ✔\ufe0f \u00ad\u2028\t", []),
            ("安全 and 安", ["安", "全"]),
            ("ᚠ", ["ᚠ"]),
            ("🚓🔥; ਪੰਜਾਬੀ; السلام; 安全; ✓ → ≥", ["安", "全"]),
        ],
    )
    def test_each_is_found_once(self, text, letters):
        assert typefaces.letters_of_none(text) == letters

    def test_where_no_typeface_is_there_none_is_accused(self, tmp_path):
        assert typefaces.letters_of_none("安", tmp_path) == []

    def test_it_is_named_as_unicode_does(self):
        assert typefaces.name_of("ᚠ") == "ᚠ (U+16A0 runic letter fehu feoh fe f)"
        assert typefaces.name_of("\U0001dfff") == "\U0001dfff (U+1DFFF)"


class TestLengthOfAWord:
    def test_it_is_that_of_the_widest_cut_of_the_first_family_that_has_its_letters(self):
        def of(file: str, letter: str) -> float:
            with ttLib.TTFont(FONT_DIR / file, lazy=True) as font:
                name = font.getBestCmap()[ord(letter)]
                return font["hmtx"][name][0] / font["head"].unitsPerEm

        bold = of("SourceSans3_700Bold.ttf", "n")
        assert bold > of("SourceSans3_400Regular.ttf", "n")
        assert typefaces.ems("n") == bold
        # Arrows are wider where they are light.
        assert typefaces.ems("→") == of("SourceSans3_400Regular.ttf", "→")
        assert typefaces.ems("安n\u200d") == pytest.approx(typefaces.UNKNOWN_EM + bold)

    def test_where_no_typeface_is_there_a_common_letter_is_taken(self, tmp_path):
        assert typefaces.ems("ab", tmp_path) == 2 * typefaces.UNKNOWN_EM
        assert typefaces.ems("ab", tmp_path / "none") == 2 * typefaces.UNKNOWN_EM
