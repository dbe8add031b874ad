"""The pictures on the screen: by date, one or two at once, drawn in a way that asks the terminal nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from textual.geometry import Size

from routine_tui.planner.planner import Planner
from routine_tui.ui.dialogs.photos import PhotosDialog
from routine_tui.ui.widgets import picture
from routine_tui.ui.widgets.picture import Picture, fitted, way_to_show
from tests.pictures import drawn
from tests.ui.photos import photo_of, pictures

BLOCK = "▀"
KITTY = {"TERM": "xterm-kitty"}
HERE = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal with all colours, of which nothing more is known."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")


# --- which way


@pytest.mark.parametrize("term", ["xterm-kitty", "xterm-ghostty"])
def test_only_a_terminal_known_by_its_name_is_given_pictures_themselves(term: str) -> None:
    assert way_to_show({"TERM": term}, True, "truecolor") == "kitty"
    for between in ("TMUX", "STY", "ZELLIJ"):
        assert way_to_show({"TERM": term, between: "1"}, True, "truecolor") == "half blocks"
    assert way_to_show({"TERM": term}, False, "truecolor") == "half blocks"
    assert way_to_show({"TERM": term}, True, "256") == "half blocks"


@pytest.mark.parametrize("term", ["xterm-256color", "tmux-256color", "wezterm", "foot", "", "kitty-like"])
def test_every_other_terminal_is_given_half_blocks(term: str) -> None:
    assert way_to_show({"TERM": term, "KITTY_WINDOW_ID": "1"}, True, "truecolor") == "half blocks"
    assert way_to_show({"TERM": term}, True, "256") == "half blocks"


@pytest.mark.parametrize("colours", [None, "standard", "windows"])
def test_where_nothing_could_be_seen_the_file_is_named(colours: str | None) -> None:
    assert way_to_show(KITTY, True, colours) == "path"


ASKING = """
import os, pty, select, sys
from msgspec.structs import replace
from textual.geometry import Size
child, terminal = pty.fork()
if child == 0:
    from routine_tui.ui.widgets import picture
    from PIL import Image
    before = sys.__stdout__
    picture._drawing("half blocks", Image.new("RGB", (4, 4)), Size(2, 1), Size(9, 18))
    from textual_image._terminal import get_cell_size
    assert sys.__stdout__ is before and "TEXTUAL_CELL_WIDTH" not in os.environ
    os.write(2, repr(tuple(get_cell_size())).encode())
    os._exit(0)
said = b""
while select.select([terminal], [], [], 20)[0]:
    try:
        more = os.read(terminal, 1000)
    except OSError:
        break
    if not more:
        break
    said += more
os.waitpid(child, 0)
os.write(1, said)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such terminal")
def test_the_terminal_is_asked_nothing_when_textual_image_is_imported() -> None:
    """Seen to fail without ``_unasked``: then ``ESC [ c`` and the like stand before the answer."""
    done = subprocess.run(
        [sys.executable, "-c", ASKING],
        capture_output=True,
        timeout=60,
        env=os.environ | KITTY,
        check=True,
        cwd=HERE,
    )
    assert done.stdout == b"(9, 18)"


@pytest.mark.parametrize(
    ("pixels", "room", "cells"),
    [
        (Size(400, 400), Size(40, 20), Size(40, 20)),
        (Size(400, 800), Size(40, 20), Size(20, 20)),
        (Size(800, 400), Size(40, 20), Size(40, 10)),
        (Size(4000, 10), Size(40, 20), Size(40, 1)),
        (Size(10, 4000), Size(40, 20), Size(1, 20)),
        (Size(400, 400), Size(2000, 1000), Size(250, 125)),
        (Size(3, 4), Size(1, 1), Size(1, 1)),
    ],
)
def test_a_picture_keeps_its_shape_and_its_room(pixels: Size, room: Size, cells: Size) -> None:
    assert fitted(pixels, room, Size(10, 20)) == cells


# --- looking


async def test_the_list_names_each_picture_by_its_day(three_pictures: Planner) -> None:
    async with pictures(three_pictures) as app:
        rows = [" ".join(line.strip("│ ").split()) for line in app.lines if " day " in line and "│" in line]
        assert rows == ["✓ Mon 2 Nov day 2 left", "Fri 13 Nov day 13 [b]right[/b]", "▌✓ Sun 22 Nov day 22 chin"]
        assert not any(one.file in app.text for one in three_pictures.recovery.photos)
        assert BLOCK not in app.text


async def test_without_pictures_it_says_how_to_begin(planner: Planner) -> None:
    async with pictures(planner, (80, 24), "enter", "m", "n", "x", "u") as app:
        assert "No photos yet: press a to add one." in app.text
        await app.press("a")
        assert "same light" in app.text


async def test_o_shows_one_picture_in_half_blocks_of_its_colours_and_escape_goes_back(three_pictures: Planner) -> None:
    async with pictures(three_pictures, (80, 24), "o") as app:
        assert sum(line.count(BLOCK) for line in app.lines) > 500
        assert "Sun 22 Nov · day 22 · chin" in app.text
        assert "left" not in app.text
        shown = app.app.screen.query_one("#first").query_one(Picture)
        row = [segment for segment in shown.render_line(2) if segment.text == BLOCK]
        assert row[1].style is not None
        assert row[1].style.color is not None
        assert row[1].style.color.triplet == (255, 0, 0)
        assert row[-2].style is not None
        assert row[-2].style.bgcolor is not None
        assert row[-2].style.bgcolor.triplet == (0, 255, 0)
        await app.press("escape")
        assert BLOCK not in app.text
        assert "Mon 2 Nov" in app.text
        await app.press("escape")
        assert not isinstance(app.app.screen, PhotosDialog)


async def test_enter_lays_the_newest_beside_the_oldest_and_leaving_lets_the_pictures_go(
    three_pictures: Planner,
) -> None:
    async with pictures(three_pictures, (80, 24), "enter") as app:
        words = app.line("day 2 ·")
        assert words.index("Mon 2 Nov · day 2 · left") < words.index("Sun 22 Nov · day 22 · chin")
        rows = [line.strip("│ ").split() for line in app.lines if BLOCK in line]
        assert {len(row) for row in rows} == {2}  # two, and room between them
        await app.press("h")
        assert "left" in app.text and "[b]right[/b]" in app.text and "chin" not in app.text
        shown = list(app.app.screen.query(Picture))
        assert all(one._image is not None for one in shown)
        await app.press("escape")
        assert all(one._image is None and not one._rows for one in shown)


async def test_two_others_are_picked_and_enter_lays_them_side_by_side(three_pictures: Planner) -> None:
    """By one key as by the other."""
    async with pictures(three_pictures, (80, 24), "m", "k", "space") as app:
        assert app.text.count("✓") == 2 and "✓ Mon 2 Nov" not in app.text
        await app.press("enter")
        words = app.line("day 13 ·")
        assert words.index("[b]right[/b]") < words.index("chin")
        await app.press("escape", "g", "m")
        assert "▌✓ Mon 2 Nov" in app.text and "✓ Fri 13 Nov" in app.text and "✓ Sun 22 Nov" not in app.text
        await app.press("space", "G", "enter")
        assert "[b]right[/b]" in app.text and "chin" in app.text


async def test_while_one_is_shown_keys_turn_to_the_next(three_pictures: Planner) -> None:
    async with pictures(three_pictures, (80, 24), "g", "o") as app:
        for forward, back in (("l", "h"), ("down", "up")):
            await app.press(forward)
            assert "Fri 13 Nov · day 13" in app.text, forward
            await app.press(forward, forward, back, back)
            assert "Mon 2 Nov · day 2 · left" in app.text, back


async def test_the_mouse_does_the_same(three_pictures: Planner) -> None:
    async with pictures(three_pictures) as app:
        await app.click("Mon 2 Nov")
        assert BLOCK not in app.text
        await app.click("Mon 2 Nov")
        assert "Mon 2 Nov · day 2 · left" in app.text
        await app.click("Next (l)")
        assert "Fri 13 Nov · day 13" in app.text
        await app.click("Previous (h)")
        await app.click("Close (esc)")
        assert "▌✓ Mon 2 Nov" in app.text


async def test_it_fits_every_terminal(three_pictures: Planner) -> None:
    async with pictures(three_pictures, (40, 15), "enter") as app:
        for size in ((40, 15), (20, 6)):
            await app.resize(*size)
            assert BLOCK in app.text
            assert all(len(line) <= size[0] for line in app.lines), size
            await app.resize(80, 24)
            assert sum(line.count(BLOCK) for line in app.lines) > 500, size


async def test_a_picture_that_is_gone_or_broken_is_one_quiet_sentence_in_its_place(three_pictures: Planner) -> None:
    three_pictures.photos.path(photo_of(three_pictures, "chin")).unlink()
    three_pictures.photos.path(photo_of(three_pictures, "left")).write_bytes(b"\x89PNG\r\n\x1a\n broken")
    async with pictures(three_pictures) as app:
        assert "no longer exists · chin" in app.text
        await app.press("o")
        assert "The picture no longer exists." in app.text
        await app.press("h", "h")
        assert "The picture cannot be shown: its file is damaged." in app.text
        assert BLOCK not in app.text


@pytest.mark.parametrize("without", ["ascii", "colour"])
async def test_in_ascii_or_without_colour_the_files_are_named(
    three_pictures: Planner, without: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if without == "colour":
        monkeypatch.setenv("NO_COLOR", "1")
    async with pictures(three_pictures, (120, 40), "enter", ascii_only=without == "ascii") as app:
        assert "Open it with your picture viewer" in app.text
        for words in ("left", "chin"):
            assert photo_of(three_pictures, words).file in app.text
        assert BLOCK not in app.text


async def test_kitty_is_given_the_picture_and_told_to_drop_it(
    three_pictures: Planner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("routine_tui.ui.dialogs.photos.way_in", lambda *_: "kitty")
    async with pictures(three_pictures, (80, 24)) as app:
        terminal = StringIO()
        monkeypatch.setattr(sys, "__stdout__", terminal)
        await app.press("enter")
        sent = terminal.getvalue()
        assert "\x1b_Gi=" in sent
        assert "U=1" in sent
        shown = app.app.screen.query_one("#first").query_one(Picture)
        assert {row.cell_length for row in shown._rows} == {shown._rows[0].cell_length}
        assert shown._sent is not None
        kept = shown._sent
        await app.press("escape")
        assert f"\x1b_Ga=d,d=I,i={kept},q=2\x1b\\" in terminal.getvalue()
        monkeypatch.undo()


def test_a_broken_answer_about_cells_is_the_usual_size(monkeypatch: pytest.MonkeyPatch) -> None:
    for terminal in (None, StringIO()):
        monkeypatch.setattr(sys, "__stdout__", terminal)
        assert picture._cell() == Size(10, 20)
    monkeypatch.undo()


# --- changing


def test_drawn_pictures_have_four_corners() -> None:
    """What the other tests rest on."""
    assert drawn().getpixel((1, 1)) == (255, 0, 0)
