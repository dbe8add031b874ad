"""One look and one rule for every dialog there is: found by themselves, so that none can be forgotten."""

from __future__ import annotations

import importlib
import itertools
import pkgutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from rich.style import Style
from textual.widget import Widget
from textual.widgets import Button, Checkbox, Input, Select, Static, TextArea

import routine_tui.ui.dialogs as dialogs
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.ui.dialogs.dialog import Dialog
from routine_tui.ui.dialogs.field_order import shown_fields
from routine_tui.ui.dialogs.form import Form
from routine_tui.ui.dialogs.look_less import LookLessDialog
from routine_tui.ui.inputs import Choice, TextBox, TextLine
from routine_tui.ui.widgets.tick_box import TickBox
from tests.ui.driver import NOW, TODAY, Opened, opened, planner_at, planner_with
from tests.ui.quiet_driver import contrast_of
from tests.ui.test_forms import CASES, Case, open_dialog, somebody
from tests.ui.test_hours import set_

SHOWN = {
    "welcome": Case(()),
    "help": Case(("question_mark",)),
    "share": Case(("e",)),
    "add care": Case(("5", "a")),
    "checklist": Case(("5", "b")),
    "background": Case(("5", "enter"), row="background"),
    "page": Case(("5", "G", "k", "enter", "w")),
    "expect": Case(("5", "G", "enter")),
    "screening": Case(("4", "i")),
    "trend": Case(("4", "enter"), row="trend"),
    "pictures": Case(("4", "f")),
    "week": Case(("5", "a", "w")),
    "look less": Case(()),
}
"""How the dialogs are opened that are no forms."""
ALL = CASES | SHOWN
QUICK = ("product", "share")
"""A form with each kind of field, and a dialog that is none: the others have what these have, and are slow together."""
SIZES = (
    (20, 6), (34, 10), (40, 12), (40, 15), (46, 38), (60, 20), (74, 20), (80, 24), (99, 30), (100, 32), (119, 36),
    (120, 36), (140, 45), (200, 60),
)  # fmt: skip
KEYS = {"look less": "^s yes · esc no", **dict.fromkeys(("share", "page"), "tab next · ^s save · esc close")}
"""What the last line says where a question is all there is."""
WITHOUT_EDGE = ("welcome",)
"""Dialogs that are no box, and so have no last line in it."""


@asynccontextmanager
async def dialog_of(name: str, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Opened]:
    """A dialog, opened as a person opens it."""
    case, is_worn = ALL[name], name == "hours"
    if name == "welcome":
        planner = planner_at()
    else:
        recovery = Recovery("r", "Face", TODAY) if is_worn else somebody()
        if name == "trend":
            recovery = recovery.checked_in(TODAY, CheckIn.of({"redness": 2}, NOW))
        planner = planner_with(recovery)
    if is_worn:
        set_(planner, "Silicone sheet", "evening", days_ago=0, hours="12 hours, at most 20")
    async with opened(planner, (80, 40)) as app:
        if case.keys:
            await open_dialog(app, case.keys, case.row)
        elif name == "look less":  # it opens by itself, after what weighs much
            app.main.submit(LookLessDialog(), planner.weeks.look_less)
        await app.pilot.resize_terminal(*size)
        await app.settle()
        assert isinstance(app.app.screen, Dialog), app.text
        yield app


def dialog_types() -> set[type[Any]]:
    """Every dialog that the package holds, but for those that others are made from."""
    for module in pkgutil.iter_modules(dialogs.__path__):
        importlib.import_module(f"{dialogs.__name__}.{module.name}")
    found, left = set(), [Dialog]
    while left:
        kind: type[Any] = left.pop()
        kinds = [one for one in kind.__subclasses__() if one.__module__.startswith("routine_tui.")]
        left += kinds
        found |= set() if kinds else {kind}
    return found


@pytest.mark.slow
async def test_every_dialog_there_is_is_held_to_the_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new dialog has to be opened here too."""
    seen = set()
    for name in ALL:
        (folder := tmp_path / name).mkdir()
        monkeypatch.chdir(folder)
        async with dialog_of(name) as app:
            seen.add(type(app.app.screen))
    assert {one.__name__ for one in dialog_types() - seen} == set()


def last_line(app: Opened) -> str:
    """What the last line of the box says."""
    box = app.app.screen.query_one(".dialog")
    return app.lines[box.region.bottom - 1]


def seen_whole(app: Opened, widget: Widget) -> bool:
    """Whether all of a widget can be seen now."""
    found = app.app.screen.find_widget(widget)
    return bool(found.region) and found.visible_region.size == found.region.size


def is_typed_in(widget: Widget) -> bool:
    """Whether it is a field of ours, with a bar where the cursor is."""
    return isinstance(widget, (Input, TextArea, Select, Checkbox))


def bar_of(app: Opened, widget: Widget) -> tuple[str, Style]:
    """The cell at the left of a field: its sign and its style."""
    return app.cell(app.app.screen.find_widget(widget).region.offset)


@pytest.mark.parametrize("name", [pytest.param(name, marks=() if name in QUICK else pytest.mark.slow) for name in ALL])
async def test_a_dialog_can_be_read_and_has_the_one_footer_and_the_one_way_of_moving(name: str) -> None:
    async with dialog_of(name) as app:
        await can_be_read(app)
        screen: Any = app.app.screen
        fields = list(shown_fields(screen))
        if name not in WITHOUT_EDGE:
            asks = isinstance(screen, Form) and name != "level"
            verb = str(screen.query_one("#accept", Button).label).partition(" (")[0].lower() if asks else ""
            keys = f"tab next · ^s {verb} · esc cancel" if asks else "esc close"
            assert KEYS.get(name, keys) in last_line(app), last_line(app)
        for widget in screen.query("*"):
            wanted = {Input: TextLine, Select: Choice, Checkbox: TickBox, TextArea: TextBox}
            assert all(isinstance(widget, ours) for kind, ours in wanted.items() if isinstance(widget, kind)), widget
        if isinstance(screen, Form):
            accept = screen.query_one("#accept", Button)
            assert "(^s)" in str(accept.label) and seen_whole(app, accept)
        await walks(app, fields)


async def can_be_read(app: Opened) -> None:
    """On a phone and in a usual terminal, in each of our themes: what is typed, what is said, what may be typed."""
    for theme in ("routine-light", "routine-dark"):
        await app.wear(theme)
        for size in ((46, 38), (80, 24)):
            await app.resize(*size)
            box = app.app.screen.query_one(".dialog").region
            weak = {
                (app.lines[y].strip(), round(contrast_of(style), 1))
                for x, y, character, style in app.cells()
                if box.contains(x, y) and character.isalnum() and style.color and style.bgcolor
                if contrast_of(style) < 4.5
            }
            assert not weak, (size, theme)


async def walks(app: Opened, fields: list[Widget]) -> None:
    """The arrows come by every field; the one that has the cursor has a bar, and no other one has it."""
    screen = app.app.screen
    plain = [one for one in fields if is_typed_in(one)]
    if not plain or not isinstance(screen, Form):
        return
    screen.set_focus(fields[0])
    await app.settle()
    passed = [fields[0]]
    while passed[-1] is not fields[-1]:
        before = passed[-1]
        if is_typed_in(before):
            sign, style = bar_of(app, before)
            assert sign == "▌" and contrast_of(style) >= 3, (before, sign, style)
            others = [one for one in plain if one is not before and seen_whole(app, one)]
            assert all(bar_of(app, one)[0] != "▌" for one in others), before
        await app.press("down" if isinstance(before, (Input, Select, Checkbox)) else "tab")
        assert screen.focused is not None and screen.focused is not before, (before, app.text)
        passed.append(screen.focused)
    assert [one.id for one in passed] == [one.id for one in fields]
    for line, after in itertools.pairwise(fields):
        if isinstance(line, (Input, Checkbox)):
            screen.set_focus(line)
            await app.press("enter")
            assert screen.focused is after, line


def problems(app: Opened) -> Iterator[str]:
    """What does not fit, or cannot be reached."""
    screen = app.app.screen
    box = screen.query_one(".dialog")
    if box.region.right > screen.size.width or box.region.bottom > screen.size.height:
        yield f"the box is larger than the terminal: {box.region}"
    if box.virtual_size.width > box.size.width:
        yield f"its rows are wider than the box: {box.virtual_size} in {box.size}"
    for button in screen.query(Button):
        if button.display and not seen_whole(app, button):
            yield f"the button {button.label} is out of view"
    for field in shown_fields(screen):
        if not field.size.width or not field.size.height:
            yield f"{field!r} has no room"
        if (said := cut_without_sign(app, field)) is not None:
            yield f"{said} is cut, and no sign says so"


def cut_without_sign(app: Opened, field: Widget) -> str | None:
    """The example or the choice that a line has no room for, where nothing says that there is more of it."""
    if isinstance(field, Select):
        field = field.query_one("#label", Static)
    words = str(field.content) if isinstance(field, Static) else field.placeholder if isinstance(field, Input) else ""
    is_cut = not getattr(field, "value", "") and len(words) > field.content_size.width and seen_whole(app, field)
    row = app.lines[app.app.screen.find_widget(field).region.y] if is_cut else "…"
    return None if "…" in row else words


@pytest.mark.parametrize("sizes", [((40, 12), (80, 24), (120, 36)), pytest.param(SIZES[1:], marks=pytest.mark.slow)])
async def test_without_photos_nothing_is_offered_that_needs_one(sizes: tuple[tuple[int, int], ...]) -> None:
    """Seen to fail: “Compare (enter)” was the first choice of somebody without a photo."""
    async with dialog_of("pictures") as app:
        for size in sizes:
            await app.resize(*size)
            shown = {button.id: button.variant for button in app.app.screen.query(Button) if button.display}
            assert shown.pop("leave", "default") == "default" and shown == {"add": "primary"}, size


@pytest.mark.parametrize("name", ["template", "welcome"])
async def test_all_that_can_be_chosen_is_there_again_after_a_small_terminal(name: str) -> None:
    """Seen to fail: the scroll bar of a small terminal stayed, and lines wrapped beside it hid the last choice."""
    async with dialog_of(name) as app:
        before = app.text
        await app.resize(46, 12)
        await app.resize(80, 24)
        assert app.text == before and "Empty" in before


@pytest.mark.parametrize("name", ALL)
@pytest.mark.slow
async def test_a_dialog_fits_every_terminal(name: str) -> None:
    """Buttons and the way out are in view, rows are no wider than their box, the field with the cursor is seen."""
    async with dialog_of(name) as app:
        screen: Any = app.app.screen
        for size in SIZES:
            await app.pilot.resize_terminal(*size)
            await app.settle()
            assert list(problems(app)) == []
            if name not in WITHOUT_EDGE:
                assert "esc" in last_line(app)
            for field in (fields := list(shown_fields(screen)))[:: max(len(fields) - 1, 1)]:
                screen.set_focus(field)
                await app.settle()
                region = screen.find_widget(field).visible_region
                assert region.width and region.height, (field, app.text)
                assert list(problems(app)) == []


def test_no_dialog_is_a_file_without_one() -> None:
    """What the search for dialogs rests on: each of them lies in the package that is searched."""
    folder = Path(dialogs.__path__[0])
    assert len(dialog_types()) > 30
    assert all(Path(str(importlib.import_module(one.__module__).__file__)).parent == folder for one in dialog_types())
