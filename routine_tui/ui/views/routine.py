"""Routine: the builder. The steps by slot, and what belongs to the one under the cursor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.reactive import reactive, var
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

from routine_tui.facts import guidance
from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.day.coming import change_words, next_days, planned_changes
from routine_tui.model.day.often import often_words
from routine_tui.model.day.order import order_advice
from routine_tui.model.day.since import since
from routine_tui.model.guidance import NOT_ADVICE
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import StepVersion
from routine_tui.model.text import clipped, long_day, weekday_day
from routine_tui.planner.planner import Planner
from routine_tui.ui.dialogs.step import StepAnswer, StepDialog
from routine_tui.ui.dialogs.template import TemplateDialog
from routine_tui.ui.messages import Change
from routine_tui.ui.widgets.lines import FEW_LINES
from routine_tui.ui.widgets.step_table import StepRow, StepTable


class RoutineWords(Widget):
    """The step under the cursor in words, with the next days on which it is expected; a hint on the order."""

    COMPONENT_CLASSES = {"routine-words--quiet"}
    DEFAULT_CSS = """
    RoutineWords { height: auto; max-height: 9; min-height: 3; padding: 0 1; border-top: solid $border-blurred; }
    RoutineWords > .routine-words--quiet { color: $text-muted; }
    """
    recovery: reactive[Recovery | None] = reactive(None, layout=True)
    today: reactive[date] = reactive(date.min)
    row: reactive[StepRow | None] = reactive(None, layout=True)

    def __init__(self, glyphs: Glyphs = UNICODE) -> None:
        super().__init__()
        self._glyphs = glyphs

    def render(self) -> Content:
        """The lines there is something to say in."""
        if self.recovery is None:
            return Content("")
        parts: list[Content | tuple[str, str | Style] | str] = []
        quiet = self.get_visual_style("routine-words--quiet")
        if self.row and self.row.version and self.row.step:
            version, dot = self.row.version, f" {self._glyphs.dot} "
            day = self.recovery.nearest(self.today)
            begun = since(self.row.step, day)
            about = [
                version.kind if version.kind != version.name.lower() else "",
                f"{'from' if begun > day else 'since'} {long_day(begun)}",
                clipped(version.product),
                clipped(version.cue),
            ]
            parts += [(clipped(version.name), "bold"), dot + dot.join(text for text in about if text)]
            if not self.row.ended and (more := _more(version)):
                parts.append(f"\n{more[:1].upper()}{more[1:]}")
            ahead = (change_words(one) for one in planned_changes(self.row.step, day))
            parts += [f"\n{words[:1].upper()}{words[1:]}" for words in ahead]
            if coming := next_days(self.recovery, self.row.step, day, self.today, 5):
                parts.append("\nNext: " + ", ".join(weekday_day(day) for day in coming))
            if version.instructions:
                parts.append((f"\n{clipped(version.instructions, FEW_LINES)}", quiet))
            if version.sources:
                source = guidance.cited(version.sources)[0].publisher
                parts.append((f"\n{source}; {NOT_ADVICE}", quiet + Style(italic=True)))
        if hint := order_advice(self.recovery.routine, self.recovery.nearest(self.today)):
            parts.append((f"{chr(10) if parts else ''}Hint: {hint}", quiet))
        return Content.assemble(*parts)


def _more(version: StepVersion) -> str:
    """What the table has hardly room for: stages, days around sessions, hours; empty for a plain step."""
    is_long = version.schedule.stages or version.schedule.around or version.hours or version.most_per_day
    return clipped(often_words(version), FEW_LINES) if is_long else ""


class RoutineView(Vertical):
    """The table of steps with words below."""

    DEFAULT_CSS = """
    RoutineView { height: 1fr; padding-top: 1; }
    """
    recovery: var[Recovery | None] = var(None)
    today: var[date] = var(date.min)

    def __init__(self, glyphs: Glyphs, id: str) -> None:  # noqa: A002 (Textual's own name)
        super().__init__(id=id)
        self._glyphs = glyphs

    def compose(self) -> ComposeResult:
        """The table, and the words."""
        yield StepTable(self._glyphs).data_bind(RoutineView.recovery, RoutineView.today)
        yield RoutineWords(self._glyphs).data_bind(RoutineView.recovery, RoutineView.today)

    @on(StepTable.Moved)
    def _show_step(self, event: StepTable.Moved) -> None:
        self.query_one(RoutineWords).row = event.row

    @on(StepTable.Asked)
    def _answer(self, event: StepTable.Asked) -> None:
        if self.recovery is None:
            return
        day, row = self.recovery.nearest(self.today), event.row
        if event.wish == "add":
            self._ask(StepDialog(self.recovery, self.today), _added)
        elif event.wish == "template":
            self._ask(TemplateDialog(), lambda name: lambda planner: planner.routine.use_template(name, day))
        elif row and row.step and row.version:
            step_id, version = row.step.id, row.version
            if event.wish == "edit" and not row.ended:
                self._ask(
                    StepDialog(self.recovery, self.today, version), lambda answer: _edited(step_id, version, answer)
                )
            elif row.ended and event.wish in ("edit", "end"):
                self._change(lambda planner: planner.routine.bring_back(step_id, day), f"{version.name} is back.")
            elif event.wish == "end":
                self._change(
                    lambda planner: planner.routine.end(step_id, day), f"{version.name} ends. Press u to undo."
                )
            elif not row.ended:
                by = -1 if event.wish == "up" else 1
                self._change(lambda planner: planner.routine.move(step_id, day, by))

    def _change(self, apply: Callable[[Planner], Recovery], said: str = "") -> None:
        def change(planner: Planner) -> Recovery:
            recovery = apply(planner)
            if said:
                self.notify(clipped(said), timeout=4, markup=False)
            return recovery

        self.post_message(Change(change))

    def _ask(self, dialog: Screen[Any], change: Callable[[Any], Callable[[Planner], Recovery]]) -> None:
        """Open a dialog; what it answers becomes a change, unless it was left with Escape."""

        def answered(answer: Any) -> None:
            if answer is not None:
                self.post_message(Change(change(answer)))

        self.app.push_screen(dialog, answered)


def _added(answer: StepAnswer) -> Callable[[Planner], Recovery]:
    return lambda planner: planner.routine.add(answer.version)


def _edited(step_id: str, old: StepVersion, answer: StepAnswer) -> Callable[[Planner], Recovery]:
    changes = answer.changes_from(old)
    return lambda planner: planner.routine.edit(step_id, answer.version.valid_from, **changes)
