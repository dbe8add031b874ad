"""What is said of a picture that is not taken in, word for word; and how much of one is unpacked and kept."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import time
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile

from routine_tui.model.errors import BadInput, StoreError
from routine_tui.store import photo_import
from routine_tui.store.photo_import import day_and_time, sanitise, shrink
from tests.cases import each_case
from tests.pictures import profile, written
from tests.store.disk import on_unix
from tests.store.test_photo_import import DAY
from tests.test_files_refused import refusal

SMALLER = "save it smaller first, e.g. 4000 pixels wide."
CUT = "is cut off or damaged, so it wasn't added: copy it again from where you got it."
OTHER = "choose another file, or save it as JPEG first."
NO_KIND = f"isn't a JPEG, PNG or WebP picture: {OTHER}"
HEIC = (
    "is HEIC or another format that can't be read here: save it as JPEG first. "
    "Where the extra “heic” is installed, HEIC can be read."
)


def holding(content: bytes) -> Callable[[Path], object]:
    """A file that holds something."""
    return lambda path: path.write_bytes(content)


def large(path: Path) -> None:
    written(path)
    os.truncate(path, photo_import.LARGEST_BYTES + 1)


@on_unix
@each_case(
    ("make", "said"),
    [
        (lambda path: None, "doesn't exist: check its name."),
        (lambda path: path.mkdir(), "is a folder: name a photo in it."),
        (lambda path: path.symlink_to(path.parent), "is a link: name the photo that it points to."),
        (os.mkfifo, "isn't a regular file: name a photo."),
        (holding(b""), f"is empty: {OTHER}"),
        (holding(b"GIF89a"), NO_KIND),
        (holding(b"RIFF1234WEBQ"), NO_KIND),
        (holding(b"RIFX1234WEBP"), NO_KIND),
        (holding(b"1234ftyp"), HEIC),
        (holding(b"12345ftyp"), NO_KIND),
        (holding(b"\xff\xd8\xff"), CUT),
        (holding(b"\x89PNG\r\n\x1a\n"), CUT),
        (holding(b"RIFF1234WEBP"), CUT),
        (large, f"is larger than 1 MB: {SMALLER}"),
        (lambda path: written(path, "PNG", Image.new("L", (1001, 1000))), f"has more than 1 million pixels: {SMALLER}"),
    ],
)
def test_each_refusal_word_for_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], object], said: str
) -> None:
    monkeypatch.setattr(photo_import, "LARGEST_BYTES", 1024 * 1024)
    monkeypatch.setattr(photo_import, "MOST_PIXELS", 1_000_000)
    path = tmp_path / f"{len(list(tmp_path.iterdir()))}.jpg"
    make(path)
    refused = refusal(lambda: sanitise(path))
    assert (type(refused), str(refused)) == (BadInput, f"{path} {said}")
    (tmp_path / f"after {path.name}").touch()


def test_what_the_system_refuses_and_what_no_memory_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "a.jpg")
    with monkeypatch.context() as patch:
        patch.setattr("routine_tui.store.photo_import.os.open", _denied)
        assert str(refusal(lambda: sanitise(path))) == (
            f"{path} cannot be read (permission denied): check that you have permission to read it."
        )
    assert str(refusal(lambda: sanitise(Path("a\0b")))) == (
        "A file name can't contain the character NUL: choose another file."
    )
    monkeypatch.setattr(photo_import, "_loaded", _no_memory)
    assert str(refusal(lambda: sanitise(path))) == (
        f"{path} is too large for this computer's memory: save it smaller first."
    )


def _denied(*_: object) -> int:
    raise PermissionError(13, "Permission denied")


def _no_memory(*_: object) -> None:
    raise MemoryError


def test_one_of_the_very_largest_size_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "a.jpg")
    monkeypatch.setattr(photo_import, "LARGEST_BYTES", path.stat().st_size)
    monkeypatch.setattr(photo_import, "MOST_PIXELS", 240 * 160)
    assert sanitise(path).suffix == "jpg"


def test_no_more_is_read_of_a_file_than_tells_that_it_is_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(photo_import, "LARGEST_BYTES", 10)

    class Counted(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            asked.append(-1 if size is None else size)
            return super().read(size)

    def opened(descriptor: int, mode: str) -> Counted:
        os.close(descriptor)
        assert mode == "rb"
        return Counted(bytes(100))

    monkeypatch.setattr("routine_tui.store.photo_import.os.fdopen", opened)
    refusal(lambda: sanitise(written(tmp_path / "a.jpg")))
    assert asked == []
    (grows := tmp_path / "grows.jpg").write_bytes(bytes(3))
    assert "is larger than" in str(refusal(lambda: sanitise(grows)))
    assert asked == [11]


@each_case(
    ("text", "at"),
    [
        ("2026:11:20 1:05 PM", time(13, 5)),
        ("2026:11:20 12:05 am", time(0, 5)),
        ("2026:11:20 12:05 p.m.", time(12, 5)),
        ("2026:11:20 13:05 pm", time(13, 5)),
        ("2026:11:20 0:05 PM", time(0, 5)),
        ("2026:11:20 09:12+01:00", time(9, 12)),
        ("2026:11:20 09:12-01:00", time(9, 12)),
        ("2026:11:20 09:12Z01", time(9, 12)),
        ("2026:11:20 09:12z01", time(9, 12)),
        ("\x002026:11:20 09:12:30:99", time(9, 12, 30)),
        ("2026:11:20 09:61", None),
        ("2026:11:20 09:12:61", None),
    ],
)
def test_the_hour_in_further_spellings(text: str, at: time | None) -> None:
    assert day_and_time(text) == (DAY, at)


def test_a_copy_has_the_quality_that_is_set_and_a_profile_that_fits(tmp_path: Path) -> None:
    noise = Image.effect_noise((64, 64), 90)
    for mode, kind in (("RGB", "JPEG"), ("L", "JPEG"), ("RGB", "WEBP")):
        bare = noise.convert(mode)
        kept = sanitise(written(tmp_path / f"{mode}.{kind}", kind, bare, icc_profile=None, quality=60))
        expected, again = BytesIO(), Image.open(tmp_path / f"{mode}.{kind}")
        again.load()
        copy = again.copy()
        copy.info.clear()
        copy.save(expected, kind, quality=92)
        assert kept.content == expected.getvalue()
    rgb, grey = (
        sanitise(written(tmp_path / f"{mode}.png", "PNG", noise.convert(mode), icc_profile=profile()))
        for mode in ("RGB", "L")
    )
    assert Image.open(BytesIO(rgb.content)).info.get("icc_profile") == profile()
    assert "icc_profile" not in Image.open(BytesIO(grey.content)).info, "it is one of colours"


@each_case(
    ("size", "side", "kept"),
    [
        ((200, 100), 100, (100, 50)),
        ((100, 200), 100, (50, 100)),
        ((300, 1), 100, (100, 1)),
        ((99, 101), 101, (99, 101)),
    ],
)
def test_a_picture_that_is_shown_is_as_large_as_there_is_room(
    tmp_path: Path, size: tuple[int, int], side: int, kept: tuple[int, int]
) -> None:
    shown = shrink(written(tmp_path / "a.png", "PNG", Image.new("L", size)), side)
    assert (shown.size, shown.mode) == (kept, "RGB")


def test_of_a_large_jpeg_only_what_is_needed_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts: list[Any] = []
    real = JpegImageFile.draft

    def draft(image: JpegImageFile, mode: str | None, size: tuple[int, int]) -> object:
        drafts.append((mode, size))
        return real(image, mode, size)

    monkeypatch.setattr(JpegImageFile, "draft", draft)
    assert shrink(written(tmp_path / "a.jpg", image=Image.new("RGB", (800, 400))), 100).size == (100, 50)
    assert drafts == [(None, (100, 100))]


def test_a_kept_picture_that_is_not_there_is_told_as_a_file_of_our_own(tmp_path: Path) -> None:
    refused = refusal(lambda: shrink(tmp_path / "a.jpg", 10))
    assert isinstance(refused, StoreError)
