"""The calendar as a picture of dots (PNG): the same drawing as the SVG, so that there is one to look after.

typst draws it: it measures and shapes letters of any script, brings faces of its own, and costs 15 ms to import. Pillow
draws no SVG, and brings no face with more than Latin letters.
"""

from __future__ import annotations

from typing import Final

import typst

from routine_tui.exporters.summary.summary import Summary
from routine_tui.exporters.svg import render as drawn
from routine_tui.exporters.text_width import is_everyday

DOTS_PER_INCH: Final = 192
"""Two dots a unit of the drawing: sharp on a telephone, and enough to print."""
_PAGE: Final = b"#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.drawing))"


def render(summary: Summary) -> bytes:
    """The picture as PNG.

    It is the same on every computer, as long as the name is in letters that typst's own faces have; for others those of
    the computer are used as well.
    """
    fonts = typst.Fonts(include_system_fonts=not is_everyday(summary.name or ""))
    made = typst.compile(
        _PAGE, format="png", ppi=DOTS_PER_INCH, font_paths=fonts, sys_inputs={"drawing": drawn(summary)}
    )
    assert isinstance(made, bytes)  # a page of its own
    return made
