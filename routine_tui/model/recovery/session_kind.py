"""What was done on day zero: its words, and what of the guidance was found for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from routine_tui.model.recovery.recovery import Recovery

KIND: Final = "session_kind"
"""The id of the field of the background that says what was done."""
CHOICES: Final[dict[str, str]] = {
    "microneedling": "Needling",
    "radiofrequency": "Needling with heat (RF)",
    "roller": "Roller or pen at home",
    "laser": "Laser",
    "light": "Light (IPL)",
    "peel": "Peel",
    "other": "Something else",
}
"""What can be chosen, as the first start asks for it, in that order."""
PLACE: Final = "session_place"
"""The id of the field that says in what kind of place."""
PLACES: Final[dict[str, str]] = {"clinic": "Clinic", "salon": "Salon", "home": "At home", "abroad": "Abroad"}
"""Where it was done, in the order in which it is asked."""
NEEDLING: Final = frozenset({"", "microneedling", "radiofrequency", "roller"})
"""What figures about needling are shown for; where nothing was said, it is taken for needling."""
_SAID: Final = {
    "": "microneedling",
    "microneedling": "microneedling",
    "radiofrequency": "microneedling with radiofrequency",
    "roller": "needling with a roller or pen at home",
    "laser": "a laser treatment",
    "light": "a light (IPL) treatment",
    "peel": "a chemical peel",
    "other": "a cosmetic treatment of my skin",
}
_ASKED: Final = {
    "microneedling": "a microneedling treatment",
    "radiofrequency": "a microneedling treatment with radiofrequency",
    "roller": "a treatment with a needle roller or pen",
    "peel": "a peel",
}
NO_FIGURES: Final = (
    "There are no figures here for what was done to your skin: ours are about needling only. "
    "Ask whoever did it, or a doctor, what is usual."
)
"""Stands where figures about needling would stand, and nothing was needled."""


def session_kind(recovery: Recovery) -> str:
    """What was done, as one of CHOICES; empty where it was not said."""
    told = recovery.care.told(KIND)
    return told if told in CHOICES else ""


def is_needling(recovery: Recovery) -> bool:
    """Whether figures about needling are about what was done, as far as was said."""
    return session_kind(recovery) in NEEDLING


def said_of(kind: str) -> str:
    """What was done, as one says it: ``I had a laser treatment``."""
    return _SAID.get(kind, _SAID["other"])


def asked_of(kind: str) -> str:
    """What was done, as a letter to whoever did it says it."""
    return _ASKED.get(kind, _SAID[kind] if kind in ("laser", "light") else "a treatment of my skin")
