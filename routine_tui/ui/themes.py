"""A calm dark and a calm light theme. Their one red, ``danger``, is for an emergency and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from textual.theme import Theme

_FILLED_DARK: Final[Mapping[str, str]] = {
    "danger": "#e5786d", "danger-foreground": "#1d2123", "alert": "#d9b98a", "alert-foreground": "#1d2123",
}  # fmt: skip
_FILLED_LIGHT: Final[Mapping[str, str]] = {
    "danger": "#a3261d", "danger-foreground": "#f6f5f0", "alert": "#8a5a16", "alert-foreground": "#f6f5f0",
}  # fmt: skip
_FILLED_ANSI: Final[Mapping[str, str]] = {
    "danger": "ansi_red", "danger-foreground": "ansi_bright_white",
    "alert": "ansi_yellow", "alert-foreground": "ansi_black",
}  # fmt: skip
"""``danger`` fills what an emergency is told in, ``alert`` what asks for somebody today; text on them has 4.5 : 1."""
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
        **_FILLED_DARK,
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
        **_FILLED_LIGHT,
    },
)


def filled(theme: Theme) -> Mapping[str, str]:
    """The colours of what is filled because somebody is to be called, for a theme that names none of its own."""
    if theme.name.startswith("ansi-"):
        return _FILLED_ANSI
    return _FILLED_DARK if theme.dark else _FILLED_LIGHT
