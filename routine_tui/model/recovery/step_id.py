"""Ids made of names, such as ``morning-gentle-cleanser``."""

from __future__ import annotations

import re
from collections.abc import Container
from uuid import uuid4
from zlib import crc32


def slug(name: str) -> str:
    """A name as an id: ASCII letters and digits with hyphens, at most 40 characters; empty where none are left."""
    return _plain_id(name)[:40].strip("-")


def _plain_id(name: str) -> str:
    import unicodedata

    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_name.lower()).strip("-")


def step_id_of(slot: str, name: str, kind: str) -> str:
    """An id for a new step, made of its slot and name, or of its kind where the name has no ASCII letters.

    Where the name says more than the id can, a checksum of it follows: two copies of a recovery that each add a step
    give them one id only where the names are the same.
    """
    import unicodedata

    plain = _plain_id(name)
    readable = f"{slot}-{slug(name) or kind}"
    said = sum(character.isalnum() for character in plain)
    if plain == slug(name) and said >= sum(character.isalnum() for character in name):
        return readable
    return f"{readable}-{crc32(unicodedata.normalize('NFC', name).casefold().encode('utf-8', 'surrogatepass')):08x}"


def free_step_id(slot: str, name: str, kind: str, taken: Container[str]) -> str:
    """An id for a new step that no other one has.

    One that is taken gets an end by chance: another copy can give a number to another step.
    """
    unique = wanted = step_id_of(slot, name, kind)
    while unique in taken:
        unique = f"{wanted}-{uuid4().hex[:8]}"
    return unique


def numbered(step_id: str, taken: Container[str]) -> str:
    """An id, with the first number from 2 on that makes it no other step's where it is taken."""
    number, unique = 1, step_id
    while unique in taken:
        number += 1
        unique = f"{step_id}-{number}"
    return unique
