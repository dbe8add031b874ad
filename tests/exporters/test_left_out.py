"""A word that was typed in a field that is left out stands nowhere in the file, in any format."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Final

import pytest
from msgspec.structs import replace

from routine_tui.exporters import pdf
from routine_tui.exporters.formats import ExportRequest
from routine_tui.exporters.formats import written as made
from routine_tui.model.recovery.background import BackgroundAnswer
from routine_tui.model.recovery.care import Care
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.contact import Contact
from routine_tui.model.recovery.diary import Day
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Routine
from tests.cases import each_case
from tests.exporters.lived import TEXTS, summary_of, typed_everywhere, written
from tests.exporters.lived_care import at, on

WORD: Final = "Quaffix"
"""Stands in no sentence of the program."""
OTHER: Final = "Balm"
TOLD: Final = ("allergies", "medicines", "scar_history", "pregnancy", "cold_sores", "device", "wish", "tried")


@cache
def shown() -> Recovery:
    return typed_everywhere(OTHER)


@cache
def typed() -> Recovery:
    return typed_everywhere(WORD)


def _care() -> Recovery:
    background = tuple(BackgroundAnswer(name, WORD) for name in TOLD)
    contact = Contact("k", on(3), "clinic", said=WORD, i_said=WORD)
    care = typed().care.having(contacts=(contact,), background=(*typed().care.background, *background))
    return replace(shown(), care=care)


def _private() -> Recovery:
    told = tuple(BackgroundAnswer(name, WORD, True) for name in TOLD)
    return replace(shown(), care=Care(background=told))


def _skin() -> Recovery:
    look = CheckIn().with_answers({"redness": 3, "pus": True}, at(2), WORD, {"all": WORD, "redness": WORD})
    recovery = replace(shown(), days={on(2): Day(on(2), {}, "", look)})
    return replace(recovery, clearances=typed().clearances)


def _notes() -> Recovery:
    def silent(day: Day) -> Day:
        marks = {one: replace(mark, reason="") for one, mark in day.marks.items()}
        return replace(day, marks=marks)

    days = {on: silent(day) for on, day in typed().days.items()}
    return replace(shown(), days=days, photos=typed().photos)


def _products() -> Recovery:
    def branded(routine: Routine) -> Routine:
        steps = (
            replace(one, versions=tuple(replace(each, product=WORD) for each in one.versions)) for one in routine.steps
        )
        return Routine(tuple(steps))

    return replace(shown().with_routine(branded(shown().routine)), products=typed().products)


FIELDS: Final[dict[str, Callable[[], Recovery]]] = {
    "care": _care,
    "private": _private,
    "skin": _skin,
    "notes": _notes,
    "products": _products,
    "photos": lambda: replace(shown(), photos=typed().photos),
    "name": lambda: replace(shown(), name=WORD),
}
"""A recovery for each part, with the word in every field of that part and nowhere else."""


@each_case("part", FIELDS)
def test_no_text_holds_a_word_of_what_is_left_out(part: str) -> None:
    assert WORD in written("json", FIELDS[part]())
    _look_for(part, ("md", "json"))


@pytest.mark.slow
@each_case("part", FIELDS)
def test_no_other_text_holds_it_either(part: str) -> None:
    _look_for(part, TEXTS)


def _look_for(part: str, formats: Sequence[str]) -> None:
    recovery = FIELDS[part]()
    for name in formats:
        assert WORD.casefold() not in written(name, recovery, [part]).casefold(), name


@each_case("part", ["notes", "private"])
def test_no_page_holds_what_it_leaves_out_by_itself(part: str) -> None:
    for name in ("md", "txt", "html"):
        assert WORD not in written(name, FIELDS[part](), ExportRequest(name).left_out), name


def test_a_word_that_is_not_left_out_is_found() -> None:
    """So that the tests above can fail."""
    for part in ("care", "skin", "products", "name"):
        assert WORD in written("md", FIELDS[part]()), part


@pytest.mark.slow
@pytest.mark.skipif(not (shutil.which("pdftotext") and shutil.which("qpdf")), reason="poppler or qpdf is missing")
@each_case("part", FIELDS)
def test_no_pdf_holds_it_neither_as_text_nor_in_its_streams(part: str, tmp_path: Path) -> None:
    content = pdf.render(summary_of(FIELDS[part](), without=[part]), days=True)
    text = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True).stdout
    (tmp_path / "a.pdf").write_bytes(content)
    told = subprocess.run(
        ["qpdf", "--qdf", "--object-streams=disable", tmp_path / "a.pdf", "-"], capture_output=True, check=True
    ).stdout
    assert OTHER.encode() in text
    for found in (text, told):
        for code in ("utf-8", "utf-16-be"):
            assert WORD.encode(code) not in found and WORD.encode(code).hex().upper().encode() not in found.upper()


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("tesseract"), reason="tesseract is not installed")
def test_no_picture_of_the_calendar_shows_a_name_that_is_left_out(tmp_path: Path) -> None:
    def read(*without: str) -> str:
        (tmp_path / "a.png").write_bytes(made(ExportRequest("png"), summary_of(FIELDS["name"](), without=without)))
        words = subprocess.run(["tesseract", tmp_path / "a.png", "-"], capture_output=True, check=True).stdout
        return words.decode().casefold()

    assert WORD.casefold() in read() and WORD.casefold() not in read("name")
