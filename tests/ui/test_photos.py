"""The pictures on the screen: by date, one or two at once, drawn in a way that asks the terminal nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.geometry import Size

from routine_tui.model.recovery.photo import Photo
from routine_tui.planner.planner import Planner
from routine_tui.ui.dialogs.photos import PhotosDialog
from routine_tui.ui.widgets import picture
from routine_tui.ui.widgets.picture import Picture, fitted, way_to_show
from tests.pictures import another, drawn, plain
from tests.ui.driver import TODAY, Opened, opened

BLOCK = "▀"
KITTY = {"TERM": "xterm-kitty"}
HERE = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal with all colours, of which nothing more is known."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A picture to take in."""
    return plain(tmp_path / "face.png")


@pytest.fixture
def three(planner: Planner, source: Path) -> Planner:
    """A planner with three pictures."""
    for days, words in ((20, "left"), (9, "[b]right[/b]"), (0, "chin")):
        planner.photos.add(another(source), TODAY - timedelta(days=days), words)
    return planner


@asynccontextmanager
async def pictures(
    planner: Planner, size: tuple[int, int] = (80, 24), *keys: str, ascii_only: bool = False
) -> AsyncIterator[Opened]:
    """The dialog, open after some keys."""
    async with opened(planner, size, ascii_only=ascii_only) as app:
        app.main.show(PhotosDialog(app.main, planner.recovery, TODAY))
        await app.settle()
        for key in keys:
            await app.press(key)
        yield app


def photo_of(planner: Planner, words: str) -> Photo:
    """The picture with these words."""
    return next(photo for photo in planner.recovery.photos if photo.caption == words)


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


async def test_the_list_names_each_picture_by_its_day(three: Planner) -> None:
    async with pictures(three) as app:
        rows = [" ".join(line.strip("│ ").split()) for line in app.lines if " day " in line and "│" in line]
        assert rows == ["✓ Mon 2 Nov day 2 left", "Fri 13 Nov day 13 [b]right[/b]", "▌✓ Sun 22 Nov day 22 chin"]
        assert not any(one.file in app.text for one in three.recovery.photos)
        assert BLOCK not in app.text


async def test_without_pictures_it_says_how_to_begin(planner: Planner) -> None:
    async with pictures(planner, (80, 24), "enter", "m", "n", "x", "u") as app:
        assert "No photos yet: press a to add one." in app.text
        await app.press("a")
        assert "same light" in app.text


async def test_o_shows_one_picture_in_half_blocks_and_escape_goes_back(three: Planner) -> None:
    async with pictures(three, (80, 24), "o") as app:
        assert sum(line.count(BLOCK) for line in app.lines) > 500
        assert "Sun 22 Nov · day 22 · chin" in app.text
        assert "left" not in app.text
        await app.press("escape")
        assert BLOCK not in app.text
        assert "Mon 2 Nov" in app.text
        await app.press("escape")
        assert not isinstance(app.app.screen, PhotosDialog)


async def test_the_colours_are_those_of_the_picture(three: Planner) -> None:
    async with pictures(three, (80, 24), "o") as app:
        shown = app.app.screen.query_one("#first").query_one(Picture)
        row = [segment for segment in shown.render_line(2) if segment.text == BLOCK]
        assert row[1].style is not None
        assert row[1].style.color is not None
        assert row[1].style.color.triplet == (255, 0, 0)
        assert row[-2].style is not None
        assert row[-2].style.bgcolor is not None
        assert row[-2].style.bgcolor.triplet == (0, 255, 0)


async def test_enter_lays_the_newest_beside_the_oldest(three: Planner) -> None:
    async with pictures(three, (80, 24), "enter") as app:
        words = app.line("day 2 ·")
        assert words.index("Mon 2 Nov · day 2 · left") < words.index("Sun 22 Nov · day 22 · chin")
        rows = [line.strip("│ ").split() for line in app.lines if BLOCK in line]
        assert {len(row) for row in rows} == {2}  # two, and room between them
        await app.press("h")
        assert "left" in app.text and "[b]right[/b]" in app.text and "chin" not in app.text


@pytest.mark.parametrize("key", ["m", "space"])
async def test_two_others_are_picked_and_enter_lays_them_side_by_side(three: Planner, key: str) -> None:
    async with pictures(three, (80, 24), key, "k", key) as app:
        assert app.text.count("✓") == 2 and "✓ Mon 2 Nov" not in app.text
        await app.press("enter")
        words = app.line("day 13 ·")
        assert words.index("[b]right[/b]") < words.index("chin")
        await app.press("escape", "g", key)
        assert "▌✓ Mon 2 Nov" in app.text and "✓ Fri 13 Nov" in app.text and "✓ Sun 22 Nov" not in app.text
        await app.press(key, "G", "enter")
        assert "[b]right[/b]" in app.text and "chin" in app.text


@pytest.mark.parametrize(("forward", "back"), [("l", "h"), ("down", "up")])
async def test_while_one_is_shown_keys_turn_to_the_next(three: Planner, forward: str, back: str) -> None:
    async with pictures(three, (80, 24), "g", "o", forward) as app:
        assert "Fri 13 Nov · day 13" in app.text
        await app.press(forward, forward, back, back)
        assert "Mon 2 Nov · day 2 · left" in app.text


async def test_the_mouse_does_the_same(three: Planner) -> None:
    async with pictures(three) as app:
        await app.click("Mon 2 Nov")
        assert BLOCK not in app.text
        await app.click("Mon 2 Nov")
        assert "Mon 2 Nov · day 2 · left" in app.text
        await app.click("Next (l)")
        assert "Fri 13 Nov · day 13" in app.text
        await app.click("Previous (h)")
        await app.click("Close (esc)")
        assert "▌✓ Mon 2 Nov" in app.text


@pytest.mark.parametrize("size", [(40, 15), (20, 6)])
async def test_it_fits_every_terminal(three: Planner, size: tuple[int, int]) -> None:
    async with pictures(three, size, "enter") as app:
        assert BLOCK in app.text
        assert all(len(line) <= size[0] for line in app.lines)
        await app.pilot.resize_terminal(80, 24)
        await app.settle()
        assert sum(line.count(BLOCK) for line in app.lines) > 500


async def test_a_picture_that_is_gone_or_broken_is_one_quiet_sentence_in_its_place(three: Planner) -> None:
    three.photos.path(photo_of(three, "chin")).unlink()
    three.photos.path(photo_of(three, "left")).write_bytes(b"\x89PNG\r\n\x1a\n broken")
    async with pictures(three) as app:
        assert "no longer exists · chin" in app.text
        await app.press("o")
        assert "The picture no longer exists." in app.text
        await app.press("h", "h")
        assert "The picture cannot be shown: its file is damaged." in app.text
        assert BLOCK not in app.text


@pytest.mark.parametrize("without", ["ascii", "colour"])
async def test_in_ascii_or_without_colour_the_files_are_named(
    three: Planner, without: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if without == "colour":
        monkeypatch.setenv("NO_COLOR", "1")
    async with pictures(three, (120, 40), "enter", ascii_only=without == "ascii") as app:
        assert "Open it with your picture viewer" in app.text
        for words in ("left", "chin"):
            assert photo_of(three, words).file in app.text
        assert BLOCK not in app.text


async def test_leaving_lets_the_pictures_go(three: Planner) -> None:
    async with pictures(three, (80, 24), "enter") as app:
        shown = list(app.app.screen.query(Picture))
        assert all(one._image is not None for one in shown)
        await app.press("escape")
        assert all(one._image is None and not one._rows for one in shown)


async def test_kitty_is_given_the_picture_and_told_to_drop_it(three: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("routine_tui.ui.dialogs.photos.way_in", lambda *_: "kitty")
    async with pictures(three, (80, 24)) as app:
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


async def test_a_picture_is_added_by_its_path(planner: Planner, source: Path) -> None:
    async with pictures(planner, (80, 24), "a") as app:
        await app.type("file", f"'{source}'")
        await app.type("day", "-3")
        await app.type("caption", "left cheek")
        await app.press("ctrl+s")
        (photo,) = planner.recovery.photos
        assert (photo.day, photo.caption) == (TODAY - timedelta(days=3), "left cheek")
        assert "▌  Thu 19 Nov" in app.text
        assert app.said().startswith("Added. Your own file stays where it is.")
        await app.press("a")
        assert "same light" not in app.text


async def test_what_cannot_be_added_stays_typed(planner: Planner, tmp_path: Path) -> None:
    (tmp_path / "words.jpg").write_text("words")
    async with pictures(planner, (80, 24), "a", "ctrl+s") as app:
        assert app.complaint == "Type where the photo is, e.g. ~/Pictures/left.jpg."
        await app.type("file", str(tmp_path / "words.jpg"))
        await app.type("caption", "left")
        await app.press("ctrl+s")
        assert "isn't a JPEG, PNG or WebP picture" in app.complaint
        await app.type("day", "03/04/2026")
        await app.press("ctrl+s")
        assert "or 3 Apr" in app.complaint
        await app.press("escape")
        assert isinstance(app.app.screen, PhotosDialog)
        assert planner.recovery.photos == ()


async def test_words_and_day_are_changed(three: Planner) -> None:
    async with pictures(three, (80, 24), "g", "n") as app:
        await app.type("caption", "left, by the window")
        await app.type("day", "2026-11-03")
        await app.press("ctrl+s")
        assert photo_of(three, "left, by the window").day == date(2026, 11, 3)
        assert "▌✓ Tue 3 Nov" in app.text
        await app.press("u")
        assert photo_of(three, "left").day == date(2026, 11, 2)


async def test_a_picture_taken_away_comes_back_with_u_and_no_more_than_that(three: Planner) -> None:
    async with pictures(three, (80, 24), "g", "x") as app:
        assert "u brings it back" in app.said()
        assert len(three.recovery.photos) == 2
        await app.press("u")
        assert app.said() == "Undid: removed a photo of 2 Nov."
        await app.press("u")
        assert app.said() == "Nothing was changed here that could be undone."
        assert len(three.recovery.photos) == 3


async def test_where_it_cannot_be_stored_the_list_stays(three: Planner, monkeypatch: pytest.MonkeyPatch) -> None:
    from routine_tui.model.errors import StoreError

    def full(*_: object) -> None:
        raise StoreError("No room: nothing was changed.")

    async with pictures(three) as app:
        monkeypatch.setattr("routine_tui.store.storage.write_whole", full)
        await app.press("x")
        assert app.complaint == "No room: nothing was changed."
        assert "Sun 22 Nov" in app.text
        monkeypatch.undo()


def test_nothing_of_pictures_is_imported_with_the_app() -> None:
    words = "import sys, routine_tui.ui.app; print([n for n in ('PIL', 'textual_image') if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, check=True, cwd=HERE)
    assert done.stdout.strip() == b"[]"


def test_drawn_pictures_have_four_corners() -> None:
    """What the other tests rest on."""
    assert drawn().getpixel((1, 1)) == (255, 0, 0)


async def test_a_picture_that_does_not_say_its_day_is_asked_for_it(planner: Planner, source: Path) -> None:
    async with pictures(planner, (80, 24), "a") as app:
        await app.type("file", str(source).replace("/", "\\/"))
        await app.press("ctrl+s")
        assert app.complaint.startswith("The picture does not say when it was taken: type its day, such as today or")
        await app.type("day", "today")
        await app.press("ctrl+s")
        assert [photo.day for photo in planner.recovery.photos] == [TODAY]


async def test_what_waits_in_the_inbox_is_said_after_the_first_frame(planner: Planner, tmp_path: Path) -> None:
    folder = tmp_path / "from the phone"
    folder.mkdir()
    plain(folder / "IMG_1.png")
    planner.settings = replace(planner.settings, photo_inbox=str(folder))
    async with opened(planner) as app:
        await app.app.workers.wait_for_complete()
        await app.settle()
        assert "1 new photo is in your photo inbox. To add: 4, f, then i." in app.notices
        assert planner.recovery.photos == ()
        app.main.show(PhotosDialog(app.main, planner.recovery, TODAY))
        await app.settle()  # it looks into the folder once it is there
        await app.app.workers.wait_for_complete()
        await app.settle()
        assert "1 photo waits in your photo inbox: i adds it" in app.said()
        await app.press("i")
        assert len(planner.recovery.photos) == 1 and app.said().startswith("Added 1.")
        await app.press("i")
        assert app.said().startswith("No new photos") and len(planner.recovery.photos) == 1


async def test_how_a_picture_was_taken_is_said_and_changed_here_too(planner: Planner, source: Path) -> None:
    async with pictures(planner, (80, 40), "a") as app:
        await app.type("file", str(source).replace("/", "\\/"))
        await app.type("day", "today")
        for name, value in (("place", "front"), ("light", "side"), ("makeup", "no"), ("keep", True)):
            app.app.screen.query_one(f"#{name}").value = value  # type: ignore[attr-defined]
        await app.press("ctrl+s")
        (one,) = planner.recovery.photos
        assert (one.place, one.light, one.makeup, one.before) == ("front", "side", False, False)
        assert "Have you a photo from before the session?" in app.said()
        kept = planner.photos.original_path(one)
        assert kept is not None and kept.read_bytes() == source.read_bytes()
        await app.press("n")
        app.app.screen.query_one("#before").value = True  # type: ignore[attr-defined]
        await app.press("ctrl+s")
        (one,) = planner.recovery.photos
        assert one.before and (one.place, one.light, one.makeup) == ("front", "side", False)
        await app.press("a")
        assert (app.app.screen.query_one("#light").value, app.app.screen.query_one("#keep").value) == ("", False)  # type: ignore[attr-defined]
