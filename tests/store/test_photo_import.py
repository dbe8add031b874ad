"""Pictures taken in: every kind of pixel as it is, and the day in every spelling that cameras and programs use."""

from __future__ import annotations

import struct
import sys
import zlib
from collections.abc import Sequence
from datetime import date, time
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from routine_tui.model.errors import BadInput
from routine_tui.store.photo_import import LONGEST_SIDE, day_and_time, sanitise, shrink
from tests.cases import each_case
from tests.pictures import CHANGED, CORNERS, ORIGINAL, SECRET, corners, exif, written

DAY, MORNING = date(2026, 11, 20), time(9, 12, 30)


def png(path: Path, kind: int, depth: int, rows: Sequence[bytes], width: int, clear: bytes = b"") -> Path:
    """A PNG written by hand, as its standard says."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, len(rows), depth, kind, 0, 0, 0))
    palette = chunk(b"PLTE", bytes(range(9))) if kind == 3 else b""
    more = chunk(b"tRNS", clear) if clear else b""
    pixels = chunk(b"IDAT", zlib.compress(b"".join(b"\0" + row for row in rows)))
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + head + palette + more + pixels + chunk(b"IEND", b""))
    return path


def pixels(image: Image.Image) -> list[tuple[int, ...]]:
    """The pixels of the first row, with how opaque they are."""
    full = image.convert("RGBA")
    found: list[Any] = [full.getpixel((place, 0)) for place in range(full.width)]
    return found


GREY = struct.pack(">4H", 0, 300, 0x8000, 0xFFFF)


@pytest.mark.parametrize(
    ("kind", "depth", "row", "clear", "seen"),
    [
        (0, 16, GREY, b"", [(0,) * 3, (1,) * 3, (128,) * 3, (255,) * 3]),
        (0, 16, GREY, struct.pack(">H", 300), [(0,) * 3, None, (128,) * 3, (255,) * 3]),
        (0, 16, GREY, struct.pack(">H", 7), [(0,) * 3, (1,) * 3, (128,) * 3, (255,) * 3]),
        (0, 8, bytes((0, 3, 128, 255)), struct.pack(">H", 3), [(0,) * 3, None, (128,) * 3, (255,) * 3]),
        (0, 1, b"\x50", struct.pack(">H", 1), [(0,) * 3, None, (0,) * 3, None]),
        (0, 1, b"\x50", b"", [(0,) * 3, (255,) * 3, (0,) * 3, (255,) * 3]),
        (2, 8, bytes(range(12)), b"", [(0, 1, 2), (3, 4, 5), (6, 7, 8), (9, 10, 11)]),
        (2, 8, bytes(range(12)), struct.pack(">3H", 3, 4, 5), [(0, 1, 2), None, (6, 7, 8), (9, 10, 11)]),
        (2, 16, struct.pack(">12H", *range(0, 12 * 256, 256)), b"", [(0, 1, 2), (3, 4, 5), (6, 7, 8), (9, 10, 11)]),
        (3, 8, bytes((0, 1, 2, 2)), b"", [(0, 1, 2), (3, 4, 5), (6, 7, 8), (6, 7, 8)]),
        (3, 8, bytes((0, 1, 2, 2)), b"\xff\x00", [(0, 1, 2), None, (6, 7, 8), (6, 7, 8)]),
        (4, 16, struct.pack(">8H", 0, 65535, 256, 65535, 512, 0, 65535, 65535), b"",
         [(0,) * 3, (1,) * 3, None, (255,) * 3]),
        (6, 8, bytes((0, 1, 2, 255, 3, 4, 5, 0, 6, 7, 8, 255, 9, 9, 9, 255)), b"",
         [(0, 1, 2), None, (6, 7, 8), (9, 9, 9)]),
    ],
)  # fmt: skip
def test_every_kind_of_pixel(
    tmp_path: Path, kind: int, depth: int, row: bytes, clear: bytes, seen: list[tuple[int, ...] | None]
) -> None:
    source = png(tmp_path / "x.png", kind, depth, [row, row], 4, clear)
    kept = pixels(Image.open(BytesIO(sanitise(source).content)))
    assert [one[:3] if one[3] else None for one in kept] == seen
    shown = pixels(shrink(source, 4))
    assert all(one[:3] == wanted for one, wanted in zip(shown, seen, strict=True) if wanted)


def test_one_that_is_scaled_down_is_not_white(tmp_path: Path) -> None:
    wide = LONGEST_SIDE + 2
    row = struct.pack(f">{wide}H", *([0x4000] * wide))
    kept = Image.open(BytesIO(sanitise(png(tmp_path / "x.png", 0, 16, [row] * 4, wide, b"\0\0")).content))
    assert kept.width == LONGEST_SIDE
    assert set(pixels(kept)) == {(64, 64, 64, 255)}


# ---------------------------------------------------------------------- the day

SEPARATORS, BETWEEN, CLOCKS, ENDS = (
    (":", "/", "-", "."),
    (" ", "T", "  ", "\0 "),
    (":", "."),
    ("", "\0", ".123", "+01:00"),
)


@each_case("separator", SEPARATORS)
def test_every_spelling_of_a_moment(separator: str) -> None:
    day = separator.join(("2026", "11", "20"))
    for between, clock, end in product(BETWEEN, CLOCKS, ENDS):
        assert day_and_time(f"{day}{between}09{clock}12{clock}30{end}") == (DAY, MORNING)
    assert day_and_time(f"{day} 09:12") == day_and_time(f"{day}T09:12Z") == (DAY, time(9, 12))
    assert day_and_time(f"{day} 9:12:30 PM") == (DAY, time(21, 12, 30))
    for end in ("", " ", "\0", "T", " 24:00:00", " 09"):
        assert day_and_time(f"{day}{end}") == (DAY, None)


@each_case("text", ["20261120 091230", "20261120T091230", "2026:11:20 09:12:30", "2026: 11:20  9:12:30"])
def test_further_spellings(text: str) -> None:
    assert day_and_time(text) == (DAY, MORNING)


@each_case("text", ["", "    :  :     :  :  ", "0000:00:00 00:00:00", "2026:13:40 09:00:00", "soon", "2026"])
def test_what_is_no_day(text: str) -> None:
    assert day_and_time(text) is None


@given(st.text(max_size=30) | st.from_regex(r"[0-9:/ .T-]{0,25}"))
def test_whatever_stands_there(text: str) -> None:
    day_and_time(text)


@given(st.dates(date(1900, 1, 1)), st.times().map(lambda at: at.replace(microsecond=0)), st.sampled_from("-/:."))
def test_any_moment(day: date, at: time, separator: str) -> None:
    assert day_and_time(f"{day:%Y}{separator}{day.month}{separator}{day.day} {at}") == (day, at)


@pytest.mark.parametrize(
    ("original", "changed", "taken"),
    [
        ("2026/11/20 09:12:30", "2026:11:22 10:00:00", (DAY, MORNING, True)),
        ("2026-11-20", "2026:11:22 10:00:00", (DAY, None, True)),
        ("", "2026-11-20T09:12:30", (DAY, MORNING, False)),
        ("0000:00:00 00:00:00", "2026:11:20 09:12:30", (DAY, MORNING, False)),
        ("soon", "2026:11:22 10:00:00", (None, None, False)),
        ("the 20th of 11", "2026:11:22 10:00:00", (None, None, False)),
        ("", "", (None, None, False)),
    ],
)
def test_the_camera_counts_before_the_last_change(
    tmp_path: Path, original: str, changed: str, taken: tuple[object, ...]
) -> None:
    tags = exif(original)
    if changed:
        tags[CHANGED] = changed
    assert tags.get_ifd(0x8769).get(ORIGINAL, "") == original
    found = sanitise(written(tmp_path / "x.jpg", exif=tags))
    assert (found.taken_on, found.taken_at, found.is_day_sure) == taken


@pytest.mark.slow
def test_what_phones_write_as_heic_is_read_where_its_library_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The copy is an upright JPEG without a word of the camera's, and the file itself stays as it is."""
    heif = pytest.importorskip("pillow_heif")
    heif.register_heif_opener()
    source = written(tmp_path / "IMG_1.HEIC", "HEIF", exif=exif(turned=6).tobytes(), icc_profile=None)
    before = source.read_bytes()
    assert SECRET in before and before[4:8] == b"ftyp"
    kept = sanitise(source)
    assert (kept.suffix, kept.source_suffix, kept.taken_on, kept.taken_at) == ("jpg", "heic", DAY, MORNING)
    assert kept.source == before == source.read_bytes() and SECRET not in kept.content
    with Image.open(BytesIO(kept.content)) as copy:
        assert copy.format == "JPEG" and copy.size == (160, 240) and not copy.getexif()
        assert corners(copy) == tuple(CORNERS[place] for place in (2, 0, 3, 1))
    source.write_bytes(before[: len(before) // 2])
    with pytest.raises(BadInput, match="cut off or damaged"):
        sanitise(source)
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    with pytest.raises(BadInput, match="save it as JPEG first"):
        sanitise(source)
