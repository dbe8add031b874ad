"""A paper taken in: which kind of file it is, told by its content, and whether it is one that is kept."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Final

from msgspec import Struct

from routine_tui.byte_order import as_utf8
from routine_tui.files import read_bytes
from routine_tui.model.errors import BadInput
from routine_tui.model.text import clipped

LARGEST_MB: Final = 20
_LARGEST: Final = LARGEST_MB * 1_000_000
_HEADER: Final = re.compile(
    rb"(From|Received|Return-Path|Subject|Date|MIME-Version|Delivered-To|Message-ID|Content-Type)[: ]", re.IGNORECASE
)
"""With what an e-mail begins that a program saved as it came."""
_BEGINS: Final[tuple[tuple[bytes, str], ...]] = (
    (b"%PDF-", "pdf"),
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF8", "gif"),
    (b"II*\x00", "tif"),
    (b"MM\x00*", "tif"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "msg"),
)
_PICTURES_OF_PHONES: Final = (b"heic", b"heix", b"heif", b"hevc", b"mif1", b"msf1")


class PaperFile(Struct, frozen=True):
    """A file that can be kept as a paper."""

    content: bytes
    """Byte for byte."""
    suffix: str
    name: str
    """What it was called where it came from."""
    sha256: str


def read_paper(source: Path) -> PaperFile:
    """A file as a paper: PDF, picture, text or e-mail, up to 20 MB. Raises BadInput for any other, StoreError."""
    content = read_bytes(source)
    if len(content) > _LARGEST:
        raise BadInput(f"“{clipped(source.name, 80)}” has {len(content) / 1e6:.0f} MB: use {LARGEST_MB} MB at most.")
    suffix = suffix_of(content, source.suffix.lower())
    if not suffix:
        raise BadInput(f"“{clipped(source.name, 80)}” is no PDF, picture, text or e-mail: save it as one of these.")
    return PaperFile(content, suffix, source.name, hashlib.sha256(content).hexdigest())


def suffix_of(content: bytes, named: str = "") -> str:
    """The suffix under which a content is kept, told by the content alone but for an Outlook message; empty for none.

    What a browser or a shell would run is kept as plain text or not at all.
    """
    for begin, suffix in _BEGINS:
        if content.startswith(begin):
            return suffix if suffix != "msg" or named == ".msg" else ""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    if content[4:8] == b"ftyp" and content[8:12] in _PICTURES_OF_PHONES:
        return "heic"
    return _suffix_of_text(as_utf8(content))


def _suffix_of_text(content: bytes) -> str:
    if not content.strip() or b"\x00" in content:
        return ""
    try:
        content.decode()
    except UnicodeDecodeError:
        return "eml" if _HEADER.match(content) else ""
    return "eml" if _HEADER.match(content) else "txt"
