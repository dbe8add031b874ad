"""The tables of check-ins and the reference say the same, so that each holds the other."""

from __future__ import annotations

from routine_tui.model.recovery.answers import URGENT_SIGNS
from tests.cases import each_case
from tests.model.skin.frightened import AT_NIGHT, FRIGHTENED
from tests.model.skin.reference_rules import Answers, Look, reference_level
from tests.model.skin.vignettes import NORMAL, OUR_OWN, RE_ENACTED, SERIOUS, WORRIED, Vignette

STRICTER = ("D5: a white head is called pus, heart beats fast at night",)
"""Where the rule that a sign of infection with a racing heart is an emergency goes above what the person needs."""


def answers_of(words: str) -> Answers:
    """The answers that the words of a table stand for."""
    answers: dict[str, int | float | bool] = {}
    for word in words.split():
        name, value = word.split("=")
        if name == "URG":
            unsaid = {"no": (), "most": ("no_urine", "red_eye", "self_harm")}[value]
            answers |= dict.fromkeys((name for name in URGENT_SIGNS if name not in unsaid), False)
        else:
            answers[name] = value == "yes" if value in ("yes", "no") else float(value) if "." in value else int(value)
    return answers


def look_of(one: Vignette) -> Look:
    """A vignette as what the rules may know."""
    profile = {
        name: value if isinstance(value, bool) else int(value) for name, value in answers_of(one.profile).items()
    }
    earlier = {ago: answers_of(words) for ago, words in one.earlier.items()}
    return Look(one.day, answers_of(one.answers), profile, earlier, one.uses)


@each_case("table", [NORMAL, WORRIED, SERIOUS, RE_ENACTED, OUR_OWN, FRIGHTENED, AT_NIGHT])
def test_reference(table: tuple[Vignette, ...]) -> None:
    found = {one.who: (one.least, reference_level(look_of(one)), one.most) for one in table}
    assert [who for who, (least, level, most) in found.items() if not least <= level <= most] == [
        who for who in STRICTER if who in found
    ]
