"""Files dropped on a terminal: found in every spelling in which terminals write them, wherever a path is typed."""

from __future__ import annotations

import shlex
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routine_tui.files import typed_path
from routine_tui.model.dropped_path import paths_in
from tests.cases import each_case

NAMES = (
    "left.jpg",
    "it's left.jpg",
    'my "left" one.jpg',
    "back\\slash.jpg",
    "Größe ß.jpg",
    "50% off.jpg",
    "a&b;$c.jpg",
)


def spellings(path: str) -> list[str]:
    """A path as terminals write it: quoted, with backslashes, as an address; with the blank that some put behind."""
    escaped = "".join(one if one.isalnum() or one in "/.-_" else f"\\{one}" for one in path)
    single = "'" + path.replace("'", "'\\''") + "'"
    double = '"' + path.replace("\\", "\\\\").replace('"', '\\"') + '"'
    addresses = [f"file://{quote(path)}", f"file:{quote(path)}", f"file://localhost{quote(path)}"]
    found = [path, shlex.quote(path), escaped, single, double, *addresses, f"'{addresses[0]}'"]
    return [*found, *(f"{one} " for one in found)]


@pytest.mark.parametrize("name", NAMES)
def test_every_spelling_is_found(tmp_path: Path, name: str) -> None:
    path = tmp_path / "My photos" / name
    path.parent.mkdir()
    path.write_bytes(b"x")
    for typed in spellings(str(path)):
        assert typed_path(typed) == path, typed
        if not typed.endswith(" "):
            assert typed_path(Path(typed)) == path, typed


def test_relative_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "My photos" / "it's left.jpg"
    path.parent.mkdir()
    path.write_bytes(b"x")
    assert typed_path(r"My\ photos/it\'s\ left.jpg") == path
    assert typed_path(r"'My photos/it'\''s left.jpg'") == path
    assert typed_path(r"My\ photos/new.md") == path.with_name("new.md")


def test_what_is_there_by_that_very_name_is_meant(tmp_path: Path) -> None:
    for name in ("'a'", "a\\ b", "file:", '"'):
        (tmp_path / name).write_bytes(b"x")
        assert typed_path(tmp_path / name) == tmp_path / name


@pytest.mark.parametrize("name", ["it's", 'a"b', "a\\b", "50%20", " a", "-x", "~nobody-at-all"])
def test_a_new_file_keeps_the_name_that_was_typed(tmp_path: Path, name: str) -> None:
    assert typed_path(tmp_path / name) == tmp_path / name


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=20))
def test_quoting_can_be_taken_back(name: str) -> None:
    path = f"/x/{name.strip() or 'y'}"
    for typed in (shlex.quote(path), f"file://{quote(path)}"):
        assert next(paths_in(typed, windows=False)) == path


@each_case("typed", ["'open", "a b 'c d'", "''", "", "\0", "file:", "file:%00"])
def test_what_is_no_path_is_left_as_it_is(typed: str) -> None:
    assert typed_path(typed) == Path(typed).absolute()


def test_windows_quotes_only() -> None:
    assert next(paths_in(r'"C:\My photos\x.jpg"', windows=True)) == "C:\\My photos\\x.jpg"
    assert set(paths_in(r"C:\My photos\x.jpg", windows=True)) == {"C:\\My photos\\x.jpg"}
    assert next(paths_in("file:///C:/My%20photos/x.jpg", windows=True)) == "C:/My photos/x.jpg"
