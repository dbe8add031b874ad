"""The app: wiring only. Themes, keys, stylesheet, and the screen that does the work."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable, Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Final, TextIO

from textual import events
from textual.app import App, SystemCommand
from textual.await_complete import AwaitComplete
from textual.command import CommandPalette, DiscoveryHit
from textual.geometry import Offset
from textual.message import Message
from textual.notifications import Notification, Notify, SeverityLevel
from textual.screen import Screen

from routine_tui.glyphs import choose
from routine_tui.model.errors import RoutineError
from routine_tui.model.text import clipped, escape_control_characters
from routine_tui.planner.planner import Planner
from routine_tui.settings import DEFAULT_THEME, nearest
from routine_tui.ui.ascii_mode import use_signs
from routine_tui.ui.at_once import AnswersAtOnce
from routine_tui.ui.commands import COMMANDS, SCOPE_OF_VIEW, Command, check_keymap, command_named
from routine_tui.ui.dialogs.host import NOTICE_LIMIT
from routine_tui.ui.keys import bindings, keys_of
from routine_tui.ui.main import MainScreen
from routine_tui.ui.notices import clear_the_way
from routine_tui.ui.themes import DARK, LIGHT, own_colours
from routine_tui.ui.widgets.lines import LineList

if TYPE_CHECKING:
    from rich.console import RenderableType

ENDING_SIGNALS: Final = tuple(
    number
    for name in ("SIGTERM", "SIGHUP")
    if (number := getattr(signal, name, None)) is not None and signal.getsignal(number) is not signal.SIG_IGN
)
"""The signals that ask a program to end, but for one that whoever started it wants to be ignored."""
_ANSWERING: Final = ("enter", "space", "ctrl+s")
REPEAT_SECONDS: Final = 0.5
"""How long a key that closed a dialog may go on repeating, as one that is held does, and mean nothing more."""
PALETTE_COLUMNS: Final = 80
"""Columns across which the palette sets a command at the left and its keys at the right."""
PALETTE_SIDES: Final = 8
"""Columns of those that the edges of the palette take."""
TERMINAL_SECONDS: Final = 2.0
"""How often it is looked whether the terminal is still there."""


class Palette(CommandPalette):
    """Textual's, answered once, and without its picture of a lens, which is unreadable in many terminals."""

    DEFAULT_CSS = "Palette SearchIcon { display: none; }"
    is_answered = False

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Go once, as a key that repeats comes again before the palette is gone; nothing is done a second time."""
        if self.is_answered:
            self._selected_command = DiscoveryHit("", lambda: None)  # what is called after this
            return AwaitComplete()
        self.is_answered = True
        return super().dismiss(result)


class Notice(Notification):
    """A notice that never has less than no time left, however busy the app was before it could show it.

    Textual sets a timer for what is left, and one for less than nothing spins for good: a still screen, a full core.
    """

    @property
    def time_left(self) -> float:
        """How long it is still to be shown, in seconds; a blink at least."""
        return max(0.05, super().time_left)

    @property
    def has_expired(self) -> bool:
        """Whether its time is over."""
        return super().time_left <= 0


class RoutineApp(AnswersAtOnce):
    """What there is, put together."""

    TITLE = "routine_tui"
    CSS_PATH = "app.tcss"
    BINDINGS = bindings("app")
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"

    def __init__(
        self,
        planner: Planner,
        ascii_only: bool = False,
        keyboard: TextIO | None = None,
        sync_command: Callable[[], Sequence[str]] | None = None,
    ) -> None:
        """``keyboard`` is the terminal that keys come from; once it is gone, so is the app.

        ``sync_command`` gives how this program is started to sync; None where nothing is ever synced.
        """
        super().__init__()
        self._sync_command = sync_command
        self._planner = planner
        self._keyboard = keyboard
        self._closed_at = 0.0
        """When the last dialog closed, as events tell the time."""
        self._last_key = self._closed_by = ""
        self._glyphs = choose("ascii" if ascii_only or planner.settings.plain else planner.settings.glyphs)
        self._keymap, self._problems = check_keymap(planner.settings.keys)
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self._choose_theme(planner.settings.theme)

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's own cursor is put after each frame: on what has the focus.

        It is not drawn there, but screen readers and magnifiers follow it.
        """
        focused = self.focused
        if isinstance(focused, LineList):
            column, line = focused.cursor_cell - focused.scroll_offset
            return focused.content_region.offset + Offset(column, line)
        if focused is None or hasattr(focused, "cursor_screen_offset"):  # as all have that text is typed into
            return self._typing_at
        return focused.content_region.offset

    @cursor_position.setter
    def cursor_position(self, place: Offset) -> None:
        """What text is typed into says where."""
        self._typing_at = place

    def pop_screen(self) -> AwaitComplete:
        """Close the dialog on top; the keys that were pressed until now were meant for it."""
        self._closed_at, self._closed_by = Message().time, self._last_key
        return super().pop_screen()

    async def _on_key(self, event: events.Key) -> None:
        """Let a key alone that was pressed for a dialog that is gone, or before the one that is open could be seen.

        So is one that goes on repeating after it closed a dialog: held a little too long, it would tick a step.
        """
        self._last_key = event.key
        if event.key != self._closed_by:
            self._closed_by = ""
        if self._closed_by in _ANSWERING and event.time < self._closed_at + REPEAT_SECONDS:
            self._closed_at = max(self._closed_at, event.time)
            event.prevent_default()
        elif event.time < max(self._closed_at, getattr(self.screen, "seen_from", 0.0)):
            event.prevent_default()

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Show a notice for some seconds, in place of one that says the same."""
        clear_the_way(self, message)
        seconds = self.NOTIFICATION_TIMEOUT if timeout is None else timeout
        self.post_message(Notify(Notice(message, title, severity, seconds, markup)))

    def _choose_theme(self, wanted: str) -> None:
        """Take a theme before anything is drawn. As a change of the theme, Textual would read every style twice."""
        if wanted not in self.available_themes:
            known = list(self.available_themes)
            self._problems.append(f"{self._planner.home.config}: there is no theme “{wanted}”{nearest(wanted, known)}")
            wanted = DEFAULT_THEME
        self.set_reactive(App.theme, wanted)
        is_dark = self.current_theme.dark
        classes = {f"-theme-{wanted}": True, "-dark-mode": is_dark, "-light-mode": not is_dark}
        self.update_classes(classes, update=False)
        self._refresh_truecolor_filter(self.ansi_theme)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours that Textual's own themes do not have."""
        return dict(own_colours(self.current_theme))

    def get_default_screen(self) -> Screen[None]:
        """The one screen under all dialogs."""
        if self._planner.settings.plain:
            from routine_tui.ui.plain_screen import PlainScreen

            made: MainScreen = PlainScreen(self._planner, self._glyphs, self._keymap)
        else:
            made = MainScreen(self._planner, self._glyphs, self._keymap)
        made.sync_command = self._sync_command
        return made

    def on_mount(self) -> None:
        """Take the settings in; say which of them could not be."""
        use_signs(self, self._glyphs)
        if self._planner.settings.plain:
            from routine_tui.ui.plain_mode import use_plain

            use_plain(self)
        self.set_keymap(self._keymap)
        for problem in self._problems:
            self.notify(clipped(problem, NOTICE_LIMIT), title="Settings", severity="warning", timeout=15, markup=False)
        self.app_resume_signal.subscribe(self, self._draw_again)
        if self._keyboard is not None:
            self.set_interval(TERMINAL_SECONDS, self._leave_without_terminal)
            self._leave_by_signals()

    def _draw_again(self, _: object) -> None:
        """After a SIGTSTP and a SIGCONT the terminal shows nothing of ours."""
        self.refresh(layout=True)

    def _leave_by_signals(self) -> None:
        """Leave as by a key where the process is told to end, or its window is closed."""
        for number in ENDING_SIGNALS:
            with suppress(NotImplementedError):  # Windows knows no such handlers
                asyncio.get_running_loop().add_signal_handler(number, self.exit, None, 128 + number)

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Leave; what was typed in an open form, and is not stored, is kept for when it is opened again."""
        super().exit(result, return_code, self._keep_drafts() or message)

    def _keep_drafts(self) -> str:
        """Keep what is typed in the open forms; gives a sentence where that cannot be."""
        open_over_it = self.screen_stack[1:]
        if not open_over_it:
            return ""
        from routine_tui.ui.dialogs.form import Form

        problems = []
        for screen in open_over_it:
            try:
                _ = isinstance(screen, Form) and screen.keep_draft()
            except RoutineError as error:
                problems.append(f"What you typed was not kept: {error}")
        return escape_control_characters("\n".join(problems), newlines=True)

    def _leave_without_terminal(self) -> None:
        """Leave where the terminal went without a signal; Textual would wait for keys with a whole processor."""
        if self._keyboard is not None and not self._keyboard.isatty():
            self.exit()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Our commands, and Textual's own choice of theme."""
        yield SystemCommand("Theme", "Try another theme; the settings keep one.", self.action_change_theme)
        if isinstance(screen, MainScreen):
            here = ("app", "main", SCOPE_OF_VIEW[screen.view])
            for command in COMMANDS:
                if command.palette and command.scope in here:
                    title = command.label[:1].upper() + command.label[1:]
                    keys = " ".join(keys_of(command, self._keymap))
                    room = max(min(self.size.width, PALETTE_COLUMNS) - PALETTE_SIDES - len(keys), len(title) + 2)
                    yield SystemCommand(f"{title:<{room}}{keys}", command.help, self._runner(screen, command))

    def _runner(self, screen: MainScreen, command: Command) -> Callable[[], Awaitable[None]]:
        async def run() -> None:
            await screen.run_command(command)

        return run

    def action_command_palette(self) -> None:
        """Find a command by its name."""
        if not any(isinstance(screen, CommandPalette) for screen in self.screen_stack):
            self.push_screen(Palette(placeholder="Search for commands", id="--command-palette"))

    def action_help(self) -> None:
        """List every key."""
        from routine_tui.ui.dialogs.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            shown = [screen.view for screen in self.screen_stack if isinstance(screen, MainScreen)]
            self.push_screen(HelpScreen(self._keymap, self._planner.home, shown[-1], self._glyphs))

    def action_help_quit(self) -> None:
        """Say which key leaves, where ctrl+c is pressed to do so."""
        key = keys_of(command_named("quit"), self._keymap)[0]
        first = "esc, then " if len(self.screen_stack) > 1 and not isinstance(self.screen, MainScreen) else ""
        self.notify(f"Press {first}{key} to quit. Everything is saved.", timeout=4, markup=False)
