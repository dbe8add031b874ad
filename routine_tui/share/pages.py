"""The templates, and what every one of them is given."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from routine_tui.share.phrases import EVENT, SLOT_NAMES, WEEKDAY_NAMES, Phrases, counts, ratio, rest, times
from routine_tui.share.summary import Summary

if TYPE_CHECKING:
    from routine_tui.share.care_phrases import CarePhrases
    from routine_tui.share.skin_phrases import SkinPhrases


def environment(
    filters: dict[str, Callable[..., Any]], finalize: Callable[[Any], Any] | None = None, autoescape: bool = False
) -> Environment:
    """What reads this package's templates for one format; it remembers those it has read.

    ``finalize`` escapes whatever a template puts in, where ``autoescape``, which knows HTML only, does not.
    """
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates", encoding="utf-8"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=autoescape,
        finalize=finalize,
    )
    made.filters |= {"counts": counts, "ratio": ratio, "rest": rest, "times": times, **filters}
    made.globals |= {"slot_names": SLOT_NAMES, "weekday_names": WEEKDAY_NAMES, "event": EVENT}
    return made


def page(templates: Environment, name: str, summary: Summary) -> str:
    """A summary as a template shows it, ending with one line break."""
    told = templates.get_template(name).render(
        s=summary, p=Phrases(summary), k=_about_skin(summary), c=_about_care(summary)
    )
    return told.rstrip("\n") + "\n"


def _about_skin(summary: Summary) -> SkinPhrases | None:
    if summary.skin is None:
        return None
    from routine_tui.share.skin_phrases import SkinPhrases

    return SkinPhrases(summary, summary.skin)


def _about_care(summary: Summary) -> CarePhrases | None:
    if summary.care is None:
        return None
    from routine_tui.share.care_phrases import CarePhrases

    return CarePhrases(summary, summary.care)
