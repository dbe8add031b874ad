"""What a person reads first where somebody is to be called."""

from __future__ import annotations

from pathlib import Path

from tests.cases import each_case
from tests.cli.outside import did


@each_case(
    ("answer", "first"),
    [
        ("breathing=yes", "Call 999."),
        ("self_harm=yes", "You don't have to go through this alone. Call Samaritans on 116 123"),
        ("hot=yes", "Contact a clinician today"),
    ],
)
def test_the_number_or_what_to_do_comes_before_all_else(empty_home: Path, answer: str, first: str) -> None:
    """Seen to fail: the name of the recovery, what had been answered and two more lines stood above the number."""
    did(empty_home, "new", answer, "--day-zero", "-3", "--region", "uk")
    checked, today = did(empty_home, "skin", answer), did(empty_home, "today")
    assert checked.startswith(first) and today.startswith(first)
    assert checked.index("What to say on the phone") < checked.index("Because you answered")
    assert "Morning" in today and "check-in" in checked


def test_the_sentences_for_the_phone_begin_with_what_is_wrong(empty_home: Path) -> None:
    did(empty_home, "new", "Face", "--day-zero", "-3")
    did(empty_home, "skin", "breathing=yes")
    assert did(empty_home, "export", "--for", "phone").startswith("Now: trouble breathing.")
