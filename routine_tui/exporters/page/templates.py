"""Reads the templates in ``exporters/templates``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined


def environment(
    filters: dict[str, Callable[..., Any]], finalize: Callable[[Any], Any] | None = None, autoescape: bool = False
) -> Environment:
    """What reads this package's templates for one format; it remembers those it has read.

    ``finalize`` escapes whatever a template puts in, where ``autoescape``, which knows HTML only, does not.
    """
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent.parent / "templates", encoding="utf-8"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=autoescape,
        finalize=finalize,
    )
    made.filters |= filters
    return made
