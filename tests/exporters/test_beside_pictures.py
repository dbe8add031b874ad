"""Charts stand beside the pictures in the PDF where these leave room, and are not dropped for them."""

from __future__ import annotations

from routine_tui.exporters.page.beside_pictures import MOST_CURVES, charts_beside
from routine_tui.exporters.page.fitting import LEVELS, fitted
from routine_tui.exporters.page.page import ChartMark, Charts, Curve, Paragraph, Picture, Pictures, Section
from routine_tui.exporters.summary.shown_photos import PhotoCopy

CURVES = tuple(Curve(name, 4, ((0, 1), (9, 2)), name) for name in ("Redness", "Marks", "Pits", "Pain"))
CHARTS = Charts("D0 to D9", 0, 9, ((0, "D0"), (9, "D9")), (ChartMark(3, 1, "a visit"),), CURVES)


def sections(*sizes: tuple[int, int]) -> tuple[Section, ...]:
    """A first side with charts and pictures of these widths and heights."""
    shown = tuple(Picture(f"D{n}", f"{n}.jpg", copy=PhotoCopy(b"", *size)) for n, size in enumerate(sizes))
    return (
        Section("problems", "Problems", "story", (Paragraph("Redness."), CHARTS)),
        Section("pictures", "Pictures", "story", (Pictures(shown),)),
    )


def beside(found: tuple[Section, ...]) -> Charts | None:
    """The charts beside the pictures of some sections."""
    return next(one.charts for section in found for one in section.blocks if isinstance(one, Pictures))


def test_upright_pictures_have_the_charts_beside_them_and_broad_ones_leave_no_room() -> None:
    upright = charts_beside(sections((600, 800), (600, 800), (600, 800)))
    charts = beside(upright)
    assert charts and len(charts.curves) == MOST_CURVES
    assert upright[0].blocks == (Paragraph("Redness."),)
    broad = sections((800, 600), (600, 800), (800, 600))
    assert charts_beside(broad) == broad
    assert beside(charts_beside(sections((800, 600), (800, 600))))


def test_beside_pictures_curves_stay_at_every_level_and_only_the_words_of_their_marks_go() -> None:
    for level in LEVELS["story"]:
        cut, _, _ = fitted(sections((600, 800), (600, 800), (600, 800)), level)
        charts = beside(cut)
        assert charts and len(charts.curves) == MOST_CURVES
        assert bool(charts.marks) == (level.curves > 1)
        assert charts.left_out.startswith("and 1 more; the web page has all of them")
        assert ("what happened when: on the web page" in charts.left_out) != bool(charts.marks)


def test_curves_that_are_not_there_are_counted() -> None:
    alone = (Section("problems", "Problems", "story", (CHARTS,)),)
    for level in LEVELS["story"]:
        (section,), _, _ = fitted(alone, level)
        if isinstance(charts := section.blocks[0], Charts):
            left = len(CURVES) - len(charts.curves)
            assert charts.left_out == (f"and {left} more; the web page has all of them" if left > 0 else "")
