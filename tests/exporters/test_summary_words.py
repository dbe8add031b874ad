"""What a summary says where something is left out, and how it says it: calmly, and as no advice."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from routine_tui.exporters.summary.summary import Summary
from routine_tui.facts import guidance
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.recovery import Recovery
from tests.cases import each_case
from tests.exporters.lived import TEXTS, plain, sample, summary_of, text_of, written
from tests.exporters.lived_care import TODAY
from tests.exporters.test_summary import AT, LEFT_OUT, telling


@each_case("name", TEXTS)
@each_case("part", LEFT_OUT)
def test_what_is_left_out_leaves_no_trace(name: str, part: str) -> None:
    def shown(text: str) -> str:
        return text.replace("\\", "")

    whole, page = shown(written(name, telling())), shown(written(name, telling(), without=[part]))
    for other, words in LEFT_OUT.items():
        for word in words:
            expected = word in whole and other != part
            assert (word in page) == expected, word
    assert name not in ("md", "txt", "html", "json") or any(word in whole for word in LEFT_OUT[part])


def test_a_summary_without_a_name_has_none() -> None:
    summary = summary_of(sample(), without={"name"})
    assert summary.name is None
    assert text_of("md", summary).startswith("# Skin recovery\n")
    assert "<h1><bdi>Skin recovery</bdi></h1>" in text_of("html", summary)


def test_the_words_are_calm() -> None:
    for name in ("md", "txt", "html"):
        text = " ".join(written(name, sample()).replace("<!DOCTYPE", "").lower().split())
        for word in ("missed", "failed", "streak", " late ", "behind on", "!" if name != "html" else "done!"):
            assert word not in text
        assert "self-reported" in text
        assert "general guidance, not medical advice" in text
        assert "wound-healing model (figure), pubmed central" in text


def test_without_sources_the_hint_still_says_that_it_is_no_advice() -> None:
    told = summary_of(plain())
    summary: Summary = replace(told, phase=replace(told.phase, sources=()))
    assert "General guidance, not medical advice." in text_of("txt", summary)
    assert "Sources" not in text_of("txt", summary)


def test_while_a_red_flag_is_open_no_page_tells_how_healing_usually_goes() -> None:
    """Every check-in counts, in the span or not; where they are left out, nothing of it is told, flag or no flag."""
    hint = guidance.phases()[2].hint

    def tells(recovery: Recovery, name: str = "txt", *without: str) -> bool:
        text = text_of(name, summary_of(recovery, without=without))
        return hint in " ".join(text.split()) or "About this phase" in text

    well, flagged = ({"pus": answer} for answer in (False, True))
    for name in ("md", "txt", "html"):
        assert tells(plain().checked_in(TODAY, CheckIn.of(well, AT)), name)
        assert not tells(plain().checked_in(TODAY, CheckIn.of(flagged, AT)), name)
    assert not tells(plain().checked_in(TODAY - timedelta(days=12), CheckIn.of(flagged, AT)))
    assert not any(tells(plain().checked_in(TODAY, CheckIn.of(one, AT)), "txt", "skin") for one in (well, flagged))
    sad = plain().checked_in(TODAY, CheckIn.of({"self_harm": True, "redness": 1}, AT))
    assert tells(sad, "txt", "mood") and not tells(sad)
