"""The command that takes in what other programs recorded, and what routine-tui export wrote."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from routine_tui.cli.picking import DATE, TextType, pass_session
from routine_tui.cli.recoveries import free_name
from routine_tui.cli.session import CliSession, columns, is_answered, print_json
from routine_tui.dates import read_day
from routine_tui.files import typed_path
from routine_tui.importers.columns import read_mapping
from routine_tui.importers.detect import FORM_NAMES, PAIR_NAMES
from routine_tui.importers.found import LOSSES
from routine_tui.model.errors import BadInput
from routine_tui.model.import_errors import Unclear
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.text import clipped, days_in_words, listed, short_day

if TYPE_CHECKING:
    from datetime import date

    from routine_tui.importers.apply import ImportResult
    from routine_tui.importers.found import ImportedData
    from routine_tui.planner.imports import ImportPreview

WIDTH: Final = 80
NAME_WIDTH: Final = 30
MOST_STEPS: Final = 40
"""How many steps are told one by one."""
_HELP: Final = f"""Import from other apps: habits become steps, their days become ticks and notes.

FILE is the CSV zip or the backup of Loop Habit Tracker, a CSV of HabitBull, the folder or a file of
{listed(PAIR_NAMES, "or")}, the JSON of {listed(FORM_NAMES, "or")}, any CSV with a day, a step and a state, or the
JSON of routine-tui export, which becomes the recovery it was.

What is already recorded here stays. Days outside the recovery are counted and left out: --as starts a recovery
with room for them. What can't be kept is listed by kind; `routine-tui undo` undoes the whole import.

\b
Keys of --map: DATE, STEP (- for none: the state's column has its name),
STATE (- for none: each row is something done), NOTE, TIME, SLOT, KIND,
REASON, AMOUNT; ORDER=DMY, MDY or YMD, what comes first in a date; DONE,
SKIPPED, NOT: the words for a state.

\b
Examples:
  routine-tui import "Loop Habits CSV 2026-11-22.zip" --dry-run
  routine-tui import ~/.config/harsh --as Before
  routine-tui import log.csv --map DATE=Tag,STEP=Was,STATE=Ja/Nein,DONE=ja
"""
_NEW: Final = "It is now the current recovery. routine-tui undo empties it again."


class MappingType(TextType):
    """Which column of a simple table says what."""

    name = "mapping"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text as it was typed, or a usage error where a key in it is none."""
        try:
            read_mapping([value])
        except BadInput as error:
            self.fail(str(error), param, ctx)
        return value


@click.command("import", help=_HELP)
@click.argument("file", type=click.Path(path_type=Path, readable=False))
@click.option("--dry-run", is_flag=True, help="Only show what would be imported.")
@click.option("--as", "name", metavar="NAME", help="Import into a new recovery of this name.")
@click.option("--day-zero", type=DATE, metavar="DATE", help="With --as: the date of the session [the first record].")
@click.option(
    "--map", "mappings", type=MappingType(), multiple=True, metavar="KEY=COLUMN",
    help="Which column of a simple table holds what; can be repeated, or separated by commas.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_session
def import_command(
    session: CliSession,
    file: Path,
    dry_run: bool,
    name: str | None,
    day_zero: str | None,
    mappings: Sequence[str],
    as_json: bool,
) -> None:
    """Import what another program recorded, into the current recovery or into a new one."""
    path = typed_path(file)
    held = _looked(session, path, read_mapping(mappings))
    arrivals = session.planner.imports
    if name is None and not isinstance(held, Recovery) and session.planner.find() is None:
        name = free_name(session)
    if day_zero is not None and (name is None or isinstance(held, Recovery)):
        raise click.UsageError("--day-zero goes with --as, and with what another program recorded.")
    first = _first_day(session, day_zero)
    done = arrivals.preview(held, name, first) if dry_run else arrivals.take(held, path, name, first)
    if as_json:
        print_json(_as_json(path, held, done, dry_run))
        return
    for line in _in_words(path, held, done, dry_run):
        indent = " " * (len(line) - len(line.lstrip()) + 2)
        session.say("\n".join(textwrap.wrap(line, WIDTH, subsequent_indent=indent, break_long_words=False)))


def _first_day(session: CliSession, text: str | None) -> date | None:
    if text is None:
        return None
    return read_day(text, session.plain_today)


# ---------------------------------------------------------------------- what is asked


def _looked(session: CliSession, path: Path, mapping: dict[str, str]) -> ImportedData | Recovery:
    """What a file holds; on a terminal it is asked which column says what, elsewhere a sentence says how to name it."""
    while True:
        try:
            return session.planner.imports.look(path, mapping)
        except Unclear as unclear:
            if not is_answered():
                raise
            mapping[unclear.key] = _answer(unclear)


def _answer(unclear: Unclear) -> str:
    click.echo(unclear.question, err=True)
    rows = [(f"{number:>3}", clipped(name, 40), words) for number, (name, words) in enumerate(unclear.choices, 1)]
    for line in columns(rows):
        click.echo(line, err=True)
    number: int = click.prompt("Number", type=click.IntRange(1, len(unclear.choices)), err=True)
    return unclear.choices[number - 1][0]


# ---------------------------------------------------------------------- what is said


def _in_words(path: Path, held: ImportedData | Recovery, done: ImportPreview, dry_run: bool) -> Iterator[str]:
    name = clipped(done.recovery.name)
    if isinstance(held, Recovery):
        yield from _of_ours(held, name, path, done, dry_run)
        return
    assert done.taken is not None
    yield from _what_was_found(held)
    if done.is_new:
        yield f"“{name}” {'would be started' if dry_run else 'is started'}: {_window(done.recovery)}."
    if not done.is_changed:
        yield f"“{name}” already has all of it within its days: nothing to change."
    else:
        yield f"“{name}” {'would import' if dry_run else 'imports'}:"
        yield from _what_is_kept(done.taken)
    yield from _what_stays(done.taken, done.recovery)
    told = [words for _, _, words in _losses(done.taken) if done.is_changed or "kept" not in words]
    if told:
        yield "What can't be kept as it is:"
        yield from (f"  {words}" for words in told)
    if done.is_new and not dry_run:
        yield _NEW
    elif done.is_changed and not dry_run:
        yield "routine-tui undo undoes this."


def _of_ours(held: Recovery, name: str, path: Path, done: ImportPreview, dry_run: bool) -> Iterator[str]:
    days, steps = days_in_words(len(held.days)), _counted(len(held.routine.steps), "step")
    source = clipped(path.name)
    yield f"An export of routine-tui: “{clipped(held.name)}”, {steps}, {days} with a record."
    if not done.is_changed:
        yield f"“{name}” is already the same as {source}: nothing to change."
        return
    yield f"“{name}” {'would be' if dry_run else 'is'} added from {source}: everything is kept."
    if held.photos:
        yield f"Photos aren't part of an export: what is recorded about {_counted(len(held.photos), 'photo')} is kept."
    if not dry_run:
        yield _NEW


def _what_was_found(held: ImportedData) -> Iterator[str]:
    between = f", {_days(*held.span)}" if held.span else ""
    yield f"{held.format_name}:"
    yield f"  {_counted(len(held.habits), 'habit')}, {_counted(held.records, 'record')}{between}"


def _what_is_kept(taken: ImportResult) -> Iterator[str]:
    rows = [
        (
            f"  {clipped(step.habit, NAME_WIDTH)}",
            step.slot,
            "a new step" if step.is_new else "joins one here",
            ", ".join(_marks(step.done, step.skipped)) or "no new records",
        )
        for step in taken.steps
    ]
    yield from columns(rows[:MOST_STEPS])
    if len(rows) > MOST_STEPS:
        yield f"  and {len(rows) - MOST_STEPS} more"
    marks = _marks(taken.done, taken.skipped)
    notes = [_counted(taken.notes, "note")] if taken.notes else []
    yield f"  together {', '.join([*marks, *notes]) or 'no records'}"
    if taken.timeless:
        yield "  Where the file has no time, 12:00 is used."


def _what_stays(taken: ImportResult, recovery: Recovery) -> Iterator[str]:
    if taken.known:
        other = f", {taken.differing:,} of them different: what is already here stays" if taken.differing else ""
        yield f"{_counted(taken.known, 'record')} {'is' if taken.known == 1 else 'are'} already here{other}."
    if taken.outside:
        notes = f", {taken.outside_notes:,} with a note" if taken.outside_notes else ""
        yield f"Left out, outside {_window(recovery)}: {_counted(taken.outside, 'record')}{notes}."
        yield "  --as NAME starts a recovery with room for them, from --day-zero on."
    if taken.left_out:
        yield f"Left out, without a day from {_window(recovery)}: {_counted(taken.left_out, 'habit')} not in use."


def _losses(taken: ImportResult) -> Iterator[tuple[str, int, str]]:
    """What has no place here: its kind, how many, and what becomes of them."""
    for kind, loss in LOSSES.items():
        if count := taken.losses[kind]:
            yield kind, count, loss.one if count == 1 else loss.many.format(f"{count:,}")


def _marks(done: int, skipped: int) -> list[str]:
    return [f"{count:,} {word}" for count, word in ((done, "done"), (skipped, "skipped")) if count]


def _window(recovery: Recovery) -> str:
    return _days(recovery.day_zero, recovery.last_day)


def _days(first: date, last: date) -> str:
    return f"{short_day(first)} to {short_day(last)}"


def _counted(count: int, word: str) -> str:
    return f"1 {word}" if count == 1 else f"{count:,} {word}s"


def _as_json(path: Path, held: ImportedData | Recovery, done: ImportPreview, dry_run: bool) -> dict[str, Any]:
    about = {
        "file": str(path),
        "recovery": done.recovery.name,
        "day_zero": done.recovery.day_zero.isoformat(),
        "window_days": done.recovery.window_days,
        "begins": done.is_new,
        "changed": done.is_changed,
        "dry_run": dry_run,
    }
    if isinstance(held, Recovery):
        return {"format": "routine-tui", **about, "steps": len(held.routine.steps), "days": len(held.days)}
    taken = done.taken
    assert taken is not None
    return {
        "format": held.format_id,
        "format_name": held.format_name,
        **about,
        "habits": len(held.habits),
        "records": held.records,
        "since": held.span[0].isoformat() if held.span else None,
        "until": held.span[1].isoformat() if held.span else None,
        "steps": [
            {
                "habit": step.habit,
                "id": step.step_id,
                "slot": step.slot,
                "new": step.is_new,
                "done": step.done,
                "skipped": step.skipped,
            }
            for step in taken.steps
        ],
        "done": taken.done,
        "skipped": taken.skipped,
        "notes": taken.notes,
        "without_time": taken.timeless,
        "here_already": taken.known,
        "here_otherwise": taken.differing,
        "outside": taken.outside,
        "outside_with_notes": taken.outside_notes,
        "habits_left_out": taken.left_out,
        "without_place": [{"kind": kind, "count": count, "words": words} for kind, count, words in _losses(taken)],
    }
