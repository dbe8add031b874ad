"""What a recovery holds of what is asked: told here, told in another field, or standing in another part of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from msgspec.structs import replace

from routine_tui.facts.care import field_of, fields
from routine_tui.facts.guidance import routine_of
from routine_tui.facts.skin import rules
from routine_tui.model.care.visit_checklist import held, ready_words, to_bring
from routine_tui.model.recovery.background import BackgroundAnswer, BackgroundField
from routine_tui.model.recovery.care import Care
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.clearance import ClinicianOverride
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.diary import Day
from routine_tui.model.recovery.photo import Photo
from routine_tui.model.recovery.product import Product
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.visit import Question, Visit
from routine_tui.model.skin.avoidance import Calm, calm
from tests.cases import each_case

ZERO = date(2026, 10, 31)
TODAY = date(2026, 11, 22)
EMPTY = Recovery("r", "Face", ZERO, 84)


def told(*pairs: tuple[str, str]) -> Recovery:
    return replace(EMPTY, care=Care(background=tuple(BackgroundAnswer(name, text) for name, text in pairs)))


def full() -> Recovery:
    """A recovery with one thing of everything that a field may stand in."""
    moment = datetime(2026, 11, 20, 10, tzinfo=UTC)
    care = Care(
        questions=(Question("q", TODAY, "Will it fade?"), Question("a", TODAY, "And this?", "Yes.")),
        courses=(Course("c", "Azelaic acid", TODAY, ("step",)),),
    )
    return replace(
        EMPTY,
        routine=routine_of("simple", ZERO),
        days={TODAY: Day(TODAY, skin=CheckIn.of({"redness": 1}))},
        products=(Product("p", "Balm"), Product("s", "Sunscreen")),
        photos=(Photo("f", TODAY, "2026-11-22-3f9c01ab.jpg"),),
        clearances=(ClinicianOverride("w", "needling_again", moment, date(2027, 2, 1), "Dr Kaya, 20 November"),),
        profile={"phototype": 4},
        care=care,
    )


def names(found: Iterable[BackgroundField]) -> list[str]:
    return [one.id for one in found]


@each_case(
    ("field_id", "words"),
    [
        ("session_date", "31 Oct 2026"),
        ("phototype", "type 4"),
        ("next_skin_type", "type 4"),
        ("medicines", "1 prescribed treatment"),
        ("signs", "1 check-in"),
        ("routine", "3 steps"),
        ("photos", "1 picture"),
        ("products", "2 products"),
        ("questions", "1 question"),
        ("next_agreed", "needling from 1 Feb 2027: Dr Kaya, 20 November"),
        ("next_calm", ""),
        ("device", ""),
    ],
)
def test_a_field_holds_what_stands_elsewhere_in_the_recovery(field_id: str, words: str) -> None:
    assert held(full(), field_of(field_id)) == words


def test_an_empty_recovery_holds_its_day_zero_only() -> None:
    assert names(one for one in fields() if held(EMPTY, one)) == ["session_date"]


def test_what_was_told_comes_before_what_stands_elsewhere() -> None:
    recovery = replace(full(), care=Care(background=(BackgroundAnswer("phototype", "burns, then tans"),)))
    assert held(recovery, field_of("phototype")) == "type 4; burns, then tans"


def test_an_answer_that_was_told_in_another_field_is_shown_where_it_is_asked_again() -> None:
    recovery = told(("allergies", "nickel"))
    assert held(recovery, field_of("next_allergies")) == "nickel"
    assert (
        held(told(("allergies", "nickel"), ("next_allergies", "told them")), field_of("next_allergies")) == "told them"
    )


def test_a_field_that_stands_in_no_other_shows_nothing_of_one_without_a_name() -> None:
    assert held(told(("", "lost")), field_of("device")) == ""


def test_a_yes_that_was_taken_back_or_is_about_something_else_is_no_agreement() -> None:
    (word,) = full().clearances
    later = replace(word, id="x", at=word.at + timedelta(hours=1), from_day=None)
    assert held(replace(EMPTY, clearances=(word, later)), field_of("next_agreed")) == ""
    assert held(replace(EMPTY, clearances=(replace(word, item="acids"),)), field_of("next_agreed")) == ""


def test_whether_the_skin_is_calm_is_said_as_the_log_has_it() -> None:
    asked = field_of("next_calm")
    quiet = {
        ZERO + timedelta(days=day): Day(ZERO + timedelta(days=day), skin=CheckIn.of({"redness": 1}))
        for day in range(12, 19)
    }
    recovery = replace(EMPTY, days=quiet)
    words = held(recovery, asked, calm(recovery, ZERO + timedelta(days=18), rules()))
    assert words.startswith("Your skin is calm: redness 0 or 1 in your last 3 check-ins")
    assert held(EMPTY, asked, calm(EMPTY, TODAY, rules())).startswith(
        "Your check-ins don't say yet that the skin is calm"
    )
    assert "no open red flag" in held(EMPTY, asked, Calm(3, True, False))


def test_a_hostile_answer_is_one_short_harmless_line() -> None:
    words = held(told(("device", "a\x1b[2J\n" + "x" * 4000)), field_of("device"))
    assert len(words) == 200 and "\x1b" not in words and "\n" not in words


def test_what_is_ready_is_here_or_was_said_to_be() -> None:
    visit = Visit("v", TODAY, ready=("depth",))
    items = {item.field.id: item.by for item in to_bring(full(), fields(), visit)}
    assert (items["photos"], items["depth"], items["device"]) == ("here", "hand", "missing")
    assert ready_words(to_bring(EMPTY, fields(), None)) == "0 of 14 things ready"
    assert ready_words(to_bring(full(), fields(), visit)) == "7 of 14 things ready"
