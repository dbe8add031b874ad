"""Every command, once: its keys, its words and where it lives.

Bindings, key bar, command palette, help, keymap checks and the README's table all read this one table.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Final, Literal

from msgspec import Struct

from routine_tui.model.errors import BadInput

Scope = Literal["app", "main", "checklist", "calendar", "steps", "skin", "care"]
"""The part of the screen in which a command's keys work; those of ``app`` and ``main`` work everywhere."""


class Command(Struct, frozen=True):
    """A thing a person can ask for."""

    id: str
    """A stable name, used in ``config.toml``."""
    keys: str
    """Default keys, comma separated, as Textual spells them."""
    action: str
    label: str
    """A word or two, for the key bar and the palette."""
    help: str
    """One sentence, for help, the palette and the README."""
    scope: Scope = "main"
    group: str = "Anywhere"
    bar: int = 0
    """Its rank in the key bar, 1 first; 0 for not shown."""
    leads: Scope | None = None
    """The part of the screen in whose key bar it comes first."""
    palette: bool = True

    @property
    def moves(self) -> bool:
        """Whether it moves about in a list: to another row, or to another section of it."""
        return self.action.startswith(("move(", "section("))


def _move(id: str, keys: str, by: int, label: str, help: str) -> Command:  # noqa: A002 (the fields' own names)
    """Moving about in the calendar."""
    return Command(id, keys, f"day({by})", label, help, "calendar", "Calendar", palette=False)


def _list(scope: Scope, group: str, thing: str = "step") -> tuple[Command, ...]:
    """Moving in a list is the same in every list."""
    return (
        Command(f"{scope}.down", "down,j", "move(1)", "Down", f"Go to the next {thing}.", scope, group, palette=False),
        Command(f"{scope}.up", "up,k", "move(-1)", "Up", f"Go to the {thing} before.", scope, group, palette=False),
        Command(f"{scope}.first", "home,g", "move(-999)", "First", "Go to the first.", scope, group, palette=False),
        Command(f"{scope}.last", "end,G", "move(999)", "Last", "Go to the last.", scope, group, palette=False),
    )


_TODAY: Final = "Today"
_CALENDAR: Final = "Calendar"
_ROUTINE: Final = "Routine"
_SKIN: Final = "Skin"
_CARE: Final = "Care"
_CHECK_IN: Final = "Check-in"

COMMANDS: Final[tuple[Command, ...]] = (
    Command("step.tick", "space,enter", "tick", "tick", "Tick the step, or untick it.", "checklist", _TODAY, 1),
    Command(
        "step.tick_all",
        "A",
        "tick_all",
        "tick all",
        "Tick all that is due in this part of the day.",
        "checklist",
        _TODAY,
        2,
    ),
    Command("step.skip", "s", "skip", "skip", "Skip the step, with a reason if you like.", "checklist", _TODAY, 3),
    Command("step.note", "N", "step_note", "step note", "Write a note beside the step's tick.", "checklist", _TODAY),
    *_list("checklist", _TODAY),
    Command(
        "day.left", "left,h", "day(-1)", "Day before", "Go to the day before.", "calendar", _CALENDAR, palette=False
    ),
    Command(
        "day.right", "right,l", "day(1)", "Day after", "Go to the day after.", "calendar", _CALENDAR, palette=False
    ),
    Command(
        "week.up", "up,k", "day(-7)", "Week before", "Go to the week before.", "calendar", _CALENDAR, palette=False
    ),
    Command(
        "week.down", "down,j", "day(7)", "Week after", "Go to the week after.", "calendar", _CALENDAR, palette=False
    ),
    _move("month.up", "pageup", -28, "Back", "Back four weeks."),
    _move("month.down", "pagedown", 28, "On", "Forward four weeks."),
    _move("day.zero", "home,g", -9999, "First day", "Go to the day of the session."),
    _move("day.last", "end,G", 9999, "Last day", "Go to the last day."),
    Command(
        "day.open", "enter,space", "open", "open day", "Open the day in Today.", "calendar", _CALENDAR, 1, palette=False
    ),
    Command(
        "calendar.values",
        "v",
        "values",
        "signs",
        "Switch between your routine and each skin sign.",
        "calendar",
        _CALENDAR,
        2,
    ),
    Command("routine.add", "a", "add", "add", "Add a step.", "steps", _ROUTINE, 1),
    Command(
        "routine.edit", "enter,space", "edit", "edit", "Edit this step from a date you choose.", "steps", _ROUTINE, 2
    ),
    Command("routine.end", "x,delete", "end", "stop", "Stop the step today, or restart it.", "steps", _ROUTINE, 3),
    Command(
        "routine.up",
        "shift+up,K",
        "shift(-1)",
        "move up",
        "Move the step up in its part of the day.",
        "steps",
        _ROUTINE,
    ),
    Command(
        "routine.down",
        "shift+down,J",
        "shift(1)",
        "move down",
        "Move the step down in its part of the day.",
        "steps",
        _ROUTINE,
        4,
    ),
    Command("routine.template", "m", "template", "template", "Start again from a template.", "steps", _ROUTINE, 5),
    *_list("steps", _ROUTINE),
    Command("skin.open", "enter,space", "open", "open", "Open what the cursor stands on.", "skin", _SKIN, 2),
    Command("skin.add", "a", "add", "add product", "Add a product.", "skin", _SKIN, 3),
    Command("skin.end", "x,delete", "end", "stop", "Stop using this product, or use it again.", "skin", _SKIN),
    Command("skin.screen", "i", "screen", "ingredients", "Check an ingredients list.", "skin", _SKIN, 4),
    Command("skin.photos", "f", "photos", "photos", "Show the photos, or add one.", "skin", _SKIN, 5),
    Command("skin.next", "right,l,tab", "section(1)", "next section", "Show the next section of Skin.", "skin", _SKIN),
    Command(
        "skin.before", "left,h,shift+tab", "section(-1)", "section before", "Show the section before.", "skin", _SKIN
    ),
    Command(
        "skin.window",
        "z",
        "window",
        "whole window",
        "Show the whole window, or until today.",
        "skin",
        _SKIN,
        6,
    ),
    *_list("skin", _SKIN, "row"),
    Command("care.open", "enter,space", "open", "open", "Open what the cursor stands on.", "care", _CARE, 1),
    Command("care.visit", "v", "visit", "visit", "Plan a visit, or log a past one.", "care", _CARE),
    Command("care.bring", "b", "bring", "checklist", "What to bring to the next visit.", "care", _CARE, 3),
    Command("care.add", "a", "add", "add", "Add a visit, a treatment or a procedure.", "care", _CARE, 2),
    Command("care.course", "T", "course", "treatment", "Add a treatment that was prescribed.", "care", _CARE),
    Command("care.procedure", "o", "procedure", "procedure", "Add a procedure that was agreed on.", "care", _CARE),
    Command(
        "care.end",
        "x,delete",
        "end",
        "end",
        "Cancel, stop or delete this.",
        "care",
        _CARE,
        5,
    ),
    *_list("care", _CARE, "row"),
    Command("concern.why", "w", "why", "why", "See what your check-in calls for, and why.", group=_CHECK_IN, bar=1),
    Command(
        "skin.check_in",
        "c",
        "check_in",
        "check in",
        "Check in: how the skin is on this day.",
        group=_CHECK_IN,
        bar=11,
        leads="skin",
    ),
    Command(
        "day.before", "left_square_bracket", "day(-1)", "day before", "Go to the day before.", group="Days", bar=14
    ),
    Command("day.after", "right_square_bracket", "day(1)", "day after", "Go to the day after.", group="Days", bar=15),
    Command("day.today", "t", "today", "back to today", "Come back to today.", group="Days", bar=16),
    Command("day.note", "n", "note", "note", "Write the day's note.", group="Days", bar=10),
    Command("day.pause", "p", "pause", "pause", "Pause the routine, or resume it.", group="Days"),
    Command("question", "Q", "question", "question", "Save a question for the next visit."),
    Command("change.undo", "u", "undo", "undo", "Undo the last change.", bar=13),
    Command("change.redo", "U", "redo", "redo", "Redo what was undone."),
    Command("view.today", "1", "view('today')", "Today", "Show the checklist."),
    Command("view.calendar", "2", "view('calendar')", "Calendar", "Show the calendar."),
    Command("view.routine", "3", "view('routine')", "Routine", "Show and change the routine."),
    Command("view.skin", "4", "view('skin')", "Skin", "See how the skin is doing."),
    Command("view.care", "5", "view('care')", "Care", "See visits, treatments and what is planned."),
    Command("share", "e", "share", "share", "Write a page to share.", bar=12),
    Command("recovery", "R", "recovery", "recovery", "Rename, change the date or the length."),
    Command("settings", "comma", "settings", "settings", "Theme, start of the day, week, signs."),
    Command("back", "escape", "back", "Back", "Back to today; then out of the sample data.", palette=False),
    Command("help", "question_mark", "help", "help", "List every key.", "app", bar=98),
    Command("palette", "ctrl+p", "command_palette", "palette", "Find a command by its name.", "app", palette=False),
    Command("quit", "q", "quit", "quit", "Leave. Everything is stored already.", "app", bar=99),
)
VIEWS: Final = ("today", "calendar", "routine", "skin", "care")
SCOPE_OF_VIEW: Final[Mapping[str, Scope]] = {
    "today": "checklist",
    "calendar": "calendar",
    "routine": "steps",
    "skin": "skin",
    "care": "care",
}


def in_scope(scope: Scope) -> Iterator[Command]:
    """The commands that belong to one part of the screen."""
    return (command for command in COMMANDS if command.scope == scope)


def by_group() -> Iterator[tuple[str, list[Command]]]:
    """Commands under their headings, in the order in which the headings first appear."""
    headings = dict.fromkeys(command.group for command in COMMANDS)
    for heading in headings:
        yield heading, [command for command in COMMANDS if command.group == heading]


def command_named(command_id: str) -> Command:
    """The command of an id. Raises BadInput, naming the nearest, where there is none."""
    found = next((command for command in COMMANDS if command.id == command_id), None)
    if found is None:
        known = [command.id for command in COMMANDS]
        raise BadInput(f"There is no command “{command_id}”{_nearest(command_id, known)}")
    return found


def check_keymap(keymap: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The usable part of a person's keymap, and a sentence for each part that is not.

    Textual ignores unknown ids and lets a clash unbind the other command without a word, so we look first. A command
    is never left without a key.
    """
    known = {command.id: command for command in COMMANDS}
    good: dict[str, str] = {}
    problems: list[str] = []
    for command_id, keys in keymap.items():
        wanted = [_named(key) for key in keys.split(",") if key.strip()]
        if command_id not in known:
            problems.append(f"There is no command “{command_id}”{_nearest(command_id, list(known))}")
        elif not wanted:
            problems.append(f"“{command_id}” needs a key: it keeps {known[command_id].keys}.")
        else:
            good[command_id] = ",".join(wanted)
    while clash := _clash(good, known):  # what falls back to its own key may meet what seemed free before
        command_id, key, other = clash
        problems.append(f"“{key}” is the key of {other} already: {command_id} keeps {known[command_id].keys}.")
        del good[command_id]
    return good, problems


def _clash(keymap: Mapping[str, str], known: Mapping[str, Command]) -> tuple[str, str, str] | None:
    """A command of the keymap, one of its keys, and the other command that has that key where both could be meant."""
    everywhere = ("app", "main")
    for command_id, keys in keymap.items():
        scope = known[command_id].scope
        for other in COMMANDS:
            meet = other.scope == scope or other.scope in everywhere or scope in everywhere
            shared = set(keys.split(",")) & set(keymap.get(other.id, other.keys).split(","))
            if meet and shared and other.id != command_id:
                return command_id, min(shared), other.id
    return None


def _named(key: str) -> str:
    """A key as Textual names it: ``question_mark`` for ``?``."""
    key = key.strip()
    if len(key) != 1 or key.isalnum():
        return key
    return unicodedata.name(key, key).lower().replace("-", "_").replace(" ", "_")


def _nearest(word: str, known: list[str]) -> str:
    close = get_close_matches(word, known, n=1, cutoff=0.5)
    return f"; did you mean “{close[0]}”?" if close else ": the help lists all of them by their keys."
