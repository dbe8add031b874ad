"""The states in which a power cut can leave a disk, as the tests of power cuts enumerate them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.disk import Disk, Operation, on_unix
from tests.store.power import Tree, states_after

pytestmark = on_unix


def test_what_the_recorder_cannot_see_is_refused(tmp_path: Path) -> None:
    """A write that goes past it would be a state that nobody tried."""
    with Disk(tmp_path / "disk"):
        (tmp_path / "outside").write_bytes(b"")
        (tmp_path / "disk").mkdir()
        for unseen in (
            lambda: (tmp_path / "disk" / "a").write_bytes(b""),
            lambda: (tmp_path / "disk" / "a").symlink_to(tmp_path),
            (tmp_path / "disk").rmdir,
        ):
            with pytest.raises(AssertionError, match=r"past the recorder|does not know it"):
                unseen()
    assert list((tmp_path / "disk").iterdir()) == []


def replaced() -> list[Operation]:
    return [
        Operation("create", Path("t"), opened=1),
        Operation("write", Path("t"), b"1234", opened=1),
        Operation("fsync", Path("t"), opened=1),
        Operation("replace", Path("t"), target=Path("f")),
        Operation("open folder", Path(), opened=2),
        Operation("fsync folder", Path(), opened=2),
    ]


def test_the_states_of_one_replacement_are_these() -> None:
    f, t = Path("f"), Path("t")
    old: Tree = {f: b"old"}
    states = list(states_after(old, replaced()))
    torn = [b"1234", b"", b"12", b"12\0\0", b"\0\0\0\0"]
    expected = [old, *[old | {t: content} for content in torn], {f: b"1234"}]
    found = [state.tree for state in states if not state.last]
    assert [tree for tree in found if tree not in expected] == []
    assert [tree for tree in expected if tree not in found] == []
    assert [state.tree for state in states if state.last] == [{f: b"1234"}]


def test_data_that_was_renamed_before_it_was_synced_may_be_torn() -> None:
    hasty = [operation for operation in replaced() if operation.name != "fsync"]
    found = [state.tree.get(Path("f")) for state in states_after({Path("f"): b"old"}, hasty)]
    assert {b"", b"12", b"12\0\0", b"\0\0\0\0"} <= set(found)


def test_a_name_in_a_folder_that_was_not_synced_may_be_gone_with_all_that_is_in_it() -> None:
    operations = [
        Operation("mkdir", Path("d")),
        Operation("create", Path("d/f"), opened=1),
        Operation("open folder", Path("d"), opened=2),
        Operation("fsync folder", Path("d"), opened=2),
    ]
    last = [state.tree for state in states_after({}, operations) if state.last]
    assert last == [{}, {Path("d"): None, Path("d/f"): b""}]


def test_what_was_written_in_place_may_be_half_old_and_half_lost() -> None:
    operations = [Operation("empty", Path("f"), opened=1), Operation("write", Path("f"), b"12", opened=1)]
    found = {state.tree[Path("f")] for state in states_after({Path("f"): b"old"}, operations)}
    assert found == {b"old", b"", b"12", b"1", b"1\0", b"\0\0"}
