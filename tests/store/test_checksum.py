"""The checksum that closes a file: which bytes it is, and whose writing it tells of."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from zlib import crc32

from routine_tui.store.checksum import checksum_state, ns_of, with_checksum, with_new_checksum, written_ns
from tests.cases import each_case

TABLES: dict[str, dict[str, Any]] = {"days": {"1": {"note": "é", "checksum": {"1": {}}}}}
BARE = '{"days":{"1":{"note":"é","checksum":{"1":{}}}}'.encode()
"""What is summed up: all before the comma of the table."""
WHOLE = with_checksum(TABLES, 17)


def closed(written: int) -> bytes:
    checksum = crc32(str(written).encode(), crc32(BARE))
    return BARE + f',"checksum":{{"1":{{"crc32":"{checksum:08x}","written":{written}}}}}}}'.encode()


def test_the_bytes_are_those_of_the_tables_and_the_sum_of_them_and_of_the_time() -> None:
    assert closed(17) == WHOLE
    assert with_new_checksum(WHOLE, 10**20 - 1) == closed(10**20 - 1), "of the longest time there is, too"
    assert checksum_state(closed(10**20 - 1), None) == "whole"
    for other in (WHOLE + b"\n", WHOLE.replace(b"note", b"nite"), BARE + b"}"):
        assert with_new_checksum(other, 18) == other


@each_case(
    ("content", "modified", "state"),
    [
        (WHOLE, None, "whole"),
        (WHOLE, 17, "whole"),
        (WHOLE, 18, "whole"),
        (WHOLE.replace(b"note", b"nite"), 17, "broken"),
        (WHOLE.replace(b"note", b"nite"), 18, "edited"),
        (WHOLE.replace(b"note", b"nite"), None, "edited"),
        (WHOLE.replace(b'"written":17', b'"written":18'), 18, "broken"),
        (WHOLE + b"\n", 17, "edited"),
        (WHOLE[:-1], 17, "edited"),
        (WHOLE + b" " * 200, 17, "edited"),
        (b'{"checksum":{}}', None, "edited"),
        (b'{"days":{}}', None, "none"),
        (b"", 17, "none"),
    ],
)
def test_whose_writing_it_is(content: bytes, modified: int | None, state: str) -> None:
    assert checksum_state(content, modified) == state


@each_case(
    ("content", "written"),
    [
        (WHOLE, 17),
        (WHOLE + b"\n", 17),
        (with_checksum({}, 0), 0),
        (with_checksum({}, 10**20 - 1), 10**20 - 1),
        (b'{"days":{}}', None),
        (WHOLE + b" " * 200, None),
    ],
)
def test_the_time_that_a_file_says_of_itself(content: bytes, written: int | None) -> None:
    assert written_ns(content) == written


def test_a_moment_is_told_in_nanoseconds_without_a_fraction() -> None:
    assert ns_of(datetime(2026, 11, 22, 7, 42, 1, 999_999, UTC)) == 1_795_333_321_999_999_000
    assert ns_of(datetime(1970, 1, 1, tzinfo=UTC)) == 0
