"""Contacts as values: what they refuse, what they are called, and which of them a clinician answered."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.contact import CONTACT_WHO, Contact, ContactWho
from tests.cases import each_case

DAY = date(2026, 11, 27)
MOMENT = datetime(2026, 11, 27, 14, 10, tzinfo=UTC)


@each_case(
    ("who", "levels"),
    [("doctor", 4), ("dermatologist", 4), ("emergency", 4), ("helpline", 3)]
    + [(who, 0) for who in ("clinic", "pharmacist", "authority", "other")],
)
def test_only_who_can_judge_skin_quiets_a_level(who: ContactWho, levels: int) -> None:
    said = Contact("c", DAY, who, said="wait")
    assert [level for level in range(1, 5) if said.quiets(level)] == list(range(1, levels + 1))
    assert said.is_of_clinician is (levels > 0)
    assert not Contact("c", DAY, who, i_said="It weeps.").quiets(1), "nobody has answered yet"


def test_every_kind_of_contact_has_a_name() -> None:
    assert all(Contact("c", DAY, who).title for who in CONTACT_WHO)
    assert Contact("c", DAY, "doctor", name="Dr Kaya").title == "Own doctor, Dr Kaya"


def test_what_is_no_contact_is_refused() -> None:
    with pytest.raises(BadInput, match="without its UTC offset"):
        Contact("c", DAY, "clinic", MOMENT.replace(tzinfo=None))
    with pytest.raises(BadInput, match="The year 1800"):
        Contact("c", DAY.replace(year=1800), "clinic")
    with pytest.raises(BadInput, match="The year 3000"):
        Contact("c", DAY, "clinic", next_by=DAY.replace(year=3000))


def test_it_waits_until_something_was_said_or_it_is_ended() -> None:
    assert Contact("c", DAY, "clinic").is_waiting
    assert not Contact("c", DAY, "clinic", said="no").is_waiting
    assert not Contact("c", DAY, "clinic", ended=True).is_waiting
    assert not Contact("c", DAY, "clinic", said=" \n").cleaned().said
