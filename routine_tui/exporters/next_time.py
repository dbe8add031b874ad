"""The next time, as a page to print: what is worth knowing before anything else is done to the skin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, Final

from msgspec import Struct
from msgspec.structs import replace

from routine_tui.exporters.escapes import markdown
from routine_tui.exporters.page.templates import environment
from routine_tui.exporters.plain_text import wrapped
from routine_tui.exporters.summary.sections_to_share import one_word
from routine_tui.model.care.visit_checklist import held
from routine_tui.model.errors import BadInput
from routine_tui.model.guidance import NOT_ADVICE, Source
from routine_tui.model.text import days_in_words, listed, short_day

if TYPE_CHECKING:
    from jinja2 import Environment

    from routine_tui.model.recovery.background import BackgroundField
    from routine_tui.model.recovery.recovery import Recovery
    from routine_tui.model.skin.avoidance import Calm

FORMATS: Final = ("md", "txt", "html")
GROUP: Final = "next_time"
"""The heading under which the fields of this page stand."""
KEPT_BACK: Final = "Told, and kept out of what is shared."


class NextItem(Struct, frozen=True):
    """One thing to settle."""

    label: str
    ask: str
    told: str
    """What is told or recorded already; empty for nothing, where there is room to write."""
    why: str
    cites: str
    """The numbers of its sources in the list below: ``1, 4``; empty for none."""


class NextTime(Struct, frozen=True):
    """All of the page, gathered once for every format."""

    written_on: date
    day_zero: date
    items: tuple[NextItem, ...]
    sources: tuple[Source, ...]
    """Each once, in the order in which they are cited, counted from 1."""

    title: ClassVar = "Before anything else is done"
    intro: ClassVar = (
        "To go through with whoever does it, before anything else is done to the skin. "
        "Nothing here suggests having anything done: to leave it is an answer, too."
    )
    foot: ClassVar = f"{NOT_ADVICE.capitalize()}. Answers are the person's own. Not reviewed by a clinician."

    @property
    def when(self) -> str:
        """The day it was written, and how long after the session that was."""
        written, session = short_day(self.written_on), short_day(self.day_zero)
        days = (self.written_on - self.day_zero).days
        return f"{written}, {days_in_words(days)} after the session of {session}" if days > 0 else written


def next_time(
    recovery: Recovery, fields: Sequence[BackgroundField], sources: Mapping[str, Source], calm: Calm, today: date
) -> NextTime:
    """The page of a recovery on a day, from the fields of its group; what was told as private is not on it."""
    private = {one.id for one in recovery.care.background if one.private}
    told = tuple(one for one in recovery.care.background if not one.private)
    shared = replace(recovery, care=recovery.care.having(background=told))
    chosen = [one for one in fields if one.group == GROUP]
    ids = dict.fromkeys(source_id for one in chosen for source_id in one.sources)
    numbers = {source_id: str(number) for number, source_id in enumerate(ids, 1)}

    def item(field: BackgroundField) -> NextItem:
        words = held(shared, field, calm).strip()
        hidden = not words and bool(private & {field.id, field.same_as})
        cites = ", ".join(numbers[one] for one in field.sources)
        return NextItem(field.label, field.ask, KEPT_BACK if hidden else words, field.why, cites)

    return NextTime(today, recovery.day_zero, tuple(map(item, chosen)), tuple(sources[one] for one in ids))


def render(format_name: str, page: NextTime) -> str:
    """The page in a format: ``md``, ``txt`` or ``html``. Raises BadInput, naming the choices, for another."""
    if format_name not in FORMATS:
        raise BadInput(f"“{one_word(format_name)}” isn't a format of this page: choose {listed(FORMATS, 'or')}.")
    told = _templates(format_name).get_template(f"next_time.{format_name}.j2").render(n=page)
    return told.rstrip("\n") + "\n"


@cache
def _templates(format_name: str) -> Environment:
    if format_name == "html":
        return environment({}, autoescape=True)
    if format_name == "md":
        return environment({}, finalize=_markdown)
    return environment({"wrap": wrapped})


def _markdown(value: Any) -> str:
    return markdown(str(value))
