"""The PDF: the story on one side and the detail on another, read back as text, and saying nothing of itself."""

from __future__ import annotations

import json
import re
import runpy
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest
from msgspec.structs import replace

from routine_tui.cli.advice import sentence_of
from routine_tui.demo import sample_recovery
from routine_tui.exporters import pdf
from routine_tui.exporters.page.fitting import LEVELS
from routine_tui.exporters.page.page_builder import build_page
from routine_tui.exporters.summary.summary import summarise
from routine_tui.model.errors import NoTypesetter
from routine_tui.model.recovery.answers import FEELINGS, INFECTION_SIGNS, SIGNS
from routine_tui.model.recovery.background import BackgroundAnswer
from routine_tui.model.recovery.care import Care
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.diary import Day
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Routine, StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.recovery.visit import Question
from tests.cases import each_case
from tests.exporters.lived import plain, sample, summary_of, typed_everywhere
from tests.exporters.lived_care import TODAY, ZERO, at, cared, on

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples.py"
with_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")


with_qpdf = pytest.mark.skipif(not shutil.which("qpdf"), reason="qpdf is not installed")
BARE = Recovery("id", "Face", ZERO, 84, begun=ZERO)


def written(recovery: Recovery, days: bool = False) -> bytes:
    """A recovery as PDF."""
    return pdf.render(summary_of(recovery, recovery.nearest(TODAY), without=["private", "mood"]), days)


def run(*words: str, given: bytes = b"") -> str:
    """What a program says of a PDF."""
    return subprocess.run(words, input=given, capture_output=True, check=True).stdout.decode()


def read(content: bytes) -> str:
    """The text of a PDF, in the order in which it is read, without what is broken into lines."""
    return " ".join(run("pdftotext", "-raw", "-", "-", given=content).split())


def sides(content: bytes) -> int:
    """How many sides a PDF has; its objects stand in it as they are."""
    return len(re.findall(rb"/Type\s*/Page\b", content))


def spread(steps: int, letters: int, days: int) -> Recovery:
    """A recovery with that many steps, of names that long, over that many days; all that can be is of that length."""
    name, window = ("Wort " * 50)[: max(letters, 1)].strip(), max(days, 7)
    zero = TODAY - timedelta(days=max(days - 1, 0))
    routine = Routine()
    for number in range(steps):
        version = StepVersion(
            zero, ("morning", "day", "evening")[number % 3], "other", name, Schedule(zero), True, name, name
        )
        routine = routine.with_step(version, f"s{number}")
    care = Care(
        questions=tuple(Question(f"q{number}", zero, name) for number in range(steps)),
        courses=tuple(
            Course(f"c{n}", name, zero, (f"s{n}",), name, name, name, (7,), name, "", name) for n in range(steps)
        ),
        background=tuple(
            BackgroundAnswer(one, f"{name}\n{name}") for one in ("device", "depth", "allergies", "wish", "tried")
        ),
    )
    recovery = Recovery("id", name, zero, window, routine=routine, care=care if letters > 20 else Care())
    everything = dict.fromkeys(SIGNS, 4) | dict.fromkeys(FEELINGS, 10) | dict.fromkeys(INFECTION_SIGNS, True)
    for offset in range(0, days, 5):
        recovery = recovery.checked_in(zero + timedelta(days=offset), CheckIn.of(everything, at(0), name))
    return recovery


# ---------------------------------------------------------------------- one side and another


@pytest.mark.slow
@each_case(
    ("steps", "letters", "days"), [(0, 1, 0), (0, 10, 1), (40, 10, 400), (40, 200, 400), (13, 200, 84), (40, 200, 0)]
)
def test_the_story_is_one_side_and_the_detail_another_whatever_there_is(steps: int, letters: int, days: int) -> None:
    content = written(spread(steps, letters, days))
    assert sides(content) == 2
    assert len(content) < 300_000


def test_what_is_shortened_says_so_and_names_where_all_of_it_is() -> None:
    page = build_page(summary_of(spread(40, 200, 400)))
    shortest = {part: LEVELS[part][-1] for part in pdf._SIDES}
    drawn = pdf._drawn(page, pdf._SIDES, shortest)
    assert "and 38 more; the web page has all of them" in drawn
    assert json.loads(drawn)["sides"][0]["cut"]
    assert "weeks before that: the web page has all of them." in drawn


@pytest.mark.slow
def test_no_more_is_shortened_than_has_to_be() -> None:
    assert pdf._chosen(build_page(summary_of(plain())))["story"] is LEVELS["story"][0]
    chosen = pdf._chosen(build_page(summary_of(cared())))["story"]
    page = build_page(summary_of(cared()))
    longer = LEVELS["story"][LEVELS["story"].index(chosen) - 1]
    assert pdf._sides(pdf._setter(pdf._drawn(page, ("story",), {"story": longer})))["story"] == 2


def test_a_year_is_not_looked_for_among_shortened_sides() -> None:
    """Its calendar is long as data and short on paper; once its side was set seven times over to find that it fits."""
    year = replace(plain(), day_zero=TODAY - timedelta(days=364), window_days=365)
    assert pdf._guess(build_page(summarise(year, TODAY)), "story") == 0


@with_poppler
def test_notes_and_check_ins_day_by_day_are_there_only_where_they_are_asked_for() -> None:
    recovery = sample().with_record(replace(sample().record(on(5)), note="only day by day"))
    assert "only day by day" not in read(written(recovery))
    whole = written(recovery, days=True)
    assert "only day by day" in read(whole)
    assert "An empty place was not answered" in read(whole)
    assert sides(whole) == 3


# ---------------------------------------------------------------------- words in their places

Box = tuple[float, float, float, float]
EDGE = 595.28 - 14 * 72 / 25.4
"""Where the right margin begins."""


def boxes(content: bytes) -> list[list[Box]]:
    """Where the words of each side stand: left, top, right, bottom."""
    told = run("pdftotext", "-bbox", "-", "-", given=content).split("<page ")[1:]
    found = r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"'
    return [[(float(a), float(b), float(c), float(d)) for a, b, c, d in re.findall(found, one)] for one in told]


def over_each_other(side: Sequence[Box]) -> list[tuple[Box, Box]]:
    """Words that stand on one another, by more than a part of a letter."""
    return [
        (one, other)
        for place, one in enumerate(side)
        for other in side[:place]
        if min(one[2], other[2]) - max(one[0], other[0]) > 1.5 and min(one[3], other[3]) - max(one[1], other[1]) > 4
    ]


LONG_WORDS = ("W" * 200, "Feuchtigkeitspflege" * 9, "https://example.com/" + "a-b_c/" * 30, "é\u0316" * 90, "Ж" * 200)


@pytest.mark.slow
@with_poppler
@pytest.mark.parametrize("days", [False, True])
@pytest.mark.parametrize("text", [*LONG_WORDS, "Wort " * 40])
def test_no_word_leaves_its_place_or_stands_on_another(text: str, days: bool) -> None:
    content = written(typed_everywhere(text), days)
    for side in boxes(content):
        assert max(right for _, _, right, _ in side) <= EDGE + 1
        assert not over_each_other(side)
    if not days:
        assert sides(content) == 2


@with_poppler
def test_a_row_of_numbers_stays_on_one_side() -> None:
    content = written(spread(3, 20, 300), days=True)
    assert sides(content) > 4
    for side in range(4, sides(content) + 1):
        told = run("pdftotext", "-raw", "-f", str(side), "-l", str(side), "-", "-", given=content)
        if re.search(r"^D\d+ \d+ \w+( \d+){5}", told, flags=re.MULTILINE):
            assert re.search(r"^Day [^°]*? Besides\nD\d+ ", told, flags=re.MULTILINE), told[:200]


@with_poppler
def test_a_word_that_has_to_be_broken_gains_no_sign() -> None:
    assert "W" * 200 in read(written(replace(BARE, name="W" * 200))).replace(" ", "")


def test_nothing_of_the_programs_own_is_cut_where_there_is_room() -> None:
    """The calm example: its second side has room for all of what is left alone, which is longer than a note may be."""
    case = runpy.run_path(str(EXAMPLES))["calm"]()
    today = case.recovery.day_zero + timedelta(days=case.offset)
    page = build_page(summarise(case.recovery, today, without={"private"}))
    drawn = json.loads(pdf._drawn(page, pdf._SIDES, pdf._chosen(page)))
    assert [side["cut"] for side in drawn["sides"]] == [False, False]


# ---------------------------------------------------------------------- read back


HEBREW: Final = "קרם לחות"


def test_without_the_typesetter_the_person_is_told_what_to_do_and_all_else_works(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(NoTypesetter, match="needs the package typst, which isn't installed here: choose HTML, which"):
        written(BARE)
    assert "--format html" in sentence_of(NoTypesetter())


# ---------------------------------------------------------------------- what else it says


@with_qpdf
@pytest.mark.parametrize("days", [False, True])
def test_nothing_is_wrong_with_the_file(tmp_path: Path, days: bool) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(written(cared(), days))
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", str(file))
    told = json.loads(run("qpdf", "--json=2", str(file)))["qpdf"][1]
    info = told[f"obj:{told['trailer']['value']['/Info']}"]["value"]
    assert info == {"/Title": "u:Skin recovery: Sample"}
    root = told[f"obj:{told['trailer']['value']['/Root']}"]["value"]
    assert root["/Lang"] == "u:en"
    assert root["/MarkInfo"]["/Marked"] is True
    assert "/Metadata" not in root
    assert "/ID" not in told["trailer"]["value"]
    kinds = {str(one["value"].get("/S")) for one in told.values() if isinstance(one.get("value"), dict)}
    assert {"/H1", "/H2", "/Figure", "/Table", "/TH", "/L"} <= kinds
    assert all(one in told for one in told)


def test_the_file_names_no_program_and_no_moment() -> None:
    content = written(sample())
    for word in (b"Typst", b"Creat", b"ModDate", b"Producer", b"xmp", b"2026-11"):
        assert word not in content


@pytest.mark.slow
def test_the_page_meets_what_readers_of_screens_need() -> None:
    """Typst refuses to write PDF/UA without a title, a language, alternatives for figures, or headings in order."""
    page = build_page(summary_of(cared()))
    drawn = pdf._drawn(page, ("story", "detail", "more"), pdf._chosen(page))
    assert pdf._setter(drawn).compile(format="pdf", pdf_standards="ua-1")


def test_the_same_recovery_makes_the_same_bytes() -> None:
    assert written(plain()) == written(plain())


# ---------------------------------------------------------------------- what was typed


OBEYED = "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u202d\u202e]"


def test_the_sample_is_small_and_has_two_sides() -> None:
    content = written(sample_recovery(TODAY))
    assert sides(content) == 2
    assert len(content) < 300_000
    assert sides(written(BARE.with_record(Day(ZERO, note="calm")), days=True)) == 3


@pytest.mark.slow
def test_a_text_of_megabytes_from_another_program_makes_two_sides_of_it() -> None:
    assert sides(written(typed_everywhere("é\n" * 100_000))) == 2
