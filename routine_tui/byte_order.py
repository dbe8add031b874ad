"""Bytes as UTF-8, whatever mark an editor put before them."""

from __future__ import annotations

from typing import Final

_UTF_8: Final = b"\xef\xbb\xbf"
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")


def as_utf8(content: bytes) -> bytes:
    """A text in UTF-8 without a byte-order mark, where it has one; what says to be UTF-16 and is not stays as it is."""
    if content.startswith(_UTF_16):  # what PowerShell writes, and Notepad as “Unicode”
        try:
            return content.decode("utf-16").encode()
        except UnicodeError:
            return content
    return content.removeprefix(_UTF_8)
