"""A calm dark and a calm light theme. Their one red, ``danger``, is for an emergency and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from textual.theme import BUILTIN_THEMES, Theme

from routine_tui.model.errors import BadInput
from routine_tui.settings import nearest

_OURS_DARK: Final[Mapping[str, str]] = {
    "danger": "#e5786d", "danger-foreground": "#1d2123", "alert": "#d9b98a", "alert-foreground": "#1d2123",
    "phase-1": "#c08a72", "phase-2": "#c9ad6e", "phase-3": "#8fb8a8",
    "phase-4": "#7fa3bd", "phase-5": "#9d94c4", "phase-6": "#a8adab", "change": "#9fb4c8",
    "chosen": "#8fb8a8", "chosen-foreground": "#1d2123", "field": "#31383b", "field-focus": "#3a4a47",
    "example": "#b4bcba",
}  # fmt: skip
_OURS_LIGHT: Final[Mapping[str, str]] = {
    "danger": "#a3261d", "danger-foreground": "#f6f5f0", "alert": "#8a5a16", "alert-foreground": "#f6f5f0",
    "phase-1": "#a0583a", "phase-2": "#8a6a12", "phase-3": "#2f6f5e",
    "phase-4": "#35648a", "phase-5": "#5b5390", "phase-6": "#5d6662", "change": "#3f5f7d",
    "chosen": "#2f6f5e", "chosen-foreground": "#f6f5f0", "field": "#e0dfd4", "field-focus": "#cfe0d8",
    "example": "#55615d",
}  # fmt: skip
_OURS_ANSI: Final[Mapping[str, str]] = {
    "danger": "ansi_red", "danger-foreground": "ansi_bright_white",
    "alert": "ansi_yellow", "alert-foreground": "ansi_black",
    "phase-1": "ansi_yellow", "phase-2": "ansi_yellow", "phase-3": "ansi_green",
    "phase-4": "ansi_blue", "phase-5": "ansi_cyan", "phase-6": "ansi_default", "change": "ansi_cyan",
    "chosen": "ansi_white", "chosen-foreground": "ansi_black", "field": "ansi_default", "field-focus": "ansi_default",
    "example": "ansi_default",
}  # fmt: skip
"""``danger`` fills what an emergency is told in, ``alert`` what asks for somebody today; text on them has 4.5 : 1.

``phase-1`` and so on are the phases of healing in their order, a colour for each in all three, ``change`` what changes
about the routine, ``chosen`` the day under the cursor of the calendar, ``field`` what is typed on, ``field-focus``
that with the cursor, ``example`` what may be typed there.
"""
PHASES: Final = tuple(name for name in _OURS_DARK if name.startswith("phase-"))
DARK: Final = Theme(
    name="routine-dark",
    primary="#8fb8a8",
    secondary="#7d93a8",
    accent="#d9b98a",
    success="#9cc5a1",
    warning="#d9b98a",
    error="#d9a066",
    foreground="#dcdfdc",
    background="#1d2123",
    surface="#252a2c",
    panel="#2d3335",
    dark=True,
    variables={
        "block-cursor-background": "#3a4a47",
        "block-cursor-foreground": "#f2f5f2",
        "block-cursor-blurred-background": "#2d3335",
        "footer-key-foreground": "#8fb8a8",
        "border": "#4b5759",
        "border-blurred": "#394244",
        **_OURS_DARK,
    },
)
LIGHT: Final = Theme(
    name="routine-light",
    primary="#2f6f5e",
    secondary="#52697d",
    accent="#8a5a16",
    success="#2e6b3b",
    warning="#8a5a16",
    error="#8f5312",
    foreground="#22302c",
    background="#f6f5f0",
    surface="#eeede6",
    panel="#e3e2d9",
    dark=False,
    variables={
        "block-cursor-background": "#cfe0d8",
        "block-cursor-foreground": "#12201b",
        "block-cursor-blurred-background": "#e3e2d9",
        "footer-key-foreground": "#2f6f5e",
        "border": "#9aa8a1",
        "border-blurred": "#c3cbc5",
        **_OURS_LIGHT,
    },
)


def theme_names() -> list[str]:
    """Every theme that there is, ours first."""
    return [DARK.name, LIGHT.name, *BUILTIN_THEMES]


def check_theme(name: str) -> None:
    """Raise BadInput, naming the nearest or all of them, where there is no theme of that name."""
    if name not in theme_names():
        raise BadInput(f"There is no theme “{name}”{nearest(name, theme_names())}")


def phase_rules(widget: str, prefix: str, style: str = "") -> str:
    """The CSS in which each component class ``prefix--phase-N`` of a widget has its phase's colour, and ``style``."""
    return "".join(f"{widget} > .{prefix}--{name} {{ color: ${name};{style} }}\n" for name in PHASES)


def own_colours(theme: Theme) -> Mapping[str, str]:
    """The colours that only this program knows, for a theme that names none of its own."""
    if theme.name.startswith("ansi-"):
        return _OURS_ANSI
    return _OURS_DARK if theme.dark else _OURS_LIGHT
