"""Routine: the builder. The steps by slot, and what belongs to the one under the cursor."""

from __future__ import annotations

from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive, var
from textual.style import Style

from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.day.step_order import order_advice
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import StepVersion
from routine_tui.model.text import clipped
from routine_tui.ui.dialogs.host import host_of
from routine_tui.ui.dialogs.step import StepDialog
from routine_tui.ui.dialogs.template import TemplateDialog
from routine_tui.ui.keys import bindings
from routine_tui.ui.views.routine_text import Part, StepInWords
from routine_tui.ui.widgets.kept import Column, KeepsLines
from routine_tui.ui.widgets.lines import retitle
from routine_tui.ui.widgets.step_table import StepRow, StepTable
from routine_tui.ui.widgets.text_below import cut_to


class RoutineWords(KeepsLines):
    """The step under the cursor in words, with the next days on which it is expected; a hint on the order.

    From 100 columns on it stands beside the list and tells all of it, with how the last weeks went.
    """

    COMPONENT_CLASSES = {"routine-words--quiet"}
    DEFAULT_CSS = """
    RoutineWords { height: auto; max-height: 10; min-height: 3; padding: 0 1; border-top: solid $border-blurred; }
    RoutineWords { border-title-style: bold; border-title-color: $text; border-title-background: $background; }
    RoutineWords > .routine-words--quiet { color: $text-muted; }
    """
    recovery: reactive[Recovery | None] = reactive(None)
    today: reactive[date] = reactive(date.min)
    row: reactive[StepRow | None] = reactive(None)

    def __init__(self, glyphs: Glyphs = UNICODE) -> None:
        super().__init__()
        self._glyphs = glyphs
        self._wrapped_of: Recovery | None = None
        self._wrapped_for: tuple[object, ...] = ()
        self._wrapped: list[Content] = []
        """The lines of all there is to say, and what they follow from."""

    @property
    def _is_panel(self) -> bool:
        return bool(self.styles.border.left[0])

    def watch_row(self) -> None:
        """In a panel the step's name is the title."""
        self._entitle()
        self._fit()

    def watch_recovery(self) -> None:
        """There may be more to say of the step, or less."""
        self._fit()

    def _fit(self) -> None:
        """Be laid out anew where the height follows from the words, and these have another number of lines."""
        width, before = self.size.width, len(self._wrapped)
        if self.is_attached and self.styles.is_auto_height and not (width and len(self._lines(width)) == before):
            self.refresh(layout=True)

    def on_resize(self) -> None:
        """It may have become a panel."""
        self._entitle()

    def _entitle(self) -> None:
        version = self.row.version if self.row is not None else None
        retitle(self, clipped(version.name) if version is not None and self._is_panel else "")

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines that all of it needs."""
        return len(self._lines(width))

    def render(self) -> Content:
        """The lines there is room for, with a sign where there are more."""
        width, height = self.size
        return Content("\n").join(cut_to(self._lines(width), height, width, self._glyphs.cut))

    def _lines(self, width: int) -> list[Content]:
        if self.recovery is None:
            return []
        quiet = self.get_visual_style("routine-words--quiet")
        asked = (self.row, self.today, width, self._is_panel, quiet)
        if self.recovery is not self._wrapped_of or asked != self._wrapped_for:
            self._wrapped_of, self._wrapped_for = self.recovery, asked
            self._wrapped = self._told(self.recovery, width, quiet)
        return self._wrapped

    def _told(self, recovery: Recovery, width: int, quiet: Style) -> list[Content]:
        is_beside = self._is_panel
        parts: list[Part] = []
        if (row := self.row) is not None and row.step is not None and row.version is not None:
            about = StepInWords(recovery, row.step, row.version, self.today, row.ended, self._glyphs)
            parts = list(about.beside(quiet, not self._is_panel) if is_beside else about.below(quiet))
        if hint := order_advice(recovery.routine, recovery.nearest(self.today)):
            parts.append([(f"Hint: {hint}", quiet)])
        between = "\n\n" if is_beside else "\n"
        return Content(between).join(Content.assemble(*part) for part in parts).wrap(max(1, width))


class RoutineView(Column):
    """The table of steps with words below."""

    DEFAULT_CSS = """
    RoutineView { height: 1fr; padding-top: 1; }

    .-short RoutineView { padding-top: 0; }
    .-short RoutineView RoutineWords, .-narrow RoutineView RoutineWords { max-height: 4; }
    .-roomy.-narrow RoutineView RoutineWords { max-height: 14; }
    .-paired RoutineView, .-broad RoutineView { layout: horizontal; }
    .-paired RoutineView StepTable, .-broad RoutineView StepTable { width: 1fr; max-width: 66; }
    .-paired RoutineView RoutineWords, .-broad RoutineView RoutineWords {
        width: 1fr; max-width: 84; height: 1fr; max-height: 100%; margin: 0 1; border: round $border;
    }
    """
    SCOPED_CSS = False  # by the room there is, which the screen tells
    BINDINGS = bindings("steps")
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

    # ------------------------------------------------------------------ changes, each from today on

    def action_add(self) -> None:
        """Add a step."""
        host = host_of(self)
        if self.recovery is not None:
            self._follow()
            host.submit(StepDialog(self.recovery, self.today), lambda answer: host.planner.routine.add(answer.version))

    @on(StepTable.Opened)
    def action_edit(self) -> None:
        """Change the step under the cursor; one that has ended comes back."""
        if self.recovery is None or (found := self._follow()) is None:
            return
        host, (step_id, version, ended) = host_of(self), found
        if ended:
            self._bring_back(step_id, version.name)
            return
        host.submit(
            StepDialog(self.recovery, self.today, version, step_id),
            lambda answer: host.planner.routine.edit(
                step_id, answer.version.valid_from, **answer.changes_from(version)
            ),
        )

    def action_end(self) -> None:
        """End the step under the cursor, or bring it back; the cursor does not go with it."""
        if (found := self._follow()) is None:
            return
        self.query_one(StepTable).follow(None)
        host, (step_id, version, ended), day = host_of(self), found, self._day
        if ended:
            self._bring_back(step_id, version.name)
        else:
            said = f"{clipped(version.name)} stopped. ‹change.undo› to undo"
            host.apply(lambda: host.planner.routine.end(step_id, day), said)

    def action_shift(self, by: int) -> None:
        """Move the step under the cursor down in its slot (up, when negative)."""
        found, day = self._follow(), self._day
        if found is not None and not found[2]:
            host, step_id = host_of(self), found[0]
            host.apply(lambda: host.planner.routine.move(step_id, day, by))

    def action_template(self) -> None:
        """Begin again from a template."""
        host, day = host_of(self), self._day
        self._follow()
        host.submit(TemplateDialog(), lambda name: host.planner.routine.use_template(name, day))

    def _bring_back(self, step_id: str, name: str) -> None:
        host, day = host_of(self), self._day
        host.apply(lambda: host.planner.routine.bring_back(step_id, day), f"{clipped(name)} is back.")

    def _follow(self) -> tuple[str, StepVersion, bool] | None:
        """The step under the cursor, which the cursor then follows: its id, how it is, and whether it has ended."""
        table = self.query_one(StepTable)
        row = table.row
        if row is None or row.step is None or row.version is None:
            return None
        table.follow(row)
        return row.step.id, row.version, row.ended

    @property
    def _day(self) -> date:
        """Today, or the nearest day of the window."""
        return self.recovery.nearest(self.today) if self.recovery else self.today
