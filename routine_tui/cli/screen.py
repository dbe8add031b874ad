"""The command that looks through an ingredients list."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Final

import click

from routine_tui.cli.picking import pass_session
from routine_tui.cli.session import CliSession, columns, print_json
from routine_tui.facts.guidance import cited
from routine_tui.facts.ingredients import ingredient_rules
from routine_tui.files import read_bytes, typed_path
from routine_tui.model.errors import BadInput, RoutineError
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.shelf.ingredient_names import LONGEST_TEXT
from routine_tui.model.shelf.ingredients import Hit, Screening, screen
from routine_tui.model.shelf.screening_text import closing_lines, opening_lines, until_words
from routine_tui.model.text import clipped

WIDTH: Final = 80
NAME_WIDTH: Final = 36
MOST_BYTES: Final = 4 * LONGEST_TEXT
"""The longest text takes so much at most, in UTF-8."""
NO_TEXT: Final = frozenset(range(32)) - frozenset(b"\t\n\v\f\r")
"""Bytes that no text holds."""


@click.command("screen")
@click.argument("file", type=click.Path(path_type=Path, readable=False, allow_dash=True), required=False)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@pass_session
def screen_command(session: CliSession, file: Path | None, as_json: bool) -> None:
    """Check an ingredients list for what healing skin is better off without.

    FILE is a text file; without one, or with -, the list is read from standard input. Nothing is saved. What is on no
    list of ours is counted, not judged. Where a medicine is on the list, ask whoever prescribed it.

    \b
    Examples:
      routine-tui screen cream.txt
      routine-tui screen --json < cream.txt
    """
    found = screen(ingredient_rules(), read_list(file))
    if as_json:
        print_json(screening_as_json(found))
        return
    recovery = _recovery(session)
    for line in lines_of(found, recovery):
        session.say(line)


# ---------------------------------------------------------------------- what is read


def read_list(file: Path | None) -> str:
    """The text in a file, or on standard input. Raises StoreError or BadInput with a sentence."""
    return _text_of(_content(file))


def _content(file: Path | None) -> bytes:
    """What the file or standard input holds. Raises StoreError or BadInput with a sentence."""
    if file is not None and str(file) != "-":
        content = read_bytes(typed_path(file))
    else:
        if sys.stdin is None:
            raise BadInput("There is nothing to read: name a file with an ingredients list.")
        if sys.stdin.isatty():
            end = "ctrl+z and Enter" if sys.platform == "win32" else "ctrl+d"
            click.echo(f"Paste the ingredients list, then press Enter and {end}.", err=True)
        # Once only: at a terminal a second reading would wait for a second ctrl+d.
        content = sys.stdin.buffer.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise BadInput(f"This is too long for an ingredients list: use {LONGEST_TEXT:,} characters at most.")
    return content


def _text_of(content: bytes) -> str:
    """Bytes as text: UTF-8, UTF-16 where it says so, or else Latin-1. Raises BadInput for what is no text."""
    refused = BadInput("This isn't plain text: copy the list into a text file, or paste it.")
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            text = content.decode("utf-16")
        except UnicodeDecodeError:
            raise refused from None
        if "\0" in text:  # UTF-32, which begins alike
            raise refused
        return text
    if NO_TEXT.intersection(content):
        raise refused
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _recovery(session: CliSession) -> Recovery | None:
    """The current recovery, where there is one that can be read."""
    with suppress(RoutineError):
        return session.planner.find()
    return None


# ---------------------------------------------------------------------- what is said


def lines_of(found: Screening, recovery: Recovery | None) -> Iterator[str]:
    """The lines for a person: each hit, then each reason once, with its sources."""
    pregnant = recovery is not None and recovery.profile.get("pregnant") is True
    names = "1 ingredient" if found.ingredients == 1 else f"{found.ingredients} ingredients"
    if found.hits:
        flagged = len({hit.name for hit in found.hits})
        yield f"{flagged} of {names} {'is' if flagged == 1 else 'are'} on our list."
        for line in opening_lines(found, pregnant):
            yield from textwrap.wrap(line, WIDTH)
        yield ""
        rows = [(f"  {hit.level.capitalize()}", clipped(hit.name, 60), hit.label) for hit in found.hits]
        yield from columns(rows, widest=NAME_WIDTH)
        for alike in _by_reason(found.hits):
            yield ""
            yield from _reason_in_words(alike, recovery.day_zero if recovery else None)
        yield ""
    for line in closing_lines(found, pregnant):
        yield from textwrap.wrap(line, WIDTH)


def _by_reason(hits: Sequence[Hit]) -> list[list[Hit]]:
    """The hits of each reason, the weightiest first."""
    reasons: dict[str, list[Hit]] = {}
    for hit in hits:
        reasons.setdefault(hit.reason, []).append(hit)
    return list(reasons.values())


def _reason_in_words(hits: Sequence[Hit], day_zero: date | None) -> Iterator[str]:
    """A reason: why, until when, what else there is to say of a name, and who says so."""
    first = hits[0]
    yield from textwrap.wrap(f"{first.label}. {first.why}", WIDTH)
    yield from textwrap.wrap(until_words(first, day_zero), WIDTH, initial_indent="  ", subsequent_indent="  ")
    for hit in hits:
        if hit.note:
            noted = f"{clipped(hit.name, 60)}: {hit.note}"
            yield from textwrap.wrap(noted, WIDTH, initial_indent="  ", subsequent_indent="    ")
    for source in cited(first.sources):
        yield from textwrap.wrap(
            f"{source.id}  {source.title}, {source.publisher}", WIDTH, initial_indent="  ", subsequent_indent="       "
        )
        yield f"       {source.address}"


def screening_as_json(found: Screening) -> object:
    """What was found in a list, as scripts read it."""
    return {
        "ingredients": found.ingredients,
        "hits": [_hit_as_json(hit) for hit in found.hits],
        "unknown": found.unknown,
    }


def _hit_as_json(hit: Hit) -> object:
    sources = cited(hit.sources)
    return {
        "name": hit.name,
        "reason": hit.reason,
        "text": hit.text,
        "level": hit.level,
        "until_day_offset": hit.until_day_offset,
        "sources": [
            {"id": one.id, "title": one.title, "publisher": one.publisher, "address": one.address} for one in sources
        ],
        "source": sources[0].id,
        "source_title": sources[0].title,
        "source_address": sources[0].address,
        "label": hit.label,
        "why": hit.why,
        "needs_clinician": hit.needs_clinician,
        "note": hit.note or None,
        "medicine": hit.medicine,
        "pregnancy": hit.pregnancy or None,
    }
