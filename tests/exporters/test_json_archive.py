"""The archive: everything goes out and comes back equal; what is not whole is refused in one sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routine_tui.exporters import json_archive as archive
from routine_tui.exporters.formats import render
from routine_tui.exporters.json_archive import VERSION
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.diary import Mark
from routine_tui.model.recovery.recovery import Recovery
from tests.cases import each_case
from tests.exporters.care_strategies import recoveries_with_care
from tests.exporters.lived import sample, summary_of, typed_everywhere, written
from tests.exporters.lived_care import TODAY, ZERO
from tests.strategies import recoveries
from tests.texts import HOSTILE

Content = dict[str, Any]


@given(recoveries_with_care())
def test_a_recovery_comes_back_equal(recovery: Recovery) -> None:
    recovery.routine.on(recovery.day_zero)  # what the routine remembers for itself is no part of it
    text = written("json", recovery)
    loaded = archive.load(text)
    assert loaded == recovery
    assert archive.load(text.encode()) == recovery
    assert "_planned" not in text
    assert loaded.routine.on(recovery.day_zero) == recovery.routine.on(recovery.day_zero)


@given(recoveries())
def test_moments_keep_their_offset_and_not_only_their_instant(recovery: Recovery) -> None:
    loaded = archive.load(written("json", recovery))
    for day, record in recovery.days.items():
        for step_id, mark in record.marks.items():
            assert loaded.days[day].marks[step_id].at.isoformat() == mark.at.isoformat()


@each_case("hours", [1, 2])
def test_the_hour_that_comes_twice_comes_back_as_the_one_it_was(hours: int) -> None:
    at = datetime(2026, 10, 25, 2, 30, tzinfo=timezone(timedelta(hours=hours)))
    recovery = sample().marked(ZERO, "morning-cleanser", Mark("done", at))
    assert archive.load(written("json", recovery)).days[ZERO].marks["morning-cleanser"].at.isoformat() == at.isoformat()


@each_case("text", HOSTILE)
def test_a_terminal_obeys_nothing_in_it_though_nothing_is_lost(text: str) -> None:
    recovery = typed_everywhere(text)
    content = written("json", recovery)
    for active in ("\x1b", "\x9b", "\x07", "\u202e", "\u2066", "\ufeff", "\u200b", "\u2028"):
        assert active not in content
    assert archive.load(content) == recovery


def test_characters_beyond_the_basic_plane_are_escaped_as_pairs() -> None:
    recovery = typed_everywhere("tag\U000e0041 soap")
    content = written("json", recovery)
    assert "\\udb40\\udc41" in content
    assert archive.load(content) == recovery


def test_it_names_its_format_and_version_and_has_its_days_in_order() -> None:
    content = json.loads(written("json", sample()))
    assert list(content) == ["format", "version", "recovery"]
    assert (content["format"], content["version"]) == ("routine-tui", VERSION)
    assert list(content["recovery"]["days"]) == sorted(content["recovery"]["days"])


def test_a_span_and_parts_left_out_are_not_in_it() -> None:
    summary = summary_of(sample(), since=TODAY, until=TODAY, without={"products", "notes", "name"})
    loaded = archive.load(render("json", summary))
    assert list(loaded.days) == [TODAY]
    assert loaded.name == "Recovery"
    assert not any(version.product for step in loaded.routine.steps for version in step.versions)


def test_a_byte_order_mark_that_an_editor_left_is_no_harm() -> None:
    assert archive.load("\ufeff" + written("json", sample())) == sample()


@each_case(
    "text",
    [
        "",
        "{",
        "no",
        b"\xff\xfe",
        "[" * 100_000,
        '"\\ud800',
        "\ud800",
        "[]",
        "null",
        "{}",
        '{"format": "other", "version": 1}',
    ],
)
def test_what_is_no_export_is_refused_in_one_sentence(text: str | bytes) -> None:
    with pytest.raises(BadInput, match="an export of routine-tui") as refusal:
        archive.load(text)
    assert "\n" not in str(refusal.value)


def changed(change: Callable[[Content], object]) -> str:
    """The sample's archive with something in it changed."""
    content: Content = json.loads(written("json", sample()))
    change(content)
    return json.dumps(content)


def test_a_newer_version_is_refused_with_what_to_do() -> None:
    with pytest.raises(BadInput, match=f"version {VERSION + 1}, from a newer routine-tui: update"):
        archive.load(changed(lambda content: content.update(version=VERSION + 1)))


def first_version(content: Content) -> Content:
    version: Content = content["recovery"]["routine"]["steps"][0]["versions"][0]
    return version


def first_day(content: Content) -> Content:
    day: Content = content["recovery"]["days"]["2026-10-31"]
    return day


DAMAGE: dict[str, Callable[[Content], object]] = {
    "no version": lambda content: content.pop("version"),
    "no number": lambda content: content.update(version="1"),
    "no recovery": lambda content: content.pop("recovery"),
    "no name": lambda content: content["recovery"].pop("name"),
    "window": lambda content: content["recovery"].update(window_days=3),
    "year": lambda content: content["recovery"].update(day_zero="0001-01-01"),
    "state": lambda content: first_day(content)["marks"]["morning-cleanser"].update(state="missed"),
    "naive": lambda content: first_day(content)["marks"]["morning-cleanser"].update(at="2026-10-31T07:00:00"),
    "stranger": lambda content: first_day(content)["marks"].update(x=first_day(content)["marks"]["morning-cleanser"]),
    "two days": lambda content: first_day(content).update(day="2026-11-01"),
    "outside": lambda content: content["recovery"]["days"].update({"2025-01-01": {"day": "2025-01-01"}}),
    "pause": lambda content: content["recovery"]["pauses"][0].update(last_day="2026-11-01"),
    "paused stranger": lambda content: content["recovery"]["pauses"][0].update(step_ids=["x"]),
    "no versions": lambda content: content["recovery"]["routine"]["steps"][0].update(versions=[]),
    "twice": lambda content: content["recovery"]["routine"]["steps"].append(content["recovery"]["routine"]["steps"][0]),
    "order": lambda content: content["recovery"]["routine"]["steps"][0]["versions"].append(first_version(content)),
    "rule": lambda content: first_version(content)["schedule"].update(rule="FREQ=SECONDLY"),
    "odd rule": lambda content: first_version(content)["schedule"].update(rule="FREQ=DAILY\nRRULE:FREQ=DAILY"),
    "no days on": lambda content: first_version(content)["schedule"].update(days_on=0),
}


@each_case("damage", DAMAGE)
def test_what_is_not_whole_is_refused_in_one_sentence(damage: str) -> None:
    with pytest.raises(BadInput, match=r"^This export of routine-tui is incomplete: .*[^.]\.$"):
        archive.load(changed(DAMAGE[damage]))


@given(st.data())
def test_an_archive_with_a_hole_in_it_is_read_or_refused(data: st.DataObject) -> None:
    text = written("json", sample())
    start = data.draw(st.integers(0, len(text)))
    end = start + data.draw(st.integers(0, 60))
    try:
        assert isinstance(archive.load(text[:start] + text[end:]), Recovery)
    except BadInput as refusal:
        assert "\n" not in str(refusal)


def test_times_are_whole_seconds_with_an_offset() -> None:
    recovery = sample().marked(ZERO, "morning-cleanser", Mark("done", datetime(2026, 10, 31, 7, tzinfo=UTC)))
    assert '"at": "2026-10-31T07:00:00Z"' in written("json", recovery)


# ---------------------------------------------------------------------- how the skin is doing, and older versions

FIRST_VERSION = """{
  "format": "routine-tui",
  "version": 1,
  "recovery": {
    "id": "face", "name": "Face", "day_zero": "2026-11-01", "window_days": 84, "day_starts_at": "03:00:00",
    "routine": {"steps": [{"id": "balm", "versions": [{
      "valid_from": "2026-11-01", "slot": "morning", "kind": "moisturiser", "name": "Balm",
      "schedule": {"first_day": "2026-11-01", "rule": "FREQ=DAILY", "last_day": null, "days_on": 1},
      "required": true, "product": "Oat balm", "cue": "", "instructions": "", "sources": [], "position": 0,
      "ended": false
    }]}]},
    "days": {"2026-11-02": {
      "day": "2026-11-02", "note": "calm",
      "marks": {"balm": {"state": "done", "at": "2026-11-02T07:40:00+01:00", "reason": "", "note": ""}}
    }},
    "pauses": [{"first_day": "2026-11-04", "last_day": null, "step_ids": [], "reason": "away", "id": "p"}]
  }
}"""
"""As version 1 wrote it, before there were check-ins, products, pictures and clinicians' words."""


def test_an_archive_of_version_1_is_still_read() -> None:
    loaded = archive.load(FIRST_VERSION)
    assert (loaded.name, loaded.routine.steps[0].latest.product, loaded.record(date(2026, 11, 2)).note) == (
        "Face",
        "Oat balm",
        "calm",
    )
    assert (loaded.products, loaded.photos, loaded.clearances, dict(loaded.profile)) == ((), (), (), {})
    assert archive.load(written("json", loaded)) == loaded


def lived_in(change: Callable[[Content], object]) -> str:
    """The archive of a recovery with something of everything, with something in it changed."""
    content: Content = json.loads(written("json", typed_everywhere("Balm")))
    change(content["recovery"])
    return json.dumps(content)


def looks(content: Content) -> list[Content]:
    found: list[Content] = content["days"]["2026-11-01"]["skin"]["looks"]
    return found


def check_in(content: Content) -> Content:
    return looks(content)[0]


DAMAGED_SKIN: dict[str, Callable[[Content], object]] = {
    "too red": lambda recovery: check_in(recovery)["answers"].update(redness=5),
    "half red": lambda recovery: check_in(recovery)["answers"].update(redness=1.5),
    "red or not": lambda recovery: check_in(recovery)["answers"].update(redness=True),
    "unheard of": lambda recovery: check_in(recovery)["answers"].update(mood=1),
    "boiling": lambda recovery: check_in(recovery)["answers"].update(temp=100.8),
    "no offset": lambda recovery: check_in(recovery).update(at="2026-11-01T07:00:00"),
    "a look twice": lambda recovery: looks(recovery).append(looks(recovery)[0]),
    "a look that says nothing": lambda recovery: looks(recovery).append({"at": "2026-11-01T07:00:00+00:00"}),
    "no look": lambda recovery: looks(recovery).clear(),
    "path": lambda recovery: recovery["photos"][0].update(file="../../etc/passwd"),
    "one picture twice": lambda recovery: recovery["photos"].append(recovery["photos"][0]),
    "one product twice": lambda recovery: recovery["products"].append(recovery["products"][0]),
    "keeps for ever": lambda recovery: recovery["products"][0].update(keeps_months=999),
    "no products": lambda recovery: recovery.update(products=None),
    "word without offset": lambda recovery: recovery["clearances"][0].update(at="2026-11-01T07:00:00"),
    "profile": lambda recovery: recovery["profile"].update(phototype=7),
    "asked in a check-in": lambda recovery: recovery["profile"].update(redness=1),
}


@each_case("damage", DAMAGED_SKIN)
def test_an_archive_whose_skin_is_not_whole_is_refused_in_one_sentence(damage: str) -> None:
    assert archive.load(lived_in(lambda _: None)) == typed_everywhere("Balm")
    with pytest.raises(BadInput, match=r"^This export of routine-tui is incomplete: .*[^.]\.$") as refusal:
        archive.load(lived_in(DAMAGED_SKIN[damage]))
    assert "\n" not in str(refusal.value)
