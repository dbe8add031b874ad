"""Pictures that tests take in, made by Pillow on the spot, with all that a camera writes into them."""

from __future__ import annotations

from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from PIL import Image
from PIL.ImageCms import ImageCmsProfile, createProfile
from PIL.PngImagePlugin import PngInfo

SECRET = b"Torre Esmeralda"
"""A word that every kind of metadata here holds; no copy may."""
ORIENTATION, CHANGED, ORIGINAL = 0x0112, 0x0132, 0x9003
CORNERS = ((255, 0, 0), (0, 255, 0), (0, 0, 255), (250, 250, 250))
"""Top left, top right, bottom left, bottom right."""


def drawn(width: int = 240, height: int = 160) -> Image.Image:
    """Four colours, one a corner, so that a turned picture shows it."""
    image = Image.new("RGB", (2, 2))
    image.putdata(CORNERS)
    return image.resize((width, height), Image.Resampling.NEAREST)


def corners(image: Image.Image) -> tuple[tuple[int, ...], ...]:
    """The colour that each corner is nearest to."""
    wide, high = image.width - 4, image.height - 4
    found = [image.convert("RGB").getpixel(place) for place in ((4, 4), (wide, 4), (4, high), (wide, high))]
    return tuple(min(CORNERS, key=lambda known: _far(known, one)) for one in found)


def _far(one: Any, other: Any) -> int:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True))


def exif(taken: str = "2026:11:20 09:12:30", turned: int = 1) -> Image.Exif:
    """What a camera writes: when, where, with what, and which way up."""
    tags = Image.Exif()
    tags[ORIENTATION], tags[0x010F], tags[0x010E] = turned, SECRET.decode(), SECRET.decode()
    if taken:
        tags.get_ifd(0x8769)[ORIGINAL] = taken
    tags.get_ifd(0x8825).update({1: "N", 2: (41.0, 23.0, 11.5), 3: "E", 4: (2.0, 10.0, 3.0), 29: SECRET.decode()})
    return tags


@cache
def profile() -> bytes:
    """A colour profile; it holds the second in which it was made, so there is one."""
    return bytes(ImageCmsProfile(createProfile("sRGB")).tobytes())


def written(path: Path, kind: str = "JPEG", image: Image.Image | None = None, **more: Any) -> Path:
    """A picture file of a kind, with everything in it that may give a person away."""
    options: dict[str, Any] = {"exif": exif(), "icc_profile": profile()} | more
    if kind == "JPEG":
        options = {"comment": SECRET, "xmp": b"<x>" + SECRET + b"</x>"} | options
    if kind == "PNG":
        words = PngInfo()
        words.add_text("Author", SECRET.decode())
        words.add_itxt("XML:com.adobe.xmp", SECRET.decode())
        words.add_text("Comment", SECRET.decode(), zip=True)
        options["pnginfo"] = words
    if kind == "WEBP":
        options = {"xmp": b"<x>" + SECRET + b"</x>"} | options
    (image or drawn()).save(path, kind, **options)
    return path


_ADDED = count(1)
_NUMBER = 0x9211
"""ImageNumber of Exif 2.32."""


def another(path: Path) -> Path:
    """The picture at a path, as large as it is, in a file of other bytes: the same file is added once only."""
    with Image.open(path) as image:
        tags, number = image.getexif(), next(_ADDED)
        tags[_NUMBER] = number
        image.save(new := path.with_name(f"{path.stem} again{number}{path.suffix}"), exif=tags)
    return new


def plain(path: Path, image: Image.Image | None = None) -> Path:
    """A picture that says nothing of itself."""
    (image or drawn()).save(path)
    return path
