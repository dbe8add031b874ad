"""What the PDF says, read back: every fact in its order, letters of many scripts, and what was typed as text."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from datetime import timedelta

import pytest
from msgspec.structs import replace

from routine_tui.exporters import pdf, typesetting
from routine_tui.exporters.page.page import Alert, Charts, Facts, Items, Paragraph, Table
from routine_tui.exporters.page.page_builder import build_page
from routine_tui.model.recovery.routine import StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.text import escape_control_characters
from tests.exporters.lived import sample, summary_of, typed_everywhere
from tests.exporters.lived_care import TODAY, ZERO
from tests.exporters.test_pdf import BARE, HEBREW, OBEYED, read, sides, with_poppler, written
from tests.texts import HOSTILE


def _fonts_here() -> str:
    """The languages for which there are fonts here."""
    if not shutil.which("fc-list"):
        return ""
    found = subprocess.run(["fc-list", ":lang=he"], capture_output=True, check=False).stdout
    return ":lang=he" if found else ""


def words_of(blocks: Sequence[object]) -> list[str]:
    """All that some blocks say, in their order."""
    found: list[str] = []
    for block in blocks:
        match block:
            case Paragraph(text):
                found.append(text)
            case Alert():
                found += [word for label, text, _ in block.pairs for word in (label, text)] + [*block.warnings]
            case Facts(pairs):
                found += [word for pair in pairs for word in pair]
            case Items(items):
                found += [word for item in items for word in (item.when, item.what, *item.beside)]
            case Table():
                rows = (row for group in block.groups for row in group.rows)
                found += [word for row in rows for cell in row for word in (cell.text, *cell.beside)]
            case Charts():
                found += [curve.label for curve in block.curves]
                found += [mark.words for mark in block.marks]
    return found


@with_poppler
def test_every_fact_of_the_story_is_found_in_the_order_in_which_it_is_read() -> None:
    page = build_page(summary_of(sample()))
    text = read(written(sample()))
    place = 0
    for section in page.of("story"):
        for words in [section.heading, *words_of(section.blocks)]:
            found = text.find(" ".join(words.split()), place)
            assert found >= 0, words
            place = found
    for words in (page.heading, page.who, page.session, page.today):
        assert words in text
    assert page.method in text


@with_poppler
def test_letters_of_many_scripts_are_there_and_what_the_fonts_lack_has_a_mark_that_is_explained(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(typesetting, "_held_by_the_system", lambda runs: frozenset())
    known = "Ångström Łódź Ελλάδα Жанна Nguyễn Thị Ưởng"
    text = read(written(replace(BARE, name=known)))
    assert known in text
    assert "�" not in text
    lacking = read(written(replace(BARE, name="夜のクリーム 🧴 Balm")))
    assert "� � Balm" in lacking
    assert "� Balm" in (joined := read(written(replace(BARE, name="👩🏽\u200d🔬❤\ufe0f Balm"))))
    assert "��" not in joined.replace("\u200d", "")
    assert "� stands for a sign that this page cannot draw." in lacking


def test_the_title_of_the_file_needs_no_font(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "_held_by_the_system", lambda runs: frozenset())
    page = build_page(summary_of(replace(BARE, name="夜のクリーム")))
    drawn = json.loads(pdf._drawn(page, pdf._SIDES, pdf._chosen(page)))
    assert drawn["title"] == "Skin recovery: 夜のクリーム"
    assert drawn["heading"] == "�"


def test_the_fonts_hold_every_sign_that_is_not_marked() -> None:
    """Typst itself refuses to write an archive of a page with a letter that no font holds."""
    from typst import Compiler, TypstError

    named = json.dumps(typesetting.FONTS).replace("[", "(").replace("]", ")")
    setting = f'#set document(title: "a")\n#set text(font: {named})\n'
    source = f'{setting}#sys.inputs.told #text(weight: "semibold", sys.inputs.told)'.encode()

    def draw(told: str) -> None:
        setter = Compiler(source, font_paths=typesetting.fonts(), ignore_system_fonts=True, sys_inputs={"told": told})
        setter.compile(format="pdf", pdf_standards="a-2b", timestamp=0)

    signs = [chr(point) for point in range(32, 0x2000) if not typesetting._lacking().match(chr(point))]
    assert len(signs) > 2400
    draw(" ".join(signs))
    with pytest.raises(TypstError):
        draw("夜")


@with_poppler
@pytest.mark.skipif(":lang=he" not in _fonts_here(), reason="no font here has Hebrew letters")
def test_letters_that_its_own_fonts_lack_are_drawn_by_the_systems() -> None:
    text = read(written(replace(BARE, name=HEBREW)))
    assert "�" not in text and sorted(HEBREW.split()) == sorted(word for word in HEBREW.split() if word in text)


@with_poppler
def test_what_was_typed_is_text_and_nothing_else() -> None:
    lively = '#import "@preview/x" *bold* _em_ $x^2$ #panic() `raw` <label> @ref https://example.com \\ [a] //c /*'
    content = written(typed_everywhere(lively), days=True)
    assert lively in read(content)
    assert b"/URI" not in content
    assert b"/Link" not in content


@pytest.mark.slow
@with_poppler
@pytest.mark.parametrize("text", HOSTILE[::7])
def test_a_hostile_text_in_every_field_breaks_nothing(text: str) -> None:
    content = written(typed_everywhere(text))
    assert sides(content) == 2
    assert not re.search(OBEYED, read(content))


@with_poppler
def test_all_hostile_texts_together_break_nothing() -> None:
    """Each of them as the name of a step, and as the note of a day."""
    recovery = typed_everywhere("calm")
    for number, text in enumerate(HOSTILE):
        named = text if text.strip() and "\n" not in text else f"x{text}"
        version = StepVersion(ZERO, "evening", "other", escape_control_characters(named)[:200], Schedule(ZERO))
        recovery = recovery.with_routine(recovery.routine.with_step(version, f"hostile-{number}"))
        if (on := ZERO + timedelta(days=number)) <= TODAY:
            recovery = recovery.with_record(replace(recovery.record(on), note=f"x{text}"))
    content = written(recovery, days=True)
    assert not re.search(OBEYED, read(content))
