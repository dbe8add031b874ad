"""Contacts from outside: who was spoken to, what was said, and what it answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.cases import each_case
from tests.cli.outside import back, did, refused, said_json, today

FEVER = ("skin", "temp=38.6", "pain=8")
CALL = "Your answers still call for advice today from someone who can look at it:"
HOSTILE = "Dr [/b] \u202eevil👩🏽‍🔬 " + "x" * 150


def contacts(home: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = said_json(home, "contact", "--json")["contacts"]
    return found


def test_without_a_contact_it_says_how_to_add_one(home: Path) -> None:
    assert did(home, "contact").splitlines() == [
        "Face · contacts", "No contacts yet: add one with routine-tui contact add --who WHO.",
    ]  # fmt: skip
    assert said_json(home, "contact", "list", "--json")["contacts"] == []


def test_a_contact_keeps_all_that_was_said_of_it(home: Path) -> None:
    words = ["--who", "clinic", "--at", "yesterday 14:10", "--by", "phone", "--name", "Studio"]
    did(home, "contact", "add", *words, "--i-said", "It weeps.\nWhat now?", "--next", "+4", "--private")
    (one,) = contacts(home)
    assert one.pop("id") and one.pop("at").startswith(f"{back(1)}T14:10:00")
    assert one == {
        "number": 1, "day_offset": said_json(home, "today", "--json")["day_offset"] - 1, "day": str(back(1)),
        "who": "clinic", "name": "Studio", "by": "phone", "i_said": "It weeps.\nWhat now?", "said": None,
        "next_by": str(back(-4)), "waiting": True, "private": True, "ended": False,
    }  # fmt: skip
    assert "You: It weeps." in did(home, "contact")


def test_it_is_now_unless_a_day_an_hour_or_both_are_named(home: Path) -> None:
    for words in ((), ("--at", str(back(2))), ("--at", "-2 04:30")):
        did(home, "contact", "add", "--who", "doctor", *words)
    now, *earlier = contacts(home)
    assert now["day"] == str(today()) and now["at"]
    assert [(one["day"], (one["at"] or "")[11:16]) for one in earlier] == [
        (str(back(2)), ""), (str(back(2)), "04:30"),
    ]  # fmt: skip


def test_today_says_what_is_waited_for_until_it_is_answered_or_closed(home: Path) -> None:
    did(home, "contact", "add", "--who", "clinic", "--at", f"{back(8)} 14:10")
    line = f"Clinic: asked {back(8):%a} {back(8).day} {back(8):%b}, 14:10, no answer yet."
    assert line in did(home, "today")
    did(home, "contact", "edit", "1", "--said", "Send a picture.")
    assert "no answer yet" not in did(home, "today")
    did(home, "undo")
    assert line in did(home, "today")
    assert did(home, "contact", "end", "clinic").startswith("Closed: ")
    assert "no answer yet" not in did(home, "today")
    assert did(home, "contact", "end", "clinic").startswith("Open again: ")
    did(home, "contact", "remove", "1")
    assert contacts(home) == []
    did(home, "undo")
    assert len(contacts(home)) == 1


def test_the_clinic_that_says_wait_answers_nothing_and_a_doctor_does(home: Path) -> None:
    """Four of forty-six were told to keep an eye on it, one while the skin was white and weeping."""
    did(home, *FEVER)
    for who in ("clinic", "pharmacist"):
        assert CALL in did(home, "contact", "add", "--who", who, "--said", "Keep an eye on it.")
        assert said_json(home, "today", "--json")["concern"]["level"] == 3
    assert CALL not in did(home, "contact", "add", "--who", "doctor")
    assert said_json(home, "today", "--json")["concern"]["level"] == 3
    said = did(home, "contact", "edit", "1", "--said", "Come in at four.")
    assert "Noted: you have spoken to somebody about your check-in." in said
    assert said_json(home, "today", "--json")["concern"] is None


@each_case(
    ("words", "why"),
    [
        (("add", "--who", "doctor", "--at", "tomorrow"), "in the future"),
        (("add", "--who", "doctor", "--at", "13/13"), ""),
        (("edit", "3", "--said", "x"), "There is no contact “3”"),
        (("end", "nobody"), "There is no contact “nobody”"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(words: tuple[str, ...], why: str, home: Path) -> None:
    assert why in refused(home, "contact", *words)
    assert contacts(home) == []


def test_what_was_typed_is_only_text(home: Path) -> None:
    did(home, "contact", "add", "--who", "other", "--name", HOSTILE, "--said", HOSTILE)
    told = did(home, "contact")
    assert "\u202e" not in told and "Dr [/b]" in told


def test_a_private_contact_is_in_no_export_but_the_archive(home: Path) -> None:
    did(home, "contact", "add", "--who", "clinic", "--name", "Secretive", "--said", "Hushed", "--private")
    for name in ("md", "txt", "html", "csv"):
        assert "Secretive" not in did(home, "export", "--format", name)
        assert "Hushed" not in did(home, "export", "--format", name)
    assert "Hushed" in did(home, "export", "--format", "json")
    assert "Hushed" not in did(home, "export", "--format", "json", "--without", "private")
