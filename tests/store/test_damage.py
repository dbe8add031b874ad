"""A file damaged in every way: what was there is kept, the newest whole backup is opened, and one sentence tells it.

``benchmarks/damage.py`` goes through every byte and every bit; here it is some of each.
"""

from __future__ import annotations

import json
import os
import random
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from routine_tui.model.errors import DamagedFile
from routine_tui.store.salvage import readable_days
from tests.cli.outside import run
from tests.hang import no_hang
from tests.store.damaged import DAY, at, day_of, opened_again
from tests.store.rot import (
    SINCE,
    TODAY,
    ZERO,
    Life,
    Stopped,
    disk_that_takes_all,
    lines_listed,
    lived,
    number_told,
    opened,
    require_promises,
    sampled,
)


def with_bit(content: bytes, place: int) -> bytes:
    """The content with one bit of a byte turned over."""
    return content[:place] + bytes([content[place] ^ 1 << place * 7 % 8]) + content[place + 1 :]


# ---------------------------------------------------------------------- cut, turned over, overwritten


@pytest.mark.slow
def test_a_file_cut_anywhere_is_set_aside_and_the_newest_backup_opened(life: Life) -> None:
    """Seen to fail without ``mend`` in ``Planner._load``, and with no copy set aside in it."""
    for place in sampled(len(life.content), 251):
        assert require_promises(life, life.content[:place]) == "damaged", f"cut after {place} bytes"


@pytest.mark.slow
def test_a_bit_that_turned_over_on_the_disk_is_found_even_where_the_file_still_parses(life: Life) -> None:
    """Seen to fail without the refusal of a broken seal in ``storage.opened``."""
    found = Counter(
        require_promises(life, with_bit(life.content, place), kept_time=True)
        for place in sampled(life.content.index(b'"checksum"'), 251)
    )
    assert found == {"damaged": found.total()}


def test_a_bit_that_turned_over_in_the_checksum_itself_changes_nothing_that_was_recorded(life: Life) -> None:
    for place in range(life.content.index(b'"checksum"'), len(life.content), 9):
        assert require_promises(life, with_bit(life.content, place), kept_time=True) in ("accepted", "damaged")


def test_what_a_program_wrote_is_taken_with_a_sentence_or_set_aside(life: Life) -> None:
    """Seen to fail without ``edited`` in ``Repository._seen``."""
    found = Counter(require_promises(life, with_bit(life.content, place)) for place in sampled(len(life.content), 251))
    assert found["damaged"] > found["accepted"] > 5
    assert found["unharmed"] == 0


def test_rot_is_found_in_a_file_that_was_just_begun_or_mended_or_restored(tmp_path: Path) -> None:
    """Before its first change, too. Seen to fail without the time in ``folder.create`` and in ``mending.mend``."""
    with disk_that_takes_all():
        life = lived(tmp_path / "life")
        life.put(life.content[:5000])
        opened(life.home).find()
        elsewhere = opened(tmp_path / "elsewhere")
        elsewhere.recoveries.begin("Neck", ZERO)
        assert elsewhere.path is not None
        for home, path in ((life.home, life.path), (elsewhere.home.data, elsewhere.path)):
            content, modified = path.read_bytes(), path.stat().st_mtime_ns
            path.write_bytes(content.replace(b"Sunscreen", b"Sunscreem", 1))
            os.utime(path, ns=(modified, modified))
            planner = opened(home)
            if home == life.home:
                assert planner.find() == life.morning
                assert "no program wrote to it" in planner.notices[0]
            else:
                with pytest.raises(DamagedFile, match="no program wrote to it"):
                    planner.find()


noise = random.Random(22)
OVERWRITTEN: dict[str, bytes | Callable[[], bytes]] = {
    "emptied": b"",
    "one byte": b"{",
    "NULs": b"\0" * 12_000,
    "NULs at the end": b'{"recovery": {}}' + b"\0" * 4096,
    "noise": noise.randbytes(12_000),
    "another text": b"Dear diary,\n",
    "UTF-16": '{"recovery": {}}'.encode("utf-16"),
    "no object": b"[1, 2, 3]",
    "an empty object": b"{}",
    "tables that are none": b'{"recovery": 1}',
    "a row that is none": b'{"recovery": {"1": 7}, "steps": {}, "pauses": {}, "days": {}, "history": {}}',
    "a lone surrogate": b'{"recovery": {"1": {"name": "\\ud800"}}}',
    "a million brackets": lambda: b"[" * 10**6,
    "a million objects": lambda: b'{"a":' * 10**6,
    "a million brackets in a table": lambda: b'{"recovery":{"1":{"name":' + b"[" * 10**6 + b"]" * 10**6 + b"}}}",
    "a number of a million digits": lambda: b'{"recovery": {"1": {"version": ' + b"9" * 10**6 + b"}}}",
    "a number beyond floats": b'{"recovery": {"1": {"version": 1e999}}}',
    "many keys, the last of them twice": b'{"days":{'
    + b",".join(b'"%d":0' % n for n in range(40_000))
    + b',"39999":0}}',
    "many beginnings of days": b'"days":{' + b'{"day":"2026-11-22"' * 5_000,
    "many beginnings of marks": b'"days":{{"day":"2026-11-22"' + b'"a":{"state":"' * 50_000,
    "50 MB of noise": lambda: noise.randbytes(1_000_000) * 50,
}
"""What is large is made by the test that needs it: what is made here lies in every worker until the end."""


def overwritten(what: str) -> bytes:
    """What stands in the file by its name; nothing for another name."""
    content = OVERWRITTEN.get(what, b"")
    return content if isinstance(content, bytes) else content()


@pytest.mark.parametrize(
    "what", [pytest.param(what, marks=[pytest.mark.slow] if what.startswith("50 MB") else []) for what in OVERWRITTEN]
)
def test_a_file_that_holds_something_else_is_set_aside_at_once(life: Life, what: str) -> None:
    """However large or deep: seen to fail (for hours) with ``sum`` over all keys for each key in ``refuse_doubles``."""
    with no_hang():
        assert require_promises(life, overwritten(what)) == "damaged"


# ---------------------------------------------------------------------- what can still be read


@pytest.mark.parametrize(("after", "count"), [(0, 0), (1, 1), (2, 2), (3, 3)])
def test_ticks_newer_than_the_backup_are_counted_and_listed(life: Life, after: int, count: int) -> None:
    """Cut within the marks of today. Seen to fail with ``readable_days`` that gives nothing."""
    begin = life.content.index(b'{"day":"2026-11-22"')
    places = [life.content.index(b'"' + step.encode() + b'":{"state"', begin) for step in SINCE]
    places.append(life.content.index(b'"history"', begin))
    (told,) = opened_again(life, life.content[: places[after]])
    assert number_told(told) == count
    names = ("Gentle cleanser", "Moisturiser", "Sunscreen SPF 30+")
    assert lines_listed(life) == [f"22 Nov 2026, {name}: done 07:42" for name in names[:count]]
    if count:
        assert f"{count} record{'s' if count > 1 else ''} of 22 Nov 2026, newer than the backup, " in told
        assert ".txt." in told
    assert require_promises(life, life.content[: places[after]]) == "damaged"


def test_without_its_beginning_the_file_still_gives_the_ticks_since_the_backup(life: Life) -> None:
    """Seen to fail where the name of a table in the history is taken for that table in ``readable_days``."""
    (told,) = opened_again(life, b"\0" * 4096 + life.content[4096:])
    assert number_told(told) == 3


def test_a_history_whose_name_is_damaged_does_not_hide_what_was_done_last(life: Life) -> None:
    """It holds days as they were before. Seen to fail with the last of two days of one date in ``readable_days``."""
    (told,) = opened_again(life, life.content[:-60].replace(b'"history"', b'"hist\xffry"', 1))
    assert number_told(told) == 3


def test_only_what_was_recorded_is_ever_listed_of_a_cut_file(life: Life) -> None:
    for place in sampled(len(life.content), 97):
        for day, record in readable_days(life.content[:place]).items():
            assert record.marks.items() <= life.now.record(day).marks.items()
            assert record.note in ("", life.now.record(day).note)


def test_the_next_tick_works_and_the_damage_is_said_once(life: Life) -> None:
    life.put(life.content[:-200])
    planner = opened(life.home)
    planner.tick(TODAY, ["evening-cleanser"])
    assert len(planner.notices) == 1
    again = opened(life.home)
    assert again.recovery.record(TODAY).marks.keys() == {"evening-cleanser"}
    assert again.notices == []


def test_damage_of_the_history_only_loses_no_record(life: Life) -> None:
    """Seen to fail without ``_without_history`` in ``mend``, and without the key in ``require_document``."""
    another_day = day_of(TODAY)[DAY]
    for spoil in (
        at("history", "1")("x"),
        at("history")({"1x": {}}),
        at("history", "2", "changes")([["days", 1, {}]]),
        at("history", "2", "changes")([["days", TODAY.toordinal() - 1, another_day]]),
    ):
        tables = json.loads(life.content)
        spoil(tables)
        life.put(json.dumps(tables).encode())
        planner = opened(life.home)
        assert planner.find() == life.now
        (told,) = planner.notices
        assert "Every record is there, but earlier changes can no longer be undone." in told
        planner.tick(TODAY, ["evening-cleanser"])
        assert planner.undo().startswith("ticked")
        assert opened(life.home).find() == life.now
        assert opened(life.home).notices == []


# ---------------------------------------------------------------------- without a backup, with damaged ones


@pytest.mark.parametrize("what", ["emptied", "noise", "cut", "turned", "a million brackets", "impossible"])
def test_without_a_backup_the_file_is_left_as_it_is_and_one_sentence_says_so(tmp_path: Path, what: str) -> None:
    """Seen to fail with a copy set aside in ``mend`` before there is a backup."""
    with disk_that_takes_all():
        planner = opened(tmp_path)
        planner.recoveries.begin("Face", ZERO)
        assert planner.path is not None
        path, modified = planner.path, planner.path.stat().st_mtime_ns
        whole = path.read_bytes()
        path.write_bytes(
            {
                "cut": whole[:-40],
                "turned": whole.replace(b"Face", b"Fade"),
                "impossible": whole.replace(b'"window_days":84', b'"window_days":1000000000'),
            }.get(what)
            or overwritten(what)
        )
        if what == "turned":
            os.utime(path, ns=(modified, modified))
        before = {one: one.read_bytes() for one in tmp_path.rglob("*") if one.is_file()}
        uses: list[Callable[[], object]] = [opened(tmp_path).find, lambda: opened(tmp_path).tick(ZERO, SINCE)]
        for use in uses:
            with pytest.raises(DamagedFile, match=r"^[^\n]*is damaged and none of its backups is complete[^\n]*\.$"):
                use()
        assert {one: one.read_bytes() for one in before} == before
        assert not list(path.parent.glob("*.damaged*"))


def test_a_backup_with_a_turned_bit_is_passed_over_for_an_older_whole_one(tmp_path: Path) -> None:
    """Whether it still parses or not. Seen to fail without the time of change that ``Backups._copy`` keeps."""
    with disk_that_takes_all():
        life = lived(tmp_path)
        begin = life.backup_content.index(b'"instructions":"') + len(b'"instructions":"')
        another_letter = next(place for place in range(begin, begin + 8) if place % 8 == 0)  # its lowest bit
        for place in (life.backup_content.index(b"Sunscreen") + 3, 5, another_letter):
            modified = life.backup.stat().st_mtime_ns
            life.backup.write_bytes(with_bit(life.backup_content, place))
            os.utime(life.backup, ns=(modified, modified))
            (told,) = opened_again(life, life.content[:7000])
            assert "the backup 2026-11-21.json was opened" in told
            (face,) = opened(life.home).safety.check().recoveries
            assert face.damaged_backups == (life.backup,)
            life.backup.write_bytes(life.backup_content)
            os.utime(life.backup, ns=(modified, modified))


def test_where_all_backups_are_damaged_nothing_is_touched(tmp_path: Path) -> None:
    with disk_that_takes_all():
        life = lived(tmp_path)
        for backup in life.backup.parent.iterdir():
            backup.write_bytes(backup.read_bytes()[:-9])
        life.put(life.content[:-9])
        with pytest.raises(DamagedFile, match="none of its backups is complete"):
            opened(life.home).find()
        assert (life.path.read_bytes(), life.left_beside()) == (life.content[:-9], [])


# ---------------------------------------------------------------------- from outside


@pytest.mark.slow
@pytest.mark.parametrize("what", ["cut", "emptied", "a million brackets", "by hand", "without a backup"])
def test_the_real_program_says_one_line_and_shows_no_traceback(tmp_path: Path, what: str) -> None:
    life = lived(tmp_path / "home")
    assert isinstance(opened(life.home).clock, Stopped)
    if what == "by hand":
        life.put(life.content.replace(b'"name":"Face"', b'"name":"Neck"'))
    else:
        life.put({"cut": life.content[:-500], "without a backup": b"{"}.get(what) or overwritten(what))
    if what == "without a backup":
        for backup in life.backup.parent.iterdir():
            backup.unlink()
    ran = run(life.home, "today", "--on", TODAY.isoformat())
    assert ran.status == (1 if what == "without a backup" else 0), ran
    assert re.fullmatch(r"routine-tui: [^\n]+\.\n", ran.err), ran.err
    assert bool(ran.out) == (what != "without a backup")
    again = run(life.home, "today", "--on", TODAY.isoformat())
    assert bool(again.err) == (what in ("by hand", "without a backup"))
