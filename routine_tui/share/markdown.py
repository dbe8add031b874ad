"""The summary as Markdown (GitHub's tables): to read as it is, or rendered."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment
from markupsafe import Markup

from routine_tui.share.calendar_text import calendar_lines
from routine_tui.share.escapes import markdown, markdown_lines
from routine_tui.share.pages import environment, page
from routine_tui.share.summary import Summary


def render(summary: Summary) -> str:
    """The summary as Markdown. Everything the template puts in is escaped, unless it is marked as escaped already."""
    return page(_templates(), "summary.md.j2", summary)


@cache
def _templates() -> Environment:
    return environment({"paragraphs": _paragraphs, "nested": _nested, "calendar": _calendar}, finalize=_escaped)


def _escaped(value: Any) -> str:
    return str(value) if isinstance(value, Markup) else markdown(str(value))


def _paragraphs(text: str) -> Markup:
    return Markup(markdown_lines(text, "  "))  # escaped already


def _nested(text: str) -> Markup:
    return Markup(markdown_lines(text, "    "))  # escaped already


def _calendar(summary: Summary) -> Markup:
    return Markup("\n".join(calendar_lines(summary)))  # holds nothing typed
