"""What a check-in calls for: what to do, whom to call, what was answered, and where that comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Static

from routine_tui.facts import guidance
from routine_tui.facts import skin as skin_facts
from routine_tui.glyphs import UNICODE, Glyphs
from routine_tui.model.skin.concern import RED_FLAG, TODAY_LEVEL, Concern
from routine_tui.model.skin.concern_text import words_for
from routine_tui.model.skin.regions import Region
from routine_tui.model.text import weekday_day
from routine_tui.ui.dialogs.footer import CLOSE, SCROLL, Key, Keys
from routine_tui.ui.dialogs.form import Form, buttons, complaint, frame

CONTACTED: Final = "contacted"
LEVELS: Final = 4
"""How many levels there are above none: the steps of the scale in the title."""
_FILLED: Final = {3: "-alert", 4: "-danger"}
"""How the number to call is filled, by level."""


class ConcernDialog(Form[str]):
    """A scrolling text. Gives ``contacted`` once somebody was spoken to about a level 3 or 4."""

    BINDINGS = [
        ("j,down", "scroll(1)", ""),
        ("k,up", "scroll(-1)", ""),
        ("w", "leave", ""),
        ("ctrl+y", "copy", ""),
        ("v", "plan", ""),
        ("r", "contact", ""),
    ]
    DEFAULT_CSS = """
    ConcernDialog .said { height: auto; padding-right: 1; }
    ConcernDialog .-level { text-style: bold; }
    ConcernDialog .-call { padding: 0 1; margin: 1 1 0 0; text-style: bold; background: $panel; }
    ConcernDialog .-call.-alert { background: $alert; color: $alert-foreground; }
    ConcernDialog .-call.-danger { background: $danger; color: $danger-foreground; }
    ConcernDialog .-call.-danger:nocolor { background: $foreground; color: $background; }
    ConcernDialog .-because, ConcernDialog .-sources { margin-top: 1; }
    ConcernDialog .-because, ConcernDialog .-clock { text-style: bold; }
    ConcernDialog .-clock { margin-top: 1; }
    ConcernDialog .-phone { padding-left: 2; }
    ConcernDialog .-sources, ConcernDialog .-source, ConcernDialog .-numbers, ConcernDialog .-about {
        color: $text-muted;
    }
    ConcernDialog .-source { padding-left: 2; }
    ConcernDialog .foot { dock: bottom; height: auto; background: $surface; padding-top: 1; }
    ConcernDialog .foot Static { text-style: bold; }
    ConcernDialog .foot .buttons { margin: 0; }
    """
    AUTO_FOCUS = ""  # a button at the end would take the focus, and the first lines out of view

    def __init__(
        self,
        concern: Concern,
        region: Region | None = None,
        glyphs: Glyphs = UNICODE,
        asks: bool = True,
        phone: Sequence[str] = (),
        clocks: Sequence[str] = (),
        answered: str = "",
    ) -> None:
        """``asks`` is whether something stands about which somebody is to be spoken to.

        ``phone`` is what to say on the phone, a line each; ``clocks`` what is left of the time to prevent
        something, a line each. ``answered`` says that somebody answered whose word does not settle it.
        """
        super().__init__("concern")
        self._concern = concern
        self._asks = asks and concern.checked and concern.level >= TODAY_LEVEL
        self._region = region or skin_facts.anywhere()
        self._phone = tuple(phone) if concern.level >= TODAY_LEVEL else ()
        self._clocks = tuple(clocks)
        self._answered = answered
        self.on_plan: Callable[[], object] = lambda: None
        """Opens what plans a visit."""
        self.on_contact: Callable[[], object] = lambda: None
        """Opens what writes down who was spoken to."""
        self._glyphs = glyphs

    def compose(self) -> ComposeResult:
        """The words, and a way to say that somebody was spoken to."""
        yield frame(self._title(), *self._words(), complaint(), self._foot())

    def keys(self) -> Keys:
        """How to read on, what can be copied and said; nothing is typed here."""
        copies: list[Key] = [("^y copy what to say", "copy")] if self._phone else []
        spoken: list[Key] = [("r who you spoke to", "contact"), ("^s yes", "accept")] if self._asks else []
        return [*copies, SCROLL, *spoken, CLOSE]

    def _title(self) -> str:
        """Whose check-in it is, and how far up the scale."""
        reached = self._concern.level
        scale = self._glyphs.gauge * reached + self._glyphs.gauge_rest * (LEVELS - reached)
        return f"Check-in, {weekday_day(self._concern.day)}{f'  {scale}' if self._concern.checked else ''}"

    def _words(self) -> Iterator[Widget]:
        """A line each, in the order in which they matter."""
        for said in words_for(self._concern, skin_facts.levels(), self._region, guidance.sources(), self._clocks):
            if said.role == "because" and self._phone:
                yield Static("What to say on the phone", classes="said -because")
                yield from (Static(Content(line), classes="said -phone") for line in self._phone)
            sign = f"{self._glyphs.dot} " if said.role in ("fired", "source") else ""
            filled = f" {_FILLED.get(self._concern.tone, '')}" if said.role == "call" else ""
            yield Static(Content(sign + said.text), classes=f"said -{said.role}{filled}")

    def _foot(self) -> Vertical:
        """What stays in view however long the rest is: the question, and what answers it."""
        if not self._asks:
            plan = [Button("Plan a visit (v)", id="plan", compact=True)] if self._concern.level == RED_FLAG else []
            close = Button("Close (esc)", id="leave", compact=True)
            return Vertical(Horizontal(*plan, close, classes="buttons"), classes="foot")
        asked = Static(Content(" ".join(filter(None, (self._answered, "Have you spoken to somebody about this?")))))
        return Vertical(asked, buttons("Yes, I have (^s)", leave="Not yet (esc)"), classes="foot")

    def action_plan(self) -> None:
        """Plan a visit about it, where that is what it calls for."""
        if self._concern.level == RED_FLAG:
            self.dismiss(None)
            self.on_plan()

    def action_contact(self) -> None:
        """Write down who was spoken to, and what they said, where that is asked."""
        if self._asks:
            self.dismiss(None)
            self.on_contact()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The buttons do what the keys do."""
        if event.button.id == "plan":
            event.stop()
            self.action_plan()
        else:
            super().on_button_pressed(event)

    def action_copy(self) -> None:
        """Copy what to say on the phone."""
        if self._phone:
            self.app.copy_to_clipboard("\n".join(self._phone))
            self.notify("Copied. If pasting doesn't work in your terminal, read it out from here.", markup=False)

    def answer(self) -> str | None:
        """That somebody was spoken to, where that is asked; else it only closes."""
        return CONTACTED if self._asks else None
