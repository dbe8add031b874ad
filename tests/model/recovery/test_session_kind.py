"""What was done: its words, and which figures are shown for it."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from routine_tui.exporters import expect_text
from routine_tui.exporters.device_report import device_report
from routine_tui.exporters.summary.summary import summarise
from routine_tui.facts import care as facts
from routine_tui.facts import guidance
from routine_tui.glyphs import UNICODE
from routine_tui.model.recovery.background import BackgroundAnswer
from routine_tui.model.recovery.care import Care
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.session_kind import CHOICES, KIND, NO_FIGURES, is_needling, said_of, session_kind
from routine_tui.model.skin.phone_text import phone_lines
from tests.cases import each_case

ZERO = date(2026, 11, 25)


def done(kind: str) -> Recovery:
    told = (BackgroundAnswer(KIND, kind),) if kind else ()
    return Recovery("r", "Face", ZERO, care=Care(background=told))


def expected(recovery: Recovery) -> str:
    text = expect_text.render(recovery, facts.ranges(), guidance.sources(), ZERO, glyphs=UNICODE)
    return " ".join(text.split())


def test_the_choices_are_those_of_the_field() -> None:
    assert tuple(CHOICES) == facts.field_of(KIND).choices
    assert {one for field in facts.fields() for one in field.kinds} <= CHOICES.keys()
    assert session_kind(done("something of old")) == "" and is_needling(done("something of old"))


@each_case("kind", ["", *CHOICES])
def test_what_was_done_is_said_and_figures_about_needling_are_shown_for_needling_only(kind: str) -> None:
    """Seen to fail where a laser's day 4 was called by needling's clock, and the phone was told of needling."""
    recovery, needles = done(kind), kind in ("", "microneedling", "radiofrequency", "roller")
    assert phone_lines(recovery, ZERO, ZERO, {})[0] == f"I had {said_of(kind)} today."
    assert ("needling" in said_of(kind)) is needles and needles is is_needling(recovery)
    assert ("In a review of 85 papers on needling" in expected(recovery)) is needles
    assert (NO_FIGURES in expected(recovery)) is not needles
    assert "Marks a few shades darker" in expected(recovery)
    hint = summarise(recovery, ZERO).phase.hint
    assert ("short needles" in hint) is needles and (hint == NO_FIGURES) is not needles
    if kind:
        assert f"What was done: {said_of(kind)}" in device_report(recovery, {}, ZERO)


def test_a_phase_that_rests_on_more_than_needling_is_told_of_all() -> None:
    later = replace(done("peel"), day_zero=date(2026, 10, 1))
    assert summarise(later, ZERO).phase.hint.startswith("New tissue")
