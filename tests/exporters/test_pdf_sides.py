"""The sides of the PDF: one for what is read first, one for the rest, on both papers; no letter too small to read."""

from __future__ import annotations

import re
import shutil
from datetime import timedelta
from io import BytesIO
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace
from PIL import Image

from routine_tui.exporters import pdf
from routine_tui.exporters.page.fitting import LEVELS
from routine_tui.exporters.page.page_builder import build_page
from routine_tui.exporters.summary.shown_photos import PhotoCopy
from routine_tui.model.recovery.answers import FEELINGS, SIGNS
from routine_tui.model.recovery.background import BackgroundAnswer
from routine_tui.model.recovery.check_in import CheckIn, Look
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.photo import Photo
from routine_tui.model.recovery.recovery import Recovery
from tests.cases import each_case
from tests.exporters.lived import sample, summary_of, typed_everywhere
from tests.exporters.lived_care import TODAY, at, cared
from tests.exporters.test_pdf import run, sides, spread

pytestmark = pytest.mark.skipif(not shutil.which("pdftohtml"), reason="poppler-utils is not installed")
ZOOM = 3


def written(recovery: Recovery, paper: str = "a4", days: bool = False) -> bytes:
    summary = summary_of(recovery, recovery.nearest(TODAY), without=["private", "mood"])
    return pdf.render(summary, days, paper)


def smallest(content: bytes) -> list[float]:
    """The smallest letters of each side, in points, as a reader of PDF finds them."""
    words = ("pdftohtml", "-xml", "-i", "-stdout", "-hidden", "-zoom", str(ZOOM), "-", "-")
    told = re.sub(r"<!DOCTYPE[^>]*>", "", run(*words, given=content))
    pages = ElementTree.fromstring(re.sub(r"</?(?:b|i|a)\b[^>]*>", "", told)).findall("page")
    sizes: dict[str, float] = {}
    found = []
    for page in pages:
        sizes |= {font.attrib["id"]: float(font.attrib["size"]) / ZOOM for font in page.findall("fontspec")}
        found.append(min(sizes[text.attrib["font"]] for text in page.findall("text") if (text.text or "").strip()))
    return found


def full() -> Recovery:
    """A recovery of twelve problems, of everything to know first, and of a name of 200 letters everywhere."""
    recovery = spread(40, 200, 400)
    graded = dict(zip((*SIGNS, *FEELINGS), (4,) * 8 + (10,) * 4, strict=True))
    day = recovery.nearest(TODAY)
    recovery = recovery.checked_in(day, CheckIn((Look(graded, at(0), places={"all": "w " * 90}),)))
    told = tuple(BackgroundAnswer(name, "Word " * 800) for name in ("allergies", "medicines", "scar_history", "device"))
    courses = (*recovery.care.courses, Course("f", "Flucloxacillin", day))
    return replace(recovery, care=recovery.care.having(background=told, courses=courses))


@pytest.mark.slow
@each_case("paper", pdf.PAPERS)
@each_case("recovery", [sample(), cared(), full(), typed_everywhere("Wort " * 40)])
def test_no_letter_is_below_nine_points_on_the_first_side_and_eight_on_the_second(
    recovery: Recovery, paper: str
) -> None:
    content = written(recovery, paper)
    first, second = smallest(content)
    apart = run("pdftotext", "-bbox", "-", "-", given=content)
    assert not re.search(r">(?:Redn|Swel)\w*\.?Bumps<|>Bumps\w*\.?Flak|>Flak\w*\.?Marks<", apart), "heads touch"
    assert first >= 9 - 1 / ZOOM and second >= 8 - 1 / ZOOM
    assert sides(content) == 2


@pytest.mark.slow
@each_case("paper", pdf.PAPERS)
@each_case(("steps", "letters", "days"), [(0, 1, 1), (40, 200, 400), (40, 10, 400), (13, 200, 84), (40, 200, 1)])
def test_each_side_is_one_whatever_there_is(steps: int, letters: int, days: int, paper: str) -> None:
    assert sides(written(spread(steps, letters, days), paper)) <= 2


@pytest.mark.slow
@each_case("paper", pdf.PAPERS)
@each_case("size", [(300, 400), (400, 300)])
def test_three_pictures_leave_the_first_side_one(size: tuple[int, int], paper: str) -> None:
    def drawn(shade: int) -> bytes:
        written = BytesIO()
        Image.new("RGB", size, (shade, 99, 99)).save(written, "JPEG")
        return written.getvalue()

    recovery = full()
    day = recovery.nearest(TODAY)
    offsets = (0, 5, (day - recovery.day_zero).days)
    photos = tuple(
        Photo(f"p{n}", recovery.day_zero + timedelta(days=n), f"p{n}.jpg", caption="Wort " * 40, before=not n)
        for n in offsets
    )
    summary = summary_of(replace(recovery, photos=photos), day, without=["private", "mood"])
    assert summary.skin and len(summary.skin.shown) == 3
    copies = {one.file: PhotoCopy(drawn(80 * place), *size) for place, one in enumerate(photos)}
    content = pdf.render(replace(summary, photo_copies=copies), False, paper)
    assert sides(content) == 2 and content.count(b"DCTDecode") == 3


def test_what_is_cut_is_said_and_no_allergy_is_cut_to_nothing() -> None:
    page = build_page(summary_of(full()))
    shortest = {part: levels[-1] for part, levels in LEVELS.items()}
    drawn = pdf._drawn(page, pdf._SIDES, shortest)
    assert "more; the web page has all of them" in drawn and '"cut": true' in drawn
    assert "Word " * 20 in drawn


def test_a_second_paper_is_as_wide_as_it_says() -> None:
    for paper, width in (("a4", 595), ("letter", 612)):
        assert f"/MediaBox [0 0 {width}".encode() in written(sample(), paper).replace(b"/MediaBox[", b"/MediaBox [")
