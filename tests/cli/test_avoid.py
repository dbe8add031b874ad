"""``routine-tui avoid``, from outside."""

from __future__ import annotations

from pathlib import Path

from routine_tui.facts.skin import avoid_items
from tests.cases import each_case
from tests.cli.outside import back, did, planner_of, refused, run, said_json, today


def one(home: Path, item: str) -> dict[str, object]:
    """One thing, as the JSON has it."""
    found: dict[str, object] = next(entry for entry in said_json(home, "avoid", "--json") if entry["id"] == item)
    return found


def test_everything_to_avoid_is_shown_with_its_day(home: Path) -> None:
    told = did(home, "avoid")
    assert told.startswith("Avoid for now\n") and "May be fine again" not in told
    assert all(item.id in told and item.label in told for item in avoid_items())
    assert "(the whole 12 weeks)" in told and ", then ask a clinician" in told
    assert "(0 of 3 so far)" in told and told.endswith("General guidance, not medical advice.\n")


def test_why_and_the_source_are_told_where_they_are_asked_for(home: Path) -> None:
    assert "Source: " not in did(home, "avoid")
    told = did(home, "avoid", "--why")
    assert all(f"{item.why} Source: " in told for item in avoid_items())


def test_what_may_be_fine_again_stands_apart(home: Path) -> None:
    planner = planner_of(home)
    for days in (1, 8, 15):
        planner.skin.check_in(back(days), {"redness": 1})
    told = did(home, "avoid")
    assert "May be fine again" in told and told.index("makeup") > told.index("May be fine again")
    assert one(home, "makeup")["state"] == "reconsider" and one(home, "retinoid")["state"] == "leave_alone"


def test_the_json_carries_each_condition(home: Path) -> None:
    assert one(home, "makeup") == {
        "id": "makeup",
        "label": "Makeup and used brushes",
        "why": one(home, "makeup")["why"],
        "state": "leave_alone",
        "from_day": back(15).isoformat(),
        "until": back(15).isoformat(),
        "day_reached": True,
        "calm": False,
        "calm_logs": 0,
        "no_flag": True,
        "needs_clinician": False,
        "said": None,
        "sources": one(home, "makeup")["sources"],
    }
    assert one(home, "picking")["from_day"] is None
    assert one(home, "picking")["until"] == back(-61).isoformat()


def test_a_clinicians_date_is_recorded_shown_and_taken_back(home: Path) -> None:
    assert did(home, "avoid", "set", "makeup", "tomorrow", "--by", "Dr Kaya, at the visit") == (
        "Makeup and used brushes: may be fine again from tomorrow, as a clinician said.\n"
    )
    found = one(home, "makeup")
    assert found["from_day"] == back(-1).isoformat() and not found["day_reached"]
    assert isinstance(found["said"], dict) and found["said"]["words"] == "Dr Kaya, at the visit"
    assert "“Dr Kaya, at the visit”, about: Makeup" in did(home, "avoid")
    did(home, "undo")
    assert one(home, "makeup")["said"] is None


def test_a_reset_goes_back_to_the_usual_date_and_keeps_what_was_said(home: Path) -> None:
    did(home, "avoid", "set", "retinoid", "today", "--by", "Dr Kaya")
    assert not one(home, "retinoid")["needs_clinician"]
    assert did(home, "avoid", "reset", "retinoid").endswith("the usual date applies again.\n")
    assert one(home, "retinoid")["needs_clinician"]
    assert [word.words for word in planner_of(home).recovery.clearances] == ["Dr Kaya", ""]


@each_case(
    ("words", "sentence"),
    [
        (("set", "nothing", "today", "--by", "Dr Kaya"), "There is nothing to avoid called “nothing”: choose picking,"),
        (("set", "makeup", "03/04/2026", "--by", "Dr Kaya"), "03/04/2026"),
        (("set", "makeup", "today", "--by", "  "), "Who gave you this date"),
        (("reset", "nothing"), "There is nothing to avoid called “nothing”"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(home: Path, words: tuple[str, ...], sentence: str) -> None:
    assert sentence in refused(home, "avoid", *words)


def test_a_day_before_day_zero_is_refused(home: Path) -> None:
    assert "is before the session" in refused(home, "avoid", "set", "makeup", back(23).isoformat(), "--by", "Dr Kaya")


def test_without_a_word_on_who_said_it_the_words_are_wrong(home: Path) -> None:
    assert run(home, "avoid", "set", "makeup", today().isoformat()).status == 2


def test_without_a_recovery_it_says_what_to_do(empty_home: Path) -> None:
    assert "There is no recovery yet" in refused(empty_home, "avoid")


def test_what_a_clinician_said_cannot_drive_the_terminal(home: Path) -> None:
    did(home, "avoid", "set", "makeup", "tomorrow", "--by", "Dr\x1b[31m Kaya")
    assert "\x1b" not in did(home, "avoid")


def test_what_is_part_of_a_course_in_use_is_not_listed(home: Path) -> None:
    assert "retinoid" in did(home, "avoid")
    did(home, "course", "add", "Tretinoin 0.025 %", "--slot", "evening", "--from", "tomorrow")
    assert "retinoid" not in did(home, "avoid")
    assert "retinoid" not in [entry["id"] for entry in said_json(home, "avoid", "--json")]


def test_a_clinicians_yes_clears_whatever_the_redness(home: Path) -> None:
    planner_of(home).skin.check_in(back(1), {"redness": 3})
    did(home, "avoid", "set", "makeup", "today", "--by", "Dr Kaya")
    assert one(home, "makeup")["state"] == "reconsider"
