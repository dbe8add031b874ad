"""Pictures taken in: whole, upright, without a word on where they were taken; whatever else lies there is refused."""

from __future__ import annotations

import os
import stat
import struct
import zlib
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image

from routine_tui.files import make_folder
from routine_tui.model.errors import BadInput, StoreError
from routine_tui.model.recovery.photo import Photo
from routine_tui.store.folder import RecoveryFolder
from routine_tui.store.photo_files import PhotoFiles, find_left_over, missing_files
from routine_tui.store.photo_import import LARGEST_BYTES, SanitisedImage, sanitise, shrink
from tests.pictures import CORNERS, corners, drawn, plain, written
from tests.store.disk import Disk, on_unix
from tests.store.rooms import recovery

KINDS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}
DAY = date(2026, 11, 22)
PICTURE = SanitisedImage(b"pixels", "jpg", None, None)


def refusal(source: Path) -> str:
    """Why a file is not taken in."""
    with pytest.raises(BadInput) as refused:
        sanitise(source)
    sentence = str(refused.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


# --- what is no picture, or no whole one


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert refusal(tmp_path / "a.jpg") == f"{tmp_path / 'a.jpg'} doesn't exist: check its name."
    assert refusal(Path("a\0b")) == "A file name can't contain the character NUL: choose another file."


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"Not a picture, whatever it is called.", "isn't a JPEG, PNG or WebP picture"),
        (b"GIF89a" + bytes(50), "isn't a JPEG, PNG or WebP picture"),
        (b"\0\0\0\x18ftypavif" + bytes(50), "save it as JPEG first"),
        (b"\xff\xd8\xff", "is cut off or damaged"),
        (b"\xff\xd8\xff\xe0" + bytes(400), "is cut off or damaged"),
        (b"\x89PNG\r\n\x1a\n", "is cut off or damaged"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "is cut off or damaged"),
    ],
)
def test_what_is_no_picture_is_refused_whatever_its_name(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "face.jpg").write_bytes(content)
    assert words in refusal(tmp_path / "face.jpg")


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_that_is_cut_off_anywhere_is_refused(tmp_path: Path, kind: str) -> None:
    content = written(tmp_path / "whole", kind, Image.effect_noise((90, 60), 90).convert("RGB")).read_bytes()
    cut = tmp_path / "cut"
    for length in [*range(1, len(content) - 12, max(1, len(content) // 40)), len(content) - 12]:
        cut.write_bytes(content[:length])
        refusal(cut)


def test_a_png_of_which_a_bit_fell_over_is_refused(tmp_path: Path) -> None:
    source = plain(tmp_path / "a.png", Image.effect_noise((90, 60), 90))
    content = bytearray(source.read_bytes())
    content[len(content) // 2] ^= 4
    source.write_bytes(content)
    assert "cut off or damaged" in refusal(source)


def bomb(path: Path, width: int, height: int) -> Path:
    """A PNG of one colour: a file of some KB that unpacks to a gigabyte."""
    path.write_bytes(packed_bomb(width, height))
    return path


@cache
def packed_bomb(width: int, height: int) -> bytes:
    """What such a file holds."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    packer = zlib.compressobj(9)
    row = bytes(1 + (width + 7) // 8)
    rows = b"".join([packer.compress(row * 1000) for _ in range(height // 1000)]) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(30_000, 30_000), (10_000, 9_000), (9_000, 9_000)])
def test_a_bomb_is_refused_before_it_is_unpacked(
    tmp_path: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    source = bomb(tmp_path / "a.png", *size)
    assert source.stat().st_size < 200_000
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda _: pytest.fail("it was unpacked"))
    assert "has more than 80 million pixels: save it smaller first" in refusal(source)


def test_text_packed_in_a_png_to_fill_the_memory_is_refused(tmp_path: Path) -> None:
    source = plain(tmp_path / "a.png")
    packed = b"Comment\0\0" + zlib.compress(bytes(100_000_000), 1)
    chunk = struct.pack(">I", len(packed)) + b"zTXt" + packed + struct.pack(">I", zlib.crc32(b"zTXt" + packed))
    content = source.read_bytes()
    source.write_bytes(content[:33] + chunk + content[33:])
    assert "damaged" in refusal(source)


def test_a_file_larger_than_any_picture_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = written(tmp_path / "a.jpg")
    os.truncate(source, LARGEST_BYTES + 1)
    assert "is larger than 60 MB" in refusal(source)
    few = 2 * 1024 * 1024
    monkeypatch.setattr("routine_tui.store.photo_import.LARGEST_BYTES", few)
    os.truncate(source, few + 1)
    assert "is larger than 2 MB" in refusal(source)
    os.truncate(source, few)
    assert sanitise(source).suffix == "jpg"


@on_unix
def test_links_folders_pipes_and_devices_are_refused_without_waiting(tmp_path: Path) -> None:
    picture = written(tmp_path / "a.jpg")
    (tmp_path / "link.jpg").symlink_to(picture)
    os.mkfifo(tmp_path / "pipe.jpg")
    assert "is a link: name the photo" in refusal(tmp_path / "link.jpg")
    assert "is a folder" in refusal(tmp_path)
    assert "isn't a regular file" in refusal(tmp_path / "pipe.jpg")
    assert "isn't a regular file" in refusal(Path("/dev/zero"))


# --- where copies lie


def test_a_picture_is_named_by_its_day_and_lies_by_the_recoverys_id(tmp_path: Path) -> None:
    pictures = PhotoFiles(tmp_path)
    first, second = (pictures.keep("abc", DAY, PICTURE) for _ in range(2))
    assert first != second
    assert first.startswith("2026-11-22-")
    assert len(first) == len("2026-11-22-12345678.jpg")
    assert (tmp_path / "pictures" / "abc" / first).read_bytes() == b"pixels"


@pytest.mark.parametrize("recovery_id", ["../../x", "", ".", "a/b", "ü" * 40, "x" * 65, "a\0b", "\ud800"])
def test_an_id_never_leads_out_of_the_folder_of_pictures(tmp_path: Path, recovery_id: str) -> None:
    folder = PhotoFiles(tmp_path).folder(recovery_id)
    assert folder.parent == tmp_path / "pictures"
    assert folder.name.isalnum()


@on_unix
@pytest.mark.parametrize("umask", [0o000, 0o022, 0o277])
def test_pictures_are_for_their_owner_only_under_any_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        name = PhotoFiles(tmp_path / "home").keep("abc", DAY, PICTURE)
    finally:
        os.umask(before)
    path = PhotoFiles(tmp_path / "home").path("abc", name)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == stat.S_IMODE(path.parent.parent.stat().st_mode) == 0o700


@on_unix
def test_a_full_disk_leaves_nothing_behind_wherever_it_is_full(tmp_path: Path) -> None:
    pictures = PhotoFiles(tmp_path)
    with Disk(tmp_path) as disk:
        pictures.keep("abc", DAY, PICTURE)
        count = len(disk.operations)
        before = sorted(tmp_path.rglob("*.*"))
        for number in range(count):
            disk.fail_at(number)
            try:
                name = pictures.keep("abc", DAY, PICTURE)
            except StoreError as error:
                assert str(error).endswith(".")
                assert sorted(tmp_path.rglob("*.*")) == before, disk.names
            else:  # the folders are there the second time, so there are fewer operations
                assert pictures.path("abc", name).read_bytes() == b"pixels"
                disk.work()
                pictures.delete(pictures.path("abc", name))


@on_unix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(StoreError, match="allow writing to it"):
            PhotoFiles(tmp_path).keep("abc", DAY, PICTURE)
    finally:
        tmp_path.chmod(0o700)


def test_a_picture_in_a_folder_that_may_not_be_entered_is_one_that_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seen to fail: the list of pictures and ``check`` ended there."""
    pictures = PhotoFiles(tmp_path)
    name = pictures.keep("id", DAY, PICTURE)
    shown = replace(recovery(), photos=(Photo("p", DAY, name),))
    assert (missing_files(tmp_path, shown), pictures.is_there("id", name)) == ((), True)

    def barred(path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "is_file", barred)
    monkeypatch.setattr(Path, "is_dir", barred)
    assert missing_files(tmp_path, shown) == (name,)
    assert pictures.folders() == (tmp_path / "pictures",)


def test_a_picture_that_cannot_be_written_is_told_without_asking_for_another_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_folder(tmp_path / "pictures" / "id")
    monkeypatch.setattr(os, "open", _barred)
    with pytest.raises(StoreError, match=r"allow writing to the folder, then try again\.$"):
        PhotoFiles(tmp_path).keep("id", DAY, PICTURE)


def _barred(path: Path, *_: object) -> int:
    raise PermissionError(13, "Permission denied", str(path))


def test_where_a_file_stands_in_the_way_of_the_folder_it_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "pictures").write_text("in the way")
    with pytest.raises(StoreError, match="cannot be created"):
        PhotoFiles(tmp_path).keep("abc", DAY, PICTURE)


# --- showing


def test_a_kept_picture_is_unpacked_no_larger_than_needed(tmp_path: Path) -> None:
    image = shrink(written(tmp_path / "a.jpg", image=drawn(2000, 1000)), 100)
    assert (image.mode, image.size, corners(image)) == ("RGB", (100, 50), CORNERS)
    assert shrink(plain(tmp_path / "b.png"), 1000).size == (240, 160)


def test_a_kept_file_that_another_hand_put_there_is_refused_alike(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="80 million"):
        shrink(bomb(tmp_path / "a.png", 30_000, 30_000), 100)
    with pytest.raises(StoreError):
        shrink(tmp_path / "nothing.png", 100)


# --- tidying


def test_only_files_that_bear_our_names_and_are_not_new_are_left_over(tmp_path: Path) -> None:
    folder = RecoveryFolder(tmp_path)
    folder.create(recovery(recovery_id="abc"))
    name = PhotoFiles(tmp_path).keep("abc", DAY, PICTURE)
    place = PhotoFiles(tmp_path).folder("abc")
    for other in ("holiday.jpg", "2026-11-22-1234567.jpg", "2026-11-22-abcdef01.txt", ".2026-11-22-abcdef01.jpg.tmp"):
        (place / other).write_bytes(b"")
    (place / "2026-11-22-abcdef02.jpg").symlink_to(tmp_path / "x")
    (tmp_path / "pictures" / "gone").mkdir()
    written_at = datetime.fromtimestamp((place / name).stat().st_mtime, UTC)
    assert find_left_over(folder, written_at).unnamed == ()
    later = written_at.replace(year=written_at.year + 1)
    assert {path.name for path in find_left_over(folder, later).unnamed} == {name, ".2026-11-22-abcdef01.jpg.tmp"}
    assert find_left_over(folder, later).elsewhere == (tmp_path / "pictures" / "gone",)
