"""A checksum in the file: tells what routine-tui wrote from what time, a disk or a person changed since."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, Literal
from zlib import crc32

import msgspec

from routine_tui.model.errors import DamagedFile

TABLE: Final = "checksum"
"""The table in which it stands, so that the file stays one that stock TinyDB opens."""
ChecksumState = Literal["whole", "none", "edited", "broken"]
"""``whole``: as we wrote it. ``none``: it never had one. ``edited``: something wrote to the file since. ``broken``:
nothing wrote to it since, and yet it is another."""
_BEGINS: Final = b',"checksum":{'
_TABLE: Final = re.compile(rb',"checksum":\{"1":\{"crc32":"([0-9a-f]{8})","written":([0-9]{1,20})\}\}\}')
_ENCODER: Final = msgspec.json.Encoder()
_LONGEST: Final = 100
"""No table of a checksum is longer (bytes), so it is looked for in as much of the end."""


def with_checksum(tables: Mapping[str, Mapping[str, Any]], written_ns: int) -> bytes:
    """Tables as a file's content, closed by a checksum of all before it.

    ``written_ns`` is the time of change that the file will have. CRC-32 finds every damage of up to 32 bits in a row,
    and all but one in four thousand million others; it costs nothing to import and some microseconds to compute.
    """
    content = bytearray()
    put_with_checksum(content, tables, written_ns)
    return bytes(content)


def put_with_checksum(content: bytearray, tables: Mapping[str, Mapping[str, Any]], written_ns: int) -> None:
    """As ``with_checksum``, in the place of what was there: memory that is had already costs less than new memory."""
    _ENCODER.encode_into(tables, content)
    del content[-1]
    content += _table_of(content, written_ns)


def with_new_checksum(content: bytes, written_ns: int) -> bytes:
    """A copy's content for a file with another time of change; what has no whole checksum stays as it is."""
    if checksum_state(content, None) != "whole":
        return content
    content = content[: content.rindex(_BEGINS)]
    return content + _table_of(content, written_ns)


def checksum_state(content: bytes, modified_ns: int | None) -> ChecksumState:
    """Whether content is what routine-tui wrote; ``modified_ns`` is when its file was changed last, if that is known.

    Bits that turn over on a disk leave the time of change as it is; whoever writes a file moves it.
    """
    closing = _closing(content)
    if closing is None or closing.end() != len(content):
        return "edited" if b'"checksum"' in content else "none"
    written = int(closing[2])
    if int(closing[1], 16) == _checksum(memoryview(content)[: closing.start()], written):
        return "whole"
    return "broken" if written == modified_ns else "edited"


def written_ns(content: bytes) -> int | None:
    """The time of change that content was written with; None or 0 where it does not say."""
    closing = _closing(content)
    return int(closing[2]) if closing else None


def ns_of(moment: datetime) -> int:
    """A moment as a file's time of change: ns since 1970."""
    return int(moment.timestamp()) * 1_000_000_000 + moment.microsecond * 1000


def refuse_duplicate_keys(content: bytes, where: object) -> None:
    """Raise DamagedFile where a key stands twice in one object of some JSON: readers disagree on which one counts."""

    def checked(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            twice = Counter(key for key, _ in pairs).most_common(1)[0][0]
            raise DamagedFile(where, f"it holds “{twice[:60]}” twice")
        return found

    try:
        json.loads(content, object_pairs_hook=checked)
    except (ValueError, RecursionError) as error:
        raise DamagedFile(where, "it isn't a complete TinyDB file") from error


def _closing(content: bytes) -> re.Match[bytes] | None:
    return _TABLE.search(content, len(content) - _LONGEST)


def _table_of(content: bytes | bytearray, written_ns: int) -> bytes:
    return b'%s"1":{"crc32":"%08x","written":%d}}}' % (_BEGINS, _checksum(content, written_ns), written_ns)


def _checksum(content: bytes | bytearray | memoryview, written_ns: int) -> int:
    return crc32(b"%d" % written_ns, crc32(content))
