"""The day under the calendar's cursor: in a few lines below the weeks, or whole beside them."""

from __future__ import annotations

from datetime import date
from typing import Final

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive

from routine_tui.facts import guidance
from routine_tui.facts.skin import label_of
from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.care.events import CareEvent
from routine_tui.model.day.agenda import Agenda, ChecklistItem, agenda
from routine_tui.model.day.counting import BLANK
from routine_tui.model.guidance import phase_at
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.skin.check_in_table import findings_in_words, looks_in_words
from routine_tui.model.text import clipped, listed, long_day, weekday_day
from routine_tui.ui.widgets.day_events import DayEvents
from routine_tui.ui.widgets.kept import KeepsLines
from routine_tui.ui.widgets.lines import FEW_LINES, retitle
from routine_tui.ui.widgets.text_below import cut_to
from routine_tui.ui.widgets.week_line import ROUTINE

QUIET: Final = "$foreground 70%"
"""The look of words that only stand beside others; a text that has parts knows no ``$text-muted``."""
ROOMY: Final = 5
"""Lines from which on every number of a check-in is told; in fewer those that are not 0, so that a note has room."""
WHOLE_FROM: Final = 18
"""Lines from which on a day is told whole."""
MOST_COMING: Final = 5
"""How many of the events to come are told beside a day."""
EVENT_GAP: Final = "  "
FEWEST_COMING: Final = 3
"""Lines, an empty one and a heading among them, from which on what comes is told below a day in few words."""


class ComingUp(KeepsLines):
    """What comes after today, in a panel of its own: no move of the cursor draws it anew."""

    DEFAULT_CSS = "ComingUp { display: none; padding: 0 1; border-title-background: $background; }"
    recovery: reactive[Recovery | None] = reactive(None, repaint=False)
    today: reactive[date] = reactive(date.min, repaint=False)

    def __init__(self, glyphs: Glyphs, happening: DayEvents) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._happening = happening
        self._coming: list[CareEvent] = []
        self.border_title = "Coming up"

    def watch_recovery(self) -> None:
        """Something else may come now."""
        self._bring_up_to_date()

    def watch_today(self) -> None:
        """As for the recovery."""
        self._bring_up_to_date()

    def _bring_up_to_date(self) -> None:
        if self.recovery is None or self.today == date.min:
            return
        coming = self._happening.after(self.recovery, self.today, MOST_COMING)
        if coming != self._coming:
            self._coming = coming
            self.set_class(bool(coming), "-said")
            self.refresh(layout=True)

    def render(self) -> Content:
        """A line each, cut where it is too long: the day's own words tell it whole."""
        width = max(1, self.size.width)
        said = [self._line(one) for one in self._coming]
        lines = [one if one.cell_length <= width else one.truncate(width - 1) + self._glyphs.cut for one in said]
        return Content("\n").join(lines)

    def _line(self, event: CareEvent) -> Content:
        """What comes, its sign in the colour that it has in the weeks."""
        sign = self._glyphs.happens(event.is_appointment)
        colour = "$accent" if event.is_appointment else "$change"
        return Content(coming_words(event, self.today, self._glyphs)).stylize(colour, 0, len(sign))


class DayWords(KeepsLines):
    """The day under the cursor in words, as many as there are lines: no move of the cursor lays anything out."""

    DEFAULT_CSS = """
    DayWords { height: 4; padding: 0 1; border-top: solid $border-blurred; border-title-background: $background; }
    DayWords { text-wrap: nowrap; }  /* its lines are made as wide as they may be: Textual need not wrap them again */
    """
    recovery: reactive[Recovery | None] = reactive(None)
    day: reactive[date] = reactive(date.min)
    today: reactive[date] = reactive(date.min)
    values: reactive[str] = reactive(ROUTINE)

    def __init__(self, glyphs: Glyphs = UNICODE, happening: DayEvents | None = None) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._happening = happening or DayEvents()

    def watch_day(self) -> None:
        """Another day has another title, drawn with the words in one."""
        self._entitle()

    def on_resize(self) -> None:
        """It may have become a panel of its own."""
        self._entitle()

    @property
    def _is_panel(self) -> bool:
        return bool(self.styles.border.left[0])

    @property
    def _tells_coming(self) -> bool:
        """Whether what comes is told here: it has no panel of its own."""
        return not (self._is_panel and self.screen.has_class("-roomy"))

    def _entitle(self) -> None:
        """Only a panel has a title: below the weeks, as after a resize, the same is the first of the words."""
        title = ""
        if self._is_panel and self.recovery is not None and self.recovery.contains(self.day):
            title = f"{long_day(self.day, self.today)} {self._glyphs.dot} day {self.recovery.offset(self.day)}"
        retitle(self, title)

    def render(self) -> Content:
        """What was done, what was not recorded, what was said."""
        if self.recovery is None or not self.recovery.contains(self.day):
            return Content("")
        width, height = self.size
        if height >= WHOLE_FROM:
            return self._whole(self.recovery)
        offset, glyphs = self.recovery.offset(self.day), self._glyphs
        phase = phase_at(guidance.phases(), offset)
        named = long_day(self.day, self.today) if width >= 50 else weekday_day(self.day, self.today)
        title = phase.label if self._is_panel else f"{named} {glyphs.dot} {phase.label}"
        place = "" if self._is_panel else f"day {offset} of {self.recovery.window_days}"
        gap = width - len(title) - len(place)
        head = Content.assemble((title, "bold"), (" " * gap + place if gap > 1 else "", QUIET))
        if self.values:
            return self._cut(head, skin_in_words(self.recovery, self.day, self.today, glyphs).split("\n"))
        shown = agenda(self.recovery, self.day, self.today)
        check_in = self.recovery.record(self.day).skin
        lines = [EVENT_GAP.join(self._events(self.recovery)), day_in_words(shown)]
        has_room = height >= ROOMY
        told = looks_in_words if has_room else findings_in_words
        skin = [f"Skin: {told(check_in, label_of)}"] if check_in else []
        note = [f"Note: {clipped(shown.note, FEW_LINES)}"] if shown.note else []
        lines += [*note, *skin] if has_room else [*skin, *note]
        return self._with_coming(self.recovery, self._cut(head, [line for line in lines if line]))

    def _cut(self, head: Content, lines: list[str]) -> Content:
        """Words below a heading; where there are fewer lines than texts the last share one, and a cut is marked."""
        width, height = self.size
        room = max(1, height - 1)
        shared = [*lines[: room - 1], EVENT_GAP.join(" ".join(line.split()) for line in lines[room - 1 :])]
        wrapped = [one for line in shared if line for one in Content(line).wrap(max(1, width))]
        return Content("\n").join([head, *cut_to(wrapped, room, width, self._glyphs.cut)])

    def _with_coming(self, recovery: Recovery, said: Content) -> Content:
        """A day in few words, and below it what comes after today, as far as there are lines left."""
        room = self.size.height - said.plain.count("\n") - 1 if self._tells_coming else 0
        coming = self._happening.after(recovery, self.today, MOST_COMING) if room >= FEWEST_COMING else []
        if not coming:
            return said
        parts = [said, _heading("Coming up", "", self.size.width, above=True)]
        room -= FEWEST_COMING - 1
        for event in coming:
            lines = Content(coming_words(event, self.today, self._glyphs)).wrap(max(1, self.size.width))
            room -= len(lines)
            if room >= 0:
                parts += lines
        return Content("\n").join(parts) if len(parts) > FEWEST_COMING - 1 else said

    def _whole(self, recovery: Recovery) -> Content:
        """The day with all its steps, its skin and note; in a panel its border says which day it is."""
        offset, width, glyphs = recovery.offset(self.day), self.size.width, self._glyphs
        shown, check_in = agenda(recovery, self.day, self.today), recovery.record(self.day).skin
        phase = phase_at(guidance.phases(), offset)
        until = f"days {phase.from_day} to {phase.to_day - 1}" if phase.to_day else f"from day {phase.from_day} on"
        parts = [] if self._is_panel else [_heading(long_day(self.day, self.today), f"day {offset}", width)]
        parts.append(Content.styled(f"{phase.label}, {until}", QUIET))
        if events := self._events(recovery):
            parts += [Content(""), *(Content(event) for event in events)]
        is_ahead = self.day > self.today
        count = "" if not shown.due else f"{shown.due} planned" if is_ahead else f"{shown.done} of {shown.due}"
        parts.append(_heading("Routine", count, width, above=True))
        steps = [
            f"{glyphs.step(one.state)} {clipped(one.version.name)}{'' if one.version.required else ', if needed'}"
            for one in shown.items
            if one.state != "not_due"
        ]
        parts += [Content(line) for line in steps or [day_in_words(shown)]]
        if check_in:
            parts += [_heading("Skin", "", width, above=True), Content(looks_in_words(check_in, label_of))]
        if shown.note:
            parts += [_heading("Note", "", width, above=True), Content(clipped(shown.note, FEW_LINES))]
        coming = self._happening.after(recovery, self.today, MOST_COMING) if self._tells_coming else []
        if coming:
            parts.append(_heading("Coming up", "", width, above=True))
            parts += [Content(coming_words(event, self.today, glyphs)) for event in coming]
        return Content("\n").join(Content("\n").join(parts).wrap(max(1, width)))

    def _events(self, recovery: Recovery) -> list[str]:
        """What happens on the day besides the steps, each after its sign."""
        happens = self._happening.on(recovery, self.day, self.today)
        if not happens:
            return []
        from routine_tui.model.care.care_text import event_words

        return [f"{self._glyphs.happens(one.is_appointment)} {event_words(one)}" for one in happens]


def coming_words(event: CareEvent, today: date, glyphs: Glyphs) -> str:
    """What comes, with its day and hour: ``◆ Fri 27 Nov 10:30  Dr Kaya``."""
    from routine_tui.model.care.care_text import happens_words

    at = f" {event.at:%H:%M}" if event.at else ""
    named = f"{event.name or event.title}{happens_words(event)}"
    return f"{glyphs.happens(event.is_appointment)} {weekday_day(event.day, today)}{at}  {named}"


def _heading(words: str, beside: str, width: int, above: bool = False) -> Content:
    """Bold words with a quiet count at the right, perhaps after an empty line."""
    gap = " " * max(1, width - cell_len(words) - cell_len(beside))
    return Content.assemble("\n" if above else "", (words, "bold"), (gap + beside if beside else "", QUIET))


def skin_in_words(recovery: Recovery, day: date, today: date, glyphs: Glyphs) -> str:
    """What a day's check-in says, and what was introduced on it."""
    from routine_tui.model.skin.trends import event_words, events

    check_in = recovery.record(day).skin
    lines = [looks_in_words(check_in, label_of) if check_in else "No check-in that day."]
    happened = [one for one in events(recovery) if one.day == day]
    lines += [f"{glyphs.change} {event_words(one, today)}" for one in happened]
    if check_in and check_in.note:
        lines.append(f"Note: {clipped(check_in.note, FEW_LINES)}")
    return "\n".join(lines)


def day_in_words(shown: Agenda) -> str:
    """A day in a sentence or two: ``4 of 5 done; Sunscreen not recorded.``"""
    if not shown.items:
        return "No steps on this day."
    if shown.is_blank:
        return BLANK
    states = {state: [item for item in shown.items if item.state == state] for state in ("open", "skipped", "due")}
    parts = [f"{shown.done} of {shown.due} done"] if shown.due else []
    if skipped := states["skipped"]:
        parts.append(f"{listed([_with_reason(item) for item in skipped])} skipped")
    for state, words in (("open", "not recorded"), ("due", "still due")):
        names = [clipped(item.version.name) for item in states[state] if item.version.required]
        if names and len(names) < shown.due:
            parts.append(f"{listed(list(dict.fromkeys(names)))} {words}")
    if shown.due and not shown.done:
        parts += [f"{listed(more)} done if needed"] if (more := _done_as_needed(shown)) else []
        if not any(item.mark for item in shown.items) and not states["due"]:
            parts = ["Nothing recorded"]
    if any(item.state == "paused" for item in shown.items):
        parts.append("paused")
    if any(item.state == "ahead" for item in shown.items):
        parts = [f"{shown.due} step{'s' * (shown.due != 1)} planned"]
    return "; ".join(parts or ["Nothing due"]) + "."


def _done_as_needed(shown: Agenda) -> list[str]:
    """The names of what was done and not expected."""
    done = (item.version for item in shown.items if item.state == "done" and not item.version.required)
    return list(dict.fromkeys(clipped(version.name) for version in done))


def _with_reason(item: ChecklistItem) -> str:
    reason = item.mark.reason if item.mark else ""
    return clipped(item.version.name) + (f" ({clipped(reason, FEW_LINES)})" if reason else "")
