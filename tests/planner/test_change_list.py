"""The list of changes about answers about oneself: what is cleared is one row, and what was private stays private."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from routine_tui.model.recovery.change import Change, value_words
from routine_tui.planner.planner import Planner
from routine_tui.store.change_list import changes_of
from tests.cases import each_case
from tests.planner.copies import Two
from tests.planner.one_person import HandClock, common, planner_of


def told(planner: Planner) -> list[Change]:
    """The changes of answers about oneself."""
    found = changes_of(planner.opened().tables())
    return [one for one in found if one.id.startswith(("background", "profile"))]


def rows(planner: Planner) -> list[tuple[str, str, str]]:
    """What those changes say, in words."""
    return [(one.what, value_words(one.before), value_words(one.after)) for one in told(planner)]


@each_case("how", ["undone", "emptied"])
def test_an_answer_that_was_cleared_is_one_row(how: str) -> None:
    """Seen to be two, “deleted” and “nothing”; and a no was told as nothing."""
    clock = HandClock()
    planner = planner_of(common(clock), clock)
    deeds: list[tuple[Callable[[], object], Callable[[], object]]] = [
        (lambda: planner.visits.tell({"allergies": "latex"}), lambda: planner.visits.tell({"allergies": ""})),
        (lambda: planner.skin.set_profile({"diabetes": False}), lambda: planner.skin.set_profile({"diabetes": None})),
    ]
    said = []
    for (tell, empty), what, value in zip(
        deeds, ("Allergies", "profile diabetes: value"), ("latex", "no"), strict=True
    ):
        for deed in (tell, planner.undo if how == "undone" else empty, tell):
            clock.shows += timedelta(minutes=1)
            deed()
        said += [(what, "nothing", value), (what, value, "nothing"), (what, "nothing", value)]
    assert rows(planner) == said


def test_an_answer_that_an_older_version_took_away_is_told_as_deleted() -> None:
    """There no value of it says that it was cleared, so that no other row tells of it."""
    clock = HandClock()
    planner = planner_of(common(clock), clock)
    planner.visits.tell({"allergies": "latex"})
    tables = planner.opened().tables()
    (row,) = tables["background"].values()
    row |= {"gone": True, "changed": row["changed"] | {"gone": "2026-12-01T12:00:00.000000Z"}}
    about = [one for one in changes_of(tables) if one.id.startswith("background")]
    assert [one.what for one in about] == ["Allergies: deleted"]


@pytest.mark.parametrize("theirs", [8, 10])
def test_what_one_told_privately_and_took_back_stays_private_whatever_the_other_says(two: Two, theirs: int) -> None:
    """Seen to fail: the other one's word that all may see theirs was taken for one about what was taken back."""
    two.at(theirs - 1, lambda: two.there.visits.tell({"allergies": "latex"}, private={"allergies": True}))
    two.at(theirs, lambda: two.there.visits.tell({}, private={"allergies": False}))
    two.at(9, lambda: two.here.visits.tell({"allergies": "penicillin"}, private={"allergies": True}))
    two.at(11, two.here.undo)
    (joined,) = two.met().care.background
    assert (joined.text, joined.private) == ("latex", False)
    for planner in (two.here, two.there):
        mine = [one for one in told(planner) if "penicillin" in f"{one.before} {one.after}"]
        assert mine and all(one.private for one in mine)


def test_what_was_private_for_a_while_stays_so_once_it_was_replaced_and_what_stands_is_told() -> None:
    """Seen to fail: words that were private when they were written could be read once others stood there for all."""
    clock = HandClock()
    planner = planner_of(common(clock), clock)
    for texts, private in (({"allergies": "latex"}, True), ({"allergies": "nickel"}, False), ({"device": "pen"}, True)):
        clock.shows += timedelta(minutes=1)
        planner.visits.tell(texts, private=dict.fromkeys(texts, private))
    clock.shows += timedelta(minutes=1)
    planner.visits.tell({}, private={"device": False})
    found = told(planner)
    assert all(one.private for one in found if "latex" in f"{one.before} {one.after}")
    assert [one.private for one in found if one.after == "pen"] == [False]
