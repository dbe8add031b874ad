"""Stamps sort as the moments do, in every zone, and are refused where they are none."""

from __future__ import annotations

import time
from datetime import timedelta, timezone
from typing import Any

import pytest

from routine_tui.model.errors import BadInput
from routine_tui.store.document_parts import STAMPS, UNSEEN
from routine_tui.store.stamps import moment_of, require_stamps, stamp_at
from tests.cases import each_case
from tests.store.disk import on_unix
from tests.store.lived_documents import NOON


def test_stamps_sort_as_the_moments_do_in_every_zone() -> None:
    east, west = (timezone(timedelta(hours=hours)) for hours in (14, -12))
    told = [stamp_at(moment) for moment in (NOON.astimezone(east), (NOON + timedelta(microseconds=1)).astimezone(west))]
    assert told == sorted(told) == ["2026-11-22T12:00:00.000000Z", "2026-11-22T12:00:00.000001Z"]


@on_unix
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/New_York"])
def test_stamps_are_the_same_wherever_the_computer_is(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert stamp_at(NOON) == "2026-11-22T12:00:00.000000Z"
        assert moment_of(stamp_at(NOON)).isoformat() == "2026-11-22T12:00:00+00:00"
        require_stamps({"id": "a", STAMPS: {"label": stamp_at(NOON)}})
    finally:
        monkeypatch.undo()
        time.tzset()


@each_case(
    "wrong",
    [{UNSEEN: []}, {STAMPS: 1}, *({STAMPS: {"a": it}} for it in (1, "soon", "", "2026-11-22", "2026-11-22T12:00:00Z"))],
)
def test_stamps_that_are_none_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        require_stamps({"id": "a"} | wrong)
