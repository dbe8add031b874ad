"""A terminal that draws nothing and keeps the frames that were written to it, and contrast as WCAG tells it."""

from __future__ import annotations

from functools import cache
from typing import Any

from rich.color import Color
from rich.style import Style
from textual.drivers.headless_driver import HeadlessDriver
from textual.pilot import Pilot


class QuietDriver(HeadlessDriver):
    """Renders for real, writes to nowhere, and counts the frames."""

    frames: list[str]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.frames = []

    @property
    def is_headless(self) -> bool:
        """Say no, so that Textual writes frames at all."""
        return False

    def write(self, data: str) -> None:
        """Take a frame; the marks for synchronized output and the like are shorter than any."""
        if len(data) > 30:
            self.frames.append(data)

    def flush(self) -> None:
        """Nothing to flush."""


def contrast_of(style: Style) -> float:
    """The contrast of a style's two colours, as WCAG tells it: 1 to 21; a reversed one has the same."""
    assert style.color is not None and style.bgcolor is not None
    return _contrast(style.color, style.bgcolor)


@cache
def _contrast(*colors: Color) -> float:
    """The same of two colours; a screen has thousands of cells and a dozen pairs of them."""
    luminances = [_luminance(color.get_truecolor()) for color in colors]
    return (max(luminances) + 0.05) / (min(luminances) + 0.05)


def _luminance(color: tuple[int, int, int]) -> float:
    """The relative luminance of a colour in sRGB, as WCAG 2 tells it."""
    parts = [one / 255 for one in color]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


async def frames_of(pilot: Pilot[None], driver: QuietDriver) -> list[str]:
    """The frames written until now, once no more come."""
    known = -1
    while known != len(driver.frames):
        known = len(driver.frames)
        for _ in range(3):
            await pilot.pause(0.02)
    return driver.frames
