"""The summary as one web page: printable, light and dark, no script, and nothing fetched from anywhere."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment

from routine_tui.share.pages import environment, page
from routine_tui.share.summary import Summary


def render(summary: Summary) -> str:
    """The summary as HTML; everything typed is escaped by the template engine."""
    return page(_templates(), "summary.html.j2", summary)


@cache
def _templates() -> Environment:
    return environment({}, autoescape=True)
