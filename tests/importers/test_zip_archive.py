"""Archives that were made to harm: each is refused in one sentence before anything of it is unpacked."""

from __future__ import annotations

import stat
import struct
import tracemalloc
import warnings
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routine_tui.importers import zip_archive as unpacking
from routine_tui.importers.detect import read
from routine_tui.importers.found import ImportedData
from routine_tui.importers.zip_archive import unpack
from routine_tui.model.errors import BadInput
from tests.cases import each_case
from tests.importers.writers import NEW, found_in, put, table, zipped

HABITS = table([NEW, ("001", "Balm", "YES_NO", "", "", 1, 1, "#1", "", "", "", "false")])
SOUND = {"Habits.csv": HABITS, "001 Balm/Checkmarks.csv": "2026-11-22,2\n"}


def refused(folder: Path, content: bytes) -> str:
    """The sentence with which an archive is refused; nothing may be left beside it."""
    path = put(folder, "x.zip", content)
    with pytest.raises(BadInput) as refusal:
        found_in(path)
    assert [one.name for one in folder.iterdir()] == ["x.zip"]
    sentence = str(refusal.value)
    assert "\n" not in sentence
    assert sentence.startswith(f"{path} ")
    return sentence.removeprefix(f"{path} ")


@each_case(
    "name",
    [
        "../Habits.csv", "a/../../Habits.csv", "/etc/Habits.csv", "C:/Habits.csv", "c:Habits.csv", "a\\Habits.csv",
        "..", "\\\\host\\Habits.csv", "a\x07b/Habits.csv", "x/..",
    ],
)  # fmt: skip
def test_names_that_lead_elsewhere(tmp_path: Path, name: str) -> None:
    assert "a name that leads outside it: it was not unpacked." in refused(tmp_path, zipped(SOUND | {name: "x"}))


def test_a_name_with_a_nul(tmp_path: Path) -> None:
    content = zipped({"Habits.csvQ.txt": HABITS}).replace(b"csvQ.txt", b"csv\0.txt")
    assert "leads outside it" in refused(tmp_path, content)


def with_info(change: Callable[[zipfile.ZipInfo], None]) -> bytes:
    """A sound archive with one more file of which something is special."""
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in SOUND.items():
            archive.writestr(name, content)
        info = zipfile.ZipInfo("extra")
        change(info)
        archive.writestr(info, "/etc/passwd")
    return packed.getvalue()


@each_case("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_links_and_devices(tmp_path: Path, kind: int) -> None:
    def link(info: zipfile.ZipInfo) -> None:
        info.external_attr = (kind | 0o777) << 16

    assert refused(tmp_path, with_info(link)) == "contains “extra”, which isn't a regular file: it was not unpacked."


def test_an_encrypted_one(tmp_path: Path) -> None:
    content = bytearray(zipped(SOUND))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(mark)
        while place >= 0:
            content[place + offset] |= 1
            place = content.find(mark, place + 1)
    assert refused(tmp_path, bytes(content)).startswith("is encrypted: unpack it, zip it without a password")


@each_case("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing(tmp_path: Path, method: int) -> None:
    assert "compressed in a way we can't read" in refused(tmp_path, zipped(SOUND, method))


def test_the_same_name_twice(tmp_path: Path) -> None:
    packed = BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(packed, "w") as archive:
        warnings.simplefilter("ignore")
        for name in ("Habits.csv", "habits.CSV"):
            archive.writestr(name, HABITS)
    assert refused(tmp_path, packed.getvalue()) == "contains “habits.CSV” twice: export it again there, then try again."


def test_thousands_of_files(tmp_path: Path) -> None:
    many = zipped({**SOUND, **{f"x{number}": "" for number in range(unpacking.MOST_FILES)}})
    assert "contains 5,002 files, and 5,000 at most are read" in refused(tmp_path, many)


def test_a_bomb_is_refused_by_its_numbers_without_being_unpacked(tmp_path: Path) -> None:
    bomb = zipped({**SOUND, "001 Balm/Scores.csv": bytes(20 * 1024 * 1024)})
    assert len(bomb) < 100_000
    tracemalloc.start()
    try:
        assert "contains “001 Balm/Scores.csv” more than 200 times smaller than it is" in refused(tmp_path, bomb)
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()


def test_many_large_files_are_refused_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "LARGEST_UNPACKED", 3_000)
    assert "unpacks to more than" in refused(tmp_path, zipped({**SOUND, "a": "x" * 2_000, "b": "x" * 2_000}))


def test_a_file_that_is_larger_than_it_says_is_no_whole_archive(tmp_path: Path) -> None:
    content = zipped({**SOUND, "Checkmarks.csv": "Date,Balm,\n" + "2026-11-22,YES_MANUAL,\n" * 5_000})
    size = len("Date,Balm,\n" + "2026-11-22,YES_MANUAL,\n" * 5_000)
    lie = content.replace(struct.pack("<L", size), struct.pack("<L", 20))
    assert lie != content
    assert "isn't a complete zip archive" in refused(tmp_path, lie)


def test_files_that_lie_over_each_other_are_refused(tmp_path: Path) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("Habits.csv", HABITS)
        archive.writestr("001 Balm/Checkmarks.csv", "2026-11-22,2\n")
        archive.filelist[1].header_offset = archive.filelist[0].header_offset
    assert "isn't a complete zip archive" in refused(tmp_path, packed.getvalue())


@each_case("share", [0.1, 0.5, 0.9, 0.99])
def test_one_that_is_cut_short(tmp_path: Path, share: float) -> None:
    content = zipped(SOUND)
    assert "isn't a complete zip archive" in refused(tmp_path, content[: int(len(content) * share)])


def test_one_in_which_a_bit_has_turned(tmp_path: Path) -> None:
    content = bytearray(zipped(SOUND, zipfile.ZIP_STORED))
    content[content.find(b"2026-11-22") + 3] ^= 1
    assert "isn't a complete zip archive (bad crc-32" in refused(tmp_path, bytes(content))


def test_an_archive_of_something_else(tmp_path: Path) -> None:
    for content in (zipped({"a.txt": "x"}), zipped({}), zipped({"a/b/Habits.csv": HABITS})):
        assert "is a zip archive, but not an export of Loop" in refused(tmp_path, content)


@each_case("content", [HABITS.encode("utf-16")[:-1], HABITS.encode().replace(b"Balm", b"B\xe4lm")])
def test_files_in_it_in_another_encoding(tmp_path: Path, content: bytes) -> None:
    assert "UTF-8, then try again." in refused(tmp_path, zipped({"Habits.csv": content}))


@given(st.data())
def test_whatever_bytes_are_another_it_is_read_or_refused_in_one_sentence(data: st.DataObject) -> None:
    content = bytearray(zipped(SOUND))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        archive = unpack(bytes(content))
        for name in archive.names:
            archive.read(name)
    except BadInput as refusal:
        assert "\n" not in str(refusal)


def test_a_sound_one_is_read(tmp_path: Path) -> None:
    assert isinstance(read(put(tmp_path, "x.zip", zipped(SOUND)), {}), ImportedData)
