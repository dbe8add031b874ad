"""Several looks of a day from outside: recorded at their hours, corrected, shown, and what stands of them on Today."""

from __future__ import annotations

from pathlib import Path

from routine_tui.model.text import short_day
from tests.cases import each_case
from tests.cli.outside import back, did, refused, said_json

MORNING = ("skin", "temp=38.6", "hot=yes", "pain=8", "--on", "-1", "--at", "07:30", "--where", "left cheek")
EVENING = ("skin", "temp=37.0", "hot=no", "pain=2", "--on", "-1", "--at", "20:10", "--note", "After ibuprofen.")


def said(days: int) -> str:
    """The day so many days ago, as it is told in short."""
    return short_day(back(days), back(0))


def test_a_bad_morning_and_a_calm_evening_are_both_kept_and_the_level_stands(home: Path) -> None:
    """Seen to fail where a day had one check-in: the evening ended in "No red flag was recorded"."""
    did(home, *MORNING)
    told = did(home, *EVENING)
    assert "07:30: emergency now" in told and "\n20:10: watch\n" in told
    assert "Where: left cheek" in told and "Note: After ibuprofen." in told
    assert "Emergency now (level 4 of 4)" in told and "No red flag" not in told and "xpected" not in told
    found = said_json(home, "skin", "--on", "-1", "--json")
    assert found["answers"] == {"temp": 37.0, "hot": False, "pain": 2}
    assert found["worst"] == {"temp": 38.6, "hot": True, "pain": 8}
    assert [(look["at"][11:16], look["level"], look["note"], look["where"]) for look in found["looks"]] == [
        ("07:30", 4, None, {"all": "left cheek"}),
        ("20:10", 1, "After ibuprofen.", {}),
    ]
    assert found["looks"][0]["answers"] == {"temp": 38.6, "hot": True, "pain": 8}
    assert found["level"] == 4
    concern = said_json(home, "today", "--json")["concern"]
    assert (concern["day"], concern["level"]) == (str(back(1)), 4) and "hot_painful_swollen" in concern["rules"]
    today = did(home, "today")
    assert "Emergency now: " in today and "Even if it is over, tell somebody." in today
    assert "Call " in today and "skin contacted=yes" in today


def test_speaking_to_somebody_answers_what_stands(home: Path) -> None:
    did(home, *MORNING)
    did(home, "skin", "contacted=yes")
    assert said_json(home, "today", "--json")["concern"] is None
    assert "clinician" not in did(home, "today")
    did(home, "undo")
    assert said_json(home, "today", "--json")["concern"]["level"] == 4


def test_a_calm_look_too_soon_says_what_still_stands(home: Path) -> None:
    did(home, "skin", "breathing=yes", "--on", "-2", "--at", "08:00")
    told = did(home, "skin", "breathing=no", "--on", "-1", "--at", "08:00")
    assert told.index("Even if it is over, tell somebody.") < told.index("Nothing to act on in this check-in alone")
    assert said_json(home, "today", "--json")["concern"]["level"] == 4


def test_a_level_2_is_told_once_and_is_quiet_once_a_visit_is_planned(home: Path) -> None:
    did(home, "skin", "lumps=yes", "--on", "-9")
    assert "See a clinician soon: " in did(home, "today")
    did(home, "skin", "lumps=yes", "--on", "-2")
    assert f"still there since {said(9)}\n" in did(home, "today")
    did(home, "visit", "add", str(back(-12)))
    assert f"still there since {said(9)}; visit {said(-12)}\n" in did(home, "today")
    assert said_json(home, "today", "--json")["concern"]["level"] == 2


def test_nothing_stands_where_nothing_was_answered(home: Path) -> None:
    assert said_json(home, "today", "--json")["concern"] is None
    did(home, "skin", "redness=0", "--note", "Fine.")
    assert said_json(home, "today", "--json")["concern"] is None


# ---------------------------------------------------------------------- the hours


def looks(home: Path, *on: str) -> list[tuple[str, object]]:
    return [(one["at"][11:16], one["answers"]) for one in said_json(home, "skin", "--json", *on)["looks"]]


def test_what_is_said_within_an_hour_belongs_together_and_another_hour_is_a_look_of_its_own(home: Path) -> None:
    did(home, "skin", "redness=2", "--on", "-1")
    did(home, "skin", "pain=1", "--on", "-1")
    assert len(looks(home, "--on", "-1")) == 1
    did(home, "skin", "redness=3", "--on", "-1", "--at", "07:30")
    did(home, "skin", "pain=4", "--on", "-1", "--at", "07:30")
    assert looks(home, "--on", "-1")[0] == ("07:30", {"redness": 3, "pain": 4})
    assert len(looks(home, "--on", "-1")) == 2


def test_a_look_is_corrected_by_its_hour(home: Path) -> None:
    did(home, *MORNING)
    did(home, *EVENING)
    did(home, "skin", "pain=9", "hot=", "--on", "-1", "--edit", "07:30", "--note", "Worse than I said.")
    assert looks(home, "--on", "-1")[0] == ("07:30", {"temp": 38.6, "pain": 9})
    assert looks(home, "--on", "-1")[1] == ("20:10", {"temp": 37.0, "hot": False, "pain": 2})
    assert did(home, "undo") == f"Undid: check-in on {said(1)}.\n"
    assert did(home, "undo") == f"Undid: added a check-in at 20:10 on {said(1)}.\n"
    assert len(looks(home, "--on", "-1")) == 1


@each_case(
    ("words", "sentence"),
    [
        (("pain=1", "--edit", "06:00", "--on", "-1"), "There is no check-in at 06:00 on {1}: there is one at 07:30."),
        (("pain=1", "--edit", "06:00", "--on", "-2"), "There is no check-in at 06:00 on {2}: there is none"),
        (("pain=1", "--at", "02:59"), "02:59 on {0} is in the night after it, as days start at 03:00"),
        (("pain=1", "--at", "06:00", "--edit", "07:30"), "Use either --at or --edit"),
        (("--at", "06:00"), "Add what you saw at 06:00"),
        (("--where", "left cheek", "--on", "-3"), "A place belongs to something that is answered"),
        (("pain=1", "--where", "scra: chin"), "did you mean scar"),
    ],
)  # fmt: skip
def test_what_is_no_look_is_refused_and_nothing_is_written(words: tuple[str, ...], sentence: str, home: Path) -> None:
    did(home, *MORNING)
    before = said_json(home, "skin", "--on", "-1", "--json")
    assert sentence.format(said(0), said(1), said(2)) in refused(home, "skin", *words)
    assert said_json(home, "skin", "--on", "-1", "--json") == before


def test_places_are_of_the_whole_look_or_of_one_answer_and_go_again(home: Path) -> None:
    did(home, "skin", "scar=1", "redness=2", "--where", "left cheek", "--where", "Scar: chin, at the old cut")
    where = {"all": "left cheek", "scar": "chin, at the old cut"}
    assert said_json(home, "skin", "--json")["looks"][0]["where"] == where
    assert "Where: left cheek; scar: chin, at the old cut" in did(home, "skin")
    did(home, "skin", "--where", "scar:")
    assert said_json(home, "skin", "--json")["looks"][0]["where"] == {"all": "left cheek"}


def test_hours_that_are_left_are_said_by_today_by_its_json_and_on_the_page(empty_home: Path) -> None:
    """Seen to fail: only ``skin`` said them."""
    did(empty_home, "new", "Face", "--day-zero", "-1")
    did(empty_home, "profile", "tetanus_known=no")
    did(empty_home, "skin", "shared_needle=yes", "dirty_needle=yes")
    hours, tetanus = said_json(empty_home, "today", "--json")["concern"]["clocks"]
    assert "Of the 72 hours for the medicine that prevents HIV" in hours and "against tetanus" in tetanus
    for words in (["today"], ["skin"]):
        said = did(empty_home, *words)
        assert said.count(hours) == said.count(tetanus) == 1
    page = " ".join(did(empty_home, "export", "--format", "txt").split())
    assert "medicine that prevents HIV may begin until" in page and "hepatitis B may help until" in page
    assert "not sure whether vaccinated against tetanus" in page


def test_allergies_and_medicines_stand_before_the_check_ins_on_a_page_unless_they_are_private(home: Path) -> None:
    """Seen to fail: they stood on the second side, under Background."""
    did(home, "profile", "medicines=methotrexate", "allergies=nickel")
    did(home, "skin", "redness=1")
    page = did(home, "export", "--format", "txt")
    assert page.index("TO KNOW FIRST") < page.index("PROBLEMS") < page.index("HOW THE ROUTINE WENT")
    assert page.count("methotrexate") == page.count("nickel") == 1
    did(home, "care", "background", "--private", "medicines")
    page = did(home, "export", "--format", "txt")
    assert "methotrexate" not in page and "nickel" in page


def test_that_antibiotics_do_not_help_asks_for_what_the_rule_needs(home: Path) -> None:
    told = did(home, "skin", "improving=no")
    assert "Add antibiotics=yes" in told
    assert "Contact a clinician today" in (told := did(home, "skin", "antibiotics=yes")) and "Add anti" not in told


def test_that_nobody_is_alone_is_said_once(home: Path) -> None:
    """Seen to fail: it stood in two lines, one below the other, in ``skin`` and in ``today``."""
    for words in (["skin", "self_harm=yes"], ["today"]):
        assert did(home, *words).count("to go through this alone") == 1


def test_an_urgent_yes_stands_on_the_first_side_of_a_page(home: Path) -> None:
    """Seen to fail: “Answered with yes” named signs of infection only, so that changed sight was not among them."""
    did(home, "skin", "vision=yes", "hot=yes")
    page = " ".join(did(home, "export", "--format", "txt").split())
    assert "Answered with yes: Vision has changed, D22" in page and "; Hot and painful skin, D22" in page
