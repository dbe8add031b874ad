"""Beside Today's list, where there is room: the next visit, the skin, and what to avoid until when; a card each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import var

from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.ui.keys import with_keys
from routine_tui.ui.widgets.lines import retitle
from routine_tui.ui.widgets.quiet_line import SUGGESTED, avoid_from, care_from, skin_from
from routine_tui.ui.widgets.worked_out_later import WorkedOutLater

if TYPE_CHECKING:
    from routine_tui.model.skin.told import Told

ROWS_FOR_ALL: Final = 26
"""Rows of a terminal from which on all that a card says has room; in fewer a sentence would be cut at the edge."""


class Card(WorkedOutLater):
    """A heading with a few words at its right, and lines below; away where there is nothing to say."""

    COMPONENT_CLASSES = {"card--title", "card--quiet"}
    DEFAULT_CSS = """
    Card { height: auto; padding: 0 1; margin-top: 1; color: $text; display: none; }
    Card.-said { display: block; }
    Card.-away { display: none; }
    Card > .card--title { color: $text; text-style: bold; }
    Card > .card--quiet { color: $text-muted; }
    """

    def __init__(self, glyphs: Glyphs = UNICODE) -> None:
        super().__init__(glyphs)
        self._said: tuple[str, str, tuple[str, ...]] = ("", "", ())

    def say(self, title: str, aside: str, lines: Sequence[str]) -> None:
        """Say something else; nothing without lines. What is said already costs no frame."""
        said = (title, aside, tuple(lines))
        if said != self._said:
            self._said = said
            retitle(self, f" {self._glyphs.dot} ".join(filter(None, (title, aside))))
            self.set_class(bool(lines), "-said")
            self.refresh(layout=True)

    def render(self) -> Content:
        """The heading, and the lines below it."""
        title, aside, lines = self._said
        if self.styles.border.left[0]:
            return Content("\n").join(map(Content, lines))
        title = title.upper()
        gap = " " * max(1, self.size.width - cell_len(title) - cell_len(aside))
        head = Content.assemble(
            (title, self.get_visual_style("card--title")), gap, (aside, self.get_visual_style("card--quiet"))
        )
        return Content("\n").join([head, *map(Content, lines)])


class VisitCard(Card):
    """The next visit: when, with whom, how much is ready for it; what is waited for, and what comes within a week."""

    def _follows_from(self, recovery: Recovery) -> Any:
        return care_from(recovery, self.today)

    def _bring_up_to_date(self) -> None:
        from routine_tui.model.recovery.care import NO_CARE

        if (recovery := self.recovery) is None:
            return
        if recovery.care is NO_CARE:
            self.say("", "", ())
            return
        from routine_tui.facts.care import fields
        from routine_tui.model.care.care_text import soonest_line, when_words
        from routine_tui.model.care.contact_text import waiting_lines
        from routine_tui.model.care.events import events
        from routine_tui.model.care.visit_checklist import ready_words, to_bring
        from routine_tui.model.recovery.visit import next_visit
        from routine_tui.model.text import clipped, days_in_words

        soonest = soonest_line(events(recovery, self.today), self.today)
        more = [*waiting_lines(recovery, self.today), *([soonest] if soonest else [])]
        visit = next_visit(recovery.care.visits, self.today)
        if visit is None:
            self.say("Coming up", "", more)
            return
        away = (visit.day - self.today).days
        ready = ready_words(to_bring(recovery, fields(), visit))
        whom = "" if visit.title == "Visit" else f"{clipped(visit.title)} {self._glyphs.dot} "
        lines = [when_words(visit.day, visit.at, self.today), whom + ready, *more]
        self.say("Next visit", f"in {days_in_words(away)}" if away > 1 else "", lines)


class SkinCard(Card):
    """What is suggested, or the newest check-in where it is calm; a higher level is told by the banner above."""

    told: var[Told | None] = var(None)

    def __init__(self, glyphs: Glyphs = UNICODE, more: Callable[[Recovery, date], str] | None = None) -> None:
        """``more`` gives a line such as a product to replace, or nothing."""
        super().__init__(glyphs)
        self._more = more
        self._lines: tuple[str, ...] = ()
        self._newest = ""
        """What the newest numbers say, which is told only where nothing calls for anybody."""

    def watch_told(self) -> None:
        """The newest check-in is another, or calls for something else."""
        self._show()

    def _follows_from(self, recovery: Recovery) -> Any:
        return skin_from(recovery, self.today)

    def _bring_up_to_date(self) -> None:
        from routine_tui.model.skin.check_ins import is_suggested

        if (recovery := self.recovery) is None:
            return
        wanted = [with_keys(SUGGESTED)] if is_suggested(recovery, self.today) else []
        more = self._more(recovery, self.today) if self._more is not None else ""
        self._lines = (*wanted, *([more] if more else []))
        if recovery.is_quiet(self.today):
            from routine_tui.model.skin.look_less import next_look_words

            self._newest = next_look_words(recovery, self.today)
        elif any(record.skin is not None for record in recovery.days.values()):
            from routine_tui.model.skin.trends import newest_in_words

            self._newest = newest_in_words(recovery, self.today)
        else:
            self._newest = ""
        self._show()

    def _show(self) -> None:
        calm = [self.told.shapes[-1][0].head] if self.told is not None and self.told.is_calm else []
        if self._known is not None:
            newest = [self._newest] if calm and self._newest else []
            if newest and calm:
                newest = [_without_day(newest[0], calm[0])]
            self.say("Skin", "", [*calm, *newest, *self._lines])


def _without_day(numbers: str, level: str) -> str:
    """What the newest numbers say, without their day where the words above them end with it."""
    day, _, words = numbers.partition(": ")
    return f"{words[:1].upper()}{words[1:]}" if words and level.lower().endswith(f" {day.lower()}") else numbers


class AvoidCard(Card):
    """What to avoid for now, by the day until which it is avoided; only what ends first where there are few lines."""

    def _follows_from(self, recovery: Recovery) -> Any:
        return (*avoid_from(recovery, self.today), self._is_low)

    @property
    def _is_low(self) -> bool:
        return self.app.size.height < ROWS_FOR_ALL

    def _bring_up_to_date(self) -> None:
        from routine_tui.facts.skin import avoid_items
        from routine_tui.model.skin.avoidance import avoidance
        from routine_tui.model.skin.avoidance_text import number_of_things, soonest_ends

        if (recovery := self.recovery) is None:
            return
        found = avoidance(avoid_items(), recovery, self.today) if recovery.contains(self.today) else ()
        ends = soonest_ends(found)
        self.say("Keep avoiding", number_of_things(found), ends[:1] if self._is_low else ends)
