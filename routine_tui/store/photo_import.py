"""A picture as it is kept: whole, upright, and without a word on where, when and with what it was taken.

Pillow is imported when a picture is at hand, not before. What a file says of itself is not believed: its kind is told
from its first bytes, its pixels are counted before any of them is unpacked, and it is unpacked and written anew, so
that nothing but pixels and their colour profile comes along.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import struct
import warnings
import zlib
from collections.abc import Iterator
from datetime import date, time
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from routine_tui.files import READ, read_own
from routine_tui.model.errors import BadInput, reason_of

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST_BYTES: Final = 60 * 1024 * 1024
MOST_PIXELS: Final = 80_000_000
"""More than most cameras take; unpacked they come to 320 MB."""
LONGEST_SIDE: Final = 4096
"""Pixels of the longer side of a copy; what is larger is scaled down to it."""
_MOST_PROFILE: Final = 1024 * 1024
"""The largest colour profile that is kept (bytes): those of cameras and screens have some thousand."""
_QUALITY: Final = 92
HEIF: Final = "HEIF"
"""What phones of Apple write; it is read where pillow-heif is installed, and a copy of it is a JPEG."""
_SUFFIXES: Final = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", HEIF: "heic"}
_BRANDS: Final = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
"""What such a file calls itself behind ``ftyp`` (ISO/IEC 23008-12, annex B)."""
_BROKEN: Final = (
    OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, ArithmeticError, AttributeError, MemoryError,
    RuntimeError, struct.error, zlib.error,
)  # fmt: skip
"""All that Pillow has been seen to raise for a file that is not as it must be."""
_ORIGINAL, _DIGITISED, _CHANGED, _EXIF = 0x9003, 0x9004, 0x0132, 0x8769
"""Tags of Exif 2.32: three moments, and the table in which the first two lie."""
_DAY: Final = re.compile(
    r"\s*([0-9]{4})(?:\s*[-:/.]\s*([0-9]{1,2})\s*[-:/.]\s*([0-9]{1,2})|([0-9]{2})([0-9]{2}))(?![0-9])"
)
"""How days are found in pictures: Exif has colons everywhere, programs put in slashes, hyphens, T, or nothing."""
_DEEP: Final = 1 << 16
_SPACES: Final = {"RGB": b"RGB ", "RGBA": b"RGB ", "L": b"GRAY", "LA": b"GRAY"}
"""The colour space in the head of a profile (ICC.1:2010, 7.2.6) that fits each kind of pixel."""


class SanitisedImage(Struct, frozen=True):
    """A picture that may be kept."""

    content: bytes
    suffix: str
    """``jpg``, ``png`` or ``webp``."""
    taken_on: date | None
    """What its camera said, where it said so."""
    taken_at: time | None
    is_day_sure: bool = True
    """Whether that is when it was taken, and not only when the file was changed last."""
    source: bytes = b""
    """The file that it was made of, byte for byte."""
    source_suffix: str = ""
    """What that file is: one of those of copies, or ``heic``."""


def sanitise(source: Path) -> SanitisedImage:
    """A picture that the person named, as it may be kept. The file itself is only read. Raises BadInput."""
    content = _content(source)
    kind = _kind(content, source)
    with _opened(content, kind, source) as image:
        taken_on, taken_at, is_sure = _taken(image)
        profile = image.info.get("icc_profile")
        kept = _upright(_loaded(image, LONGEST_SIDE))
        written = kind if kind != HEIF else "JPEG" if kept.mode in ("RGB", "L") else "PNG"
        found = taken_on, taken_at, is_sure, content, _SUFFIXES[kind]
        return SanitisedImage(_encoded(kept, written, profile), _SUFFIXES[written], *found)


def shrink(path: Path, side: int) -> Image:
    """A kept picture in plain colours, neither wider nor higher than ``side`` pixels.

    Raises StoreError where it cannot be read, BadInput where it is no whole picture.
    """
    content = read_own(path)[0]
    with _opened(content, _kind(content, path), path) as image:
        small: Image = _upright(_loaded(image, side)).convert("RGB")
        return small


def small_jpeg(path: Path, side: int) -> tuple[bytes, int, int]:
    """A kept picture as a JPEG with pixels and their colours alone, and its width and height.

    Both are in pixels and at most ``side``. Raises as ``shrink`` does.
    """
    content = read_own(path)[0]
    with _opened(content, _kind(content, path), path) as image:
        profile = image.info.get("icc_profile")
        small = _upright(_loaded(image, side)).convert("RGB")
        return _encoded(small, "JPEG", profile), small.width, small.height


# ---------------------------------------------------------------------- reading


def _content(source: Path) -> bytes:
    """The bytes of a plain file: no link, pipe or device, as nobody knows what is behind those."""
    try:
        status = source.lstat()
        if stat.S_ISLNK(status.st_mode):
            raise BadInput(f"{source} is a link: name the photo that it points to.")
        if stat.S_ISDIR(status.st_mode):
            raise BadInput(f"{source} is a folder: name a photo in it.")
        if not stat.S_ISREG(status.st_mode):
            raise BadInput(f"{source} isn't a regular file: name a photo.")
        if status.st_size > LARGEST_BYTES:
            raise _too_large(source)
        descriptor = os.open(source, READ)
        with os.fdopen(descriptor, "rb") as file:
            content = file.read(LARGEST_BYTES + 1)
    except FileNotFoundError:
        raise BadInput(f"{source} doesn't exist: check its name.") from None
    except OSError as error:
        raise BadInput(
            f"{source} cannot be read ({reason_of(error)}): check that you have permission to read it."
        ) from error
    except ValueError:  # a NUL in its name
        raise BadInput("A file name can't contain the character NUL: choose another file.") from None
    if len(content) > LARGEST_BYTES:  # it grew meanwhile
        raise _too_large(source)
    return content


def _too_large(source: Path) -> BadInput:
    limit = LARGEST_BYTES // 1024 // 1024
    return BadInput(f"{source} is larger than {limit} MB: save it smaller first, e.g. 4000 pixels wide.")


def _kind(content: bytes, source: Path) -> str:
    """What kind of picture it is by its first bytes, whatever its name says."""
    if content.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "WEBP"
    if content[4:8] == b"ftyp":
        if content[8:12] in _BRANDS and _reads_heif():
            return HEIF
        raise BadInput(
            f"{source} is HEIC or another format that can't be read here: save it as JPEG first. "
            "Where the extra “heic” is installed, HEIC can be read."
        )
    empty = "is empty" if not content else "isn't a JPEG, PNG or WebP picture"
    raise BadInput(f"{source} {empty}: choose another file, or save it as JPEG first.")


def _reads_heif() -> bool:
    """Whether Pillow has learned to read HEIC, which takes a library that not everybody installs."""
    try:
        library = import_module("pillow_heif")
    except ImportError:
        return False
    library.register_heif_opener(thumbnails=False)
    return True


@contextlib.contextmanager
def _opened(content: bytes, kind: str, source: Path) -> Iterator[Any]:
    """The picture, of which only the head is read; what is wrong with it on the way is one sentence."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of much that is refused, or does not matter, here
            if kind == "PNG":
                with Image.open(BytesIO(content), formats=[kind]) as looked_at:
                    looked_at.verify()  # the checksums, which are not looked at when the pixels are read
            with Image.open(BytesIO(content), formats=[kind]) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise Image.DecompressionBombError
                yield image
    except Image.DecompressionBombError:
        most = f"{MOST_PIXELS // 1_000_000} million"
        raise BadInput(f"{source} has more than {most} pixels: save it smaller first, e.g. 4000 pixels wide.") from None
    except MemoryError:
        raise BadInput(f"{source} is too large for this computer's memory: save it smaller first.") from None
    except _BROKEN as error:
        raise BadInput(
            f"{source} is cut off or damaged, so it wasn't added: copy it again from where you got it."
        ) from error


def _loaded(image: Any, side: int) -> Any:
    """The picture in plain pixels, the first frame of a moving one, scaled down where it is longer than ``side``."""
    from PIL import Image

    image.draft(None, (side, side))  # a JPEG unpacks half, a quarter … of the pixels, where that is still enough
    image.load()
    plain = _plain(image)
    if max(image.size) <= side:
        return plain
    scale = side / max(image.size)
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    return plain.resize(size, Image.Resampling.LANCZOS)


def _upright(image: Any) -> Any:
    """The picture turned as its camera says; as it is, where what it says cannot be read."""
    from PIL import ImageOps

    with contextlib.suppress(*_BROKEN):
        return ImageOps.exif_transpose(image)
    return image


def _taken(image: Any) -> tuple[date | None, time | None, bool]:
    """The day and time on the clock of its camera, and whether it was then that the picture was taken.

    Where the camera says when that was in a way that cannot be read, the last change of the file is no answer.
    """
    said: list[Any] = []
    with contextlib.suppress(*_BROKEN):
        tags = image.getexif()
        more = tags.get_ifd(_EXIF)
        said = [more.get(_ORIGINAL), more.get(_DIGITISED), tags.get(_CHANGED)]
    for place, text in enumerate(said):
        plain = text.decode("ascii", "replace") if isinstance(text, bytes) else str(text or "")
        if found := day_and_time(plain):
            return *found, place < 2
        if re.search(r"[^\W_0]", plain):
            break
    return None, None, False


def day_and_time(text: str) -> tuple[date, time | None] | None:
    """A moment as cameras and programs write it into a picture, year first; None where no day can be read."""
    match = _DAY.match(text.replace("\0", " "))
    if match is None:
        return None
    year, month, day = match[1], match[2] or match[4], match[3] or match[5]
    try:
        on = date(int(year), int(month), int(day))
    except ValueError:
        return None
    clock = re.split(r"[-+Zz]", text[match.end() :])[0]  # an offset is no part of what the clock showed
    hour, *others = [int(part) for part in re.findall("[0-9]{1,2}", clock)[:3]] or [0]
    if re.search("[AaPp]\\.?[Mm]", clock) and 1 <= hour <= 12:
        hour = hour % 12 + (12 if "p" in clock.lower() else 0)
    with contextlib.suppress(ValueError):
        return on, time(hour, others[0], others[1] if len(others) > 1 else 0) if others else None
    return on, None


# ---------------------------------------------------------------------- writing


def _plain(image: Any) -> Any:
    """The picture with pixels that every program reads: grey or colour, with or without transparency."""
    clear = image.info.get("transparency")
    if image.mode.startswith("I"):  # 16 bits a pixel, which a conversion would cut off at 255 instead of dividing
        return _of_16_bits(image, clear)
    if clear is not None:
        return image.convert("RGBA")
    if image.mode in _SPACES:
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def _of_16_bits(image: Any, clear: object) -> Any:
    """A grey picture of 16 bits a pixel as one of 8, in which the value that stands for nothing is transparent."""
    from PIL import Image

    deep = image.convert("I")
    grey = deep.point([value >> 8 for value in range(_DEEP)], "L")
    if not isinstance(clear, int):
        return grey
    return Image.merge("LA", (grey, deep.point([0 if value == clear else 255 for value in range(_DEEP)], "L")))


def _encoded(image: Any, kind: str, profile: object) -> bytes:
    """The pixels and their colour profile as a file; nothing else that the picture carried is written."""
    bare = image.copy()
    bare.info.clear()
    options: dict[str, Any] = {} if kind == "PNG" else {"quality": _QUALITY}
    fits = isinstance(profile, bytes) and len(profile) <= _MOST_PROFILE and profile[36:40] == b"acsp"
    if isinstance(profile, bytes) and fits and profile[16:20] == _SPACES[bare.mode]:
        options["icc_profile"] = profile
    written = BytesIO()
    bare.save(written, kind, **options)
    return written.getvalue()
