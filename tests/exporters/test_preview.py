"""The words of an export: what the file says, and nothing that it does not."""

from __future__ import annotations

from routine_tui.exporters.formats import FORMATS, ExportRequest, render, written
from routine_tui.exporters.preview import IN_WORDS, in_words
from tests.cases import each_case
from tests.exporters.lived import sample, summary_of

NOTE = "Less tight today."


@each_case("format_name", [name for name in FORMATS if name not in IN_WORDS])
def test_what_is_text_is_as_it_is_written(format_name: str) -> None:
    summary = summary_of(sample())
    request = ExportRequest(format_name, including=["as-needed"], alarms=10)
    told = in_words(request, summary)
    assert told.encode() == written(request, summary)


def test_a_page_for_a_browser_is_the_page_in_plain_text() -> None:
    assert in_words(ExportRequest("html"), summary_of(sample())) == render("txt", summary_of(sample()))


def test_days_are_in_the_words_of_a_pdf_only_where_they_are_in_the_pdf() -> None:
    summary = summary_of(sample())
    assert NOTE not in in_words(ExportRequest("pdf"), summary)
    assert in_words(ExportRequest("pdf", including=["days"]), summary) == render("txt", summary) and NOTE in render(
        "txt", summary
    )


@each_case("format_name", ["svg", "png"])
def test_of_a_picture_only_the_calendar_is_told(format_name: str) -> None:
    told = in_words(ExportRequest(format_name), summary_of(sample()))
    assert "Week of" in told and "D22: 22 days since" in told and "Nothing is recorded" not in told
    assert "Oat syndet" not in told and "ROUTINE NOW" not in told and NOTE not in told
    assert len(told) < len(render("txt", summary_of(sample()))) / 2
