"""A calm dark and a calm light theme. There is no red in them: what needs a second look is amber."""

from __future__ import annotations

from typing import Final

from textual.theme import Theme

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
    },
)
