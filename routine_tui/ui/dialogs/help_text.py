"""What help says: the keys by where they work, the signs, and the words that mean something of their own here."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from routine_tui.glyphs import Glyphs
from routine_tui.ui.commands import SCOPE_OF_VIEW, Command, by_group
from routine_tui.ui.keys import keys_of

KEY_WIDTH: Final = 16
"""Cells of the keys where what they do stands beside them."""
NARROW: Final = 52
"""Columns in which what a key does stands below it."""
WORDS: Final = (
    ("step", "One thing to do. It is due on its days; “if needed” it never is."),
    ("due", "Expected today and not ticked yet."),
    ("not recorded", "A past day without a tick. That is not the same as not done."),
    ("skipped", "Left out on purpose: it counts neither way."),
    ("check-in", "Half a minute on how the skin is."),
    ("red flag", "An answer for which somebody should look at the skin."),
    ("day 0", "The day of the session. The days are counted from it."),
    ("window", "The weeks the calendar shows, 84 days at first. It grows; the record never ends."),
    ("phase", "A stretch of healing, after general guidance, not after your skin."),
    ("pause", "Days on which some or all steps are not due."),
    ("treatment", "What a clinician prescribed: its steps begin and stop by themselves."),
)
"""Words of ours, each with what it means, in short."""
ASKED: Final = (
    ("Is this normal?", "A check-in says what your answers call for; “why” says what that rests on."),
    ("How long?", "Under Care, What to expect: how long healing usually takes, where that is known."),
    ("What was done?", "Under Care, The session and What the clinic knows: a letter asks for the rest."),
    ("My own record?", "Share writes it: entries with their dates, photos, papers."),
)
"""What people ask first, in their words, and where it is answered."""
Section = tuple[str, Sequence[tuple[str, str]]]
"""A heading, and pairs of a key or sign and what it does or means."""


def sections(keymap: Mapping[str, str], view: str, glyphs: Glyphs) -> Iterator[Section]:
    """The keys of the view first, then those that work anywhere, signs, words, and those of the other views."""
    groups = dict(by_group())
    here = next(name for name, found in groups.items() if found[0].scope == SCOPE_OF_VIEW[view])
    of_views = [name for name, found in groups.items() if found[0].scope in SCOPE_OF_VIEW.values()]
    yield f"{here}, this view", list(_keys(groups[here], keymap))
    for name, found in groups.items():
        if name not in of_views:
            yield name, list(_keys(found, keymap))
    yield "Signs", signs(glyphs)
    yield "What people ask", ASKED
    yield "Words", WORDS
    for name in of_views:
        if name != here:
            yield name, list(_keys(groups[name], keymap))


def signs(glyphs: Glyphs) -> Sequence[tuple[str, str]]:
    """What the signs say, those of a step first."""
    return (
        (glyphs.done, "a step is done"),
        (glyphs.due, "a step is due"),
        (glyphs.complete, "all of a day is done"),
        (glyphs.partial, "some of it is done"),
        (glyphs.open, "not recorded"),
        (glyphs.skipped, "skipped"),
        (glyphs.paused, "paused"),
        (glyphs.rest, "nothing is due"),
        (glyphs.blank, "before it began"),
        (glyphs.event, "an appointment"),
        (glyphs.change, "the routine changes"),
    )


def lines(pairs: Sequence[tuple[str, str]], width: int) -> Iterator[tuple[str, str]]:
    """The pairs in lines of ``width`` cells: the left part, and the right one, with hanging indents."""
    beside = width >= NARROW
    indent = KEY_WIDTH + 2 if beside else 4
    for left, right in pairs:
        wrapped = textwrap.wrap(right, max(width - indent, 8)) or [""]
        if not beside or len(left) >= KEY_WIDTH:
            yield f"  {left}", ""
        else:
            yield f"  {left:<{KEY_WIDTH}}", wrapped.pop(0)
        yield from (("", f"{' ' * indent}{line}") for line in wrapped)


def _keys(commands: Sequence[Command], keymap: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """A command a line; those that only move about share one."""
    moving = [one for one in commands if _only_moves(one)]
    for command in commands:
        if command not in moving:
            yield " ".join(keys_of(command, keymap)), command.help
    if moving:
        told = (_move_words(one, keymap) for one in moving)
        yield "move", ", ".join(told)


def _move_words(command: Command, keymap: Mapping[str, str]) -> str:
    """Where a move goes, and its keys in brackets; a key that is named after it is not said twice."""
    where = command.label.lower()
    keys = " ".join(key for key in keys_of(command, keymap) if key != where)
    return f"{where} ({keys})" if keys else where


def _only_moves(command: Command) -> bool:
    return command.moves or (command.scope == "calendar" and command.action.startswith("day("))
