"""What the copy of a picture holds: pixels and a profile, upright, and nothing of the camera's data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from io import BytesIO
from pathlib import Path

from PIL import Image

from routine_tui.store.photo_import import LONGEST_SIDE, SanitisedImage, sanitise
from tests.cases import each_case
from tests.pictures import CORNERS, SECRET, corners, drawn, exif, plain, profile, written
from tests.store.test_photo_files import KINDS


def opened(picture: SanitisedImage) -> Image.Image:
    """The copy as any program sees it."""
    image = Image.open(BytesIO(picture.content))
    image.load()
    return image


def parts_of_jpeg(content: bytes) -> Iterator[int]:
    """The markers before the pixels."""
    at = 2
    while content[at + 1] != 0xDA:
        yield content[at + 1]
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")


def parts_of_png(content: bytes) -> Iterator[bytes]:
    """The names of the chunks."""
    at = 8
    while at < len(content):
        yield content[at + 4 : at + 8]
        at += 12 + int.from_bytes(content[at : at + 4], "big")


def parts_of_webp(content: bytes) -> Iterator[bytes]:
    """The names of the chunks."""
    at = 12
    while at < len(content):
        yield content[at : at + 4]
        size = int.from_bytes(content[at + 4 : at + 8], "little")
        at += 8 + size + size % 2


@each_case("kind", KINDS)
def test_a_copy_keeps_the_pixels_and_the_profile_and_says_nothing_else(tmp_path: Path, kind: str) -> None:
    source = written(tmp_path / "a", kind)
    before = source.read_bytes()
    if kind != "PNG":  # there one of the three is packed
        assert SECRET in before
    picture = sanitise(source)
    assert picture.suffix == KINDS[kind]
    assert SECRET not in picture.content
    image = opened(picture)
    assert (image.format, image.size, corners(image)) == (kind, (240, 160), CORNERS)
    assert image.info.get("icc_profile") == profile()
    assert not set(image.info) & {"exif", "xmp", "comment", "Author", "XML:com.adobe.xmp", "photoshop"}
    assert not dict(image.getexif())
    assert source.read_bytes() == before


def test_a_copy_of_a_jpeg_has_no_part_for_metadata_at_all(tmp_path: Path) -> None:
    """APP0 says that it is a JPEG, APP2 is the colour profile; APP1 (Exif, XMP), APP13 (IPTC) and COM are gone."""
    picture = sanitise(written(tmp_path / "a"))
    app_and_comments = {part for part in parts_of_jpeg(picture.content) if 0xE0 <= part <= 0xEF or part == 0xFE}
    assert app_and_comments == {0xE0, 0xE2}


def test_a_copy_of_a_png_has_pixels_and_a_profile_only(tmp_path: Path) -> None:
    assert set(parts_of_png(sanitise(written(tmp_path / "a", "PNG")).content)) == {b"IHDR", b"iCCP", b"IDAT", b"IEND"}


def test_a_copy_of_a_webp_has_pixels_and_a_profile_only(tmp_path: Path) -> None:
    assert set(parts_of_webp(sanitise(written(tmp_path / "a", "WEBP")).content)) == {b"VP8X", b"ICCP", b"VP8 "}


def test_what_stands_behind_the_end_of_a_picture_stays_behind(tmp_path: Path) -> None:
    source = written(tmp_path / "a")
    source.write_bytes(source.read_bytes() + SECRET)
    assert SECRET not in sanitise(source).content


@each_case("kind", KINDS)
@each_case(
    ("turned", "order"),
    [(1, "0123"), (2, "1032"), (3, "3210"), (4, "2301"), (5, "0213"), (6, "2031"), (7, "3120"), (8, "1302")],
)
def test_a_copy_stands_upright(tmp_path: Path, kind: str, turned: int, order: str) -> None:
    image = opened(sanitise(written(tmp_path / "a", kind, exif=exif(turned=turned))))
    assert corners(image) == tuple(CORNERS[int(place)] for place in order)
    assert image.size == ((160, 240) if turned > 4 else (240, 160))


@each_case("kind", KINDS)
def test_the_moment_on_the_cameras_clock_is_read(tmp_path: Path, kind: str) -> None:
    picture = sanitise(written(tmp_path / "a", kind))
    assert (picture.taken_on, picture.taken_at) == (date(2026, 11, 20), time(9, 12, 30))


@each_case("said", ["", "0000:00:00 00:00:00", "    :  :     :  :  ", "yesterday", "2026:13:40 25:61:00"])
def test_a_camera_that_knows_no_date_says_none(tmp_path: Path, said: str) -> None:
    picture = sanitise(written(tmp_path / "a", exif=exif(said)))
    assert (picture.taken_on, picture.taken_at) == (None, None)


def test_exif_that_is_rubbish_is_left_behind_and_the_picture_taken(tmp_path: Path) -> None:
    picture = sanitise(written(tmp_path / "a", exif=b"Exif\0\0MM\0*\xff\xff\xff\xff" + SECRET))
    assert picture.taken_on is None
    assert SECRET not in picture.content


def test_a_profile_that_does_not_fit_the_pixels_or_is_none_is_left_behind(tmp_path: Path) -> None:
    grey = sanitise(written(tmp_path / "grey", image=drawn().convert("L")))
    assert (opened(grey).mode, opened(grey).info.get("icc_profile")) == ("L", None)
    assert "icc_profile" not in opened(sanitise(written(tmp_path / "none", icc_profile=SECRET * 20))).info
    large = profile() + bytes(1024 * 1024)
    assert "icc_profile" not in opened(sanitise(written(tmp_path / "large", icc_profile=large))).info


@each_case(
    ("kind", "mode", "kept"),
    [
        ("PNG", "P", "RGB"), ("PNG", "RGBA", "RGBA"), ("PNG", "LA", "LA"), ("PNG", "1", "L"), ("PNG", "I;16", "L"),
        ("JPEG", "CMYK", "RGB"), ("JPEG", "L", "L"), ("WEBP", "RGBA", "RGBA"),
    ],
)  # fmt: skip
def test_every_kind_of_pixel_is_taken(tmp_path: Path, kind: str, mode: str, kept: str) -> None:
    image = drawn().convert("L").convert(mode) if mode == "I;16" else drawn().convert(mode)
    if "A" in mode:
        image.putalpha(120)
    image.save(tmp_path / "a", kind)
    assert opened(sanitise(tmp_path / "a")).mode == kept


@each_case("kind", ["JPEG", "PNG"])
def test_a_very_large_picture_is_scaled_down_upright_and_with_its_shape(tmp_path: Path, kind: str) -> None:
    image = drawn(2 * LONGEST_SIDE + 100, 410)
    copy = opened(sanitise(written(tmp_path / "a", kind, image, exif=exif(turned=6))))
    assert copy.height == LONGEST_SIDE
    assert copy.width in (202, 203)
    assert corners(copy) == tuple(CORNERS[int(place)] for place in "2031")


def test_a_picture_that_is_not_too_large_keeps_its_size(tmp_path: Path) -> None:
    assert opened(sanitise(plain(tmp_path / "a.png", drawn(LONGEST_SIDE, 8)))).size == (LONGEST_SIDE, 8)


@each_case("kind", ["PNG", "WEBP"])
def test_of_a_moving_picture_the_first_frame_is_taken(tmp_path: Path, kind: str) -> None:
    frames = [drawn(), Image.new("RGB", (240, 160)), Image.new("RGB", (240, 160), (9, 9, 9))]
    frames[0].save(tmp_path / "a", kind, save_all=True, append_images=frames[1:], duration=40)
    image = opened(sanitise(tmp_path / "a"))
    assert (getattr(image, "n_frames", 1), corners(image)) == (1, CORNERS)


def test_of_a_jpeg_with_a_second_picture_inside_the_first_is_taken(tmp_path: Path) -> None:
    drawn().save(tmp_path / "a", "MPO", save_all=True, append_images=[Image.new("RGB", (240, 160))])
    picture = sanitise(tmp_path / "a")
    assert (opened(picture).format, corners(opened(picture))) == ("JPEG", CORNERS)
