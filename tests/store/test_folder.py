"""The folder of recoveries: names, the current one, the archive."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from routine_tui.model.errors import BadInput, StoreError
from routine_tui.store.folder import RecoveryFolder, file_name
from tests.cases import each_case
from tests.store.rooms import NOW, files_in, recovery, ticked
from tests.texts import HOSTILE, names

SAFE = re.compile(r'[^<>:"/\\|?*\x00-\x1f\x7f-\x9f]+\.json')
DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)

# --- file names


@given(st.one_of(names, st.sampled_from(HOSTILE), st.text(min_size=1, max_size=300)))
def test_every_name_gives_a_file_name_that_every_system_can_keep(name: str) -> None:
    file = file_name(name)
    stem = file.removesuffix(".json")
    assert SAFE.fullmatch(file)
    assert len(file.encode()) <= 120
    assert stem and stem == stem.strip(" .")
    assert not DEVICES.match(stem)
    assert Path(file).name == file
    assert file_name(name) == file


@given(names, names)
def test_two_names_give_two_file_names(one: str, other: str) -> None:
    if normalize("NFC", one) != normalize("NFC", other):
        assert file_name(one) != file_name(other)


@each_case("name", ["Face", "Left cheek 2026", "Gesicht – links", "洗顔", "Face.v2", "👩🏽‍🔬"])
def test_a_plain_name_is_its_own_file_name(name: str) -> None:
    assert file_name(name) == f"{name}.json"


@each_case(
    ("name", "start"),
    [
        ("CON", "recovery-"),
        ("nul.txt", "recovery-"),
        ("com¹", "recovery-"),
        ("...", "recovery-"),
        ("/", "recovery-"),
        ("../x", "x-"),
        ("/etc/passwd", "etc-passwd-"),
        ("a/b", "a-b-"),
        ("trailing. ", "trailing-"),
        ("a\x00b", "a-b-"),
        ("a\x1b[2Jb", "a-[2Jb-"),
        ("a\u202eb", "ab-"),
        ("x" * 200, "x" * 100 + "-"),
        ("é" * 200, "é" * 50 + "-"),
    ],
)
def test_another_name_is_made_safe_and_told_apart_by_a_short_hash(name: str, start: str) -> None:
    assert re.fullmatch(re.escape(start) + r"[0-9a-f]{8}\.json", file_name(name))


@pytest.mark.slow
def test_a_name_of_ten_million_characters_takes_no_time() -> None:
    assert len(file_name("洗" * 10_000_000)) < 60


# --- beginning


@each_case("name", [*HOSTILE, "Face"])
def test_whatever_its_name_a_recovery_stays_in_its_folder_and_is_found_again(tmp_path: Path, name: str) -> None:
    folder = RecoveryFolder(tmp_path / "home")
    path = folder.create(recovery(name))
    assert path.parent == tmp_path / "home" / "recoveries"
    assert {Path(parent).relative_to(tmp_path) for parent, _, _ in os.walk(tmp_path)} == {
        Path(), Path("home"), Path("home/recoveries"),
    }  # fmt: skip
    assert folder.find(name).recovery == recovery(name)
    assert folder.current() == path
    assert folder.repository(path).change("ticked", ticked(), NOW) == ticked()(recovery(name))
    shutil.rmtree(tmp_path / "home")


@pytest.mark.parametrize(
    ("first", "second"), [("Face", "face"), ("STRASSE", "straße"), ("e\u0301t\u00e9", "\u00e9te\u0301")]
)
def test_names_that_a_disk_may_take_for_one_are_one(tmp_path: Path, first: str, second: str) -> None:
    folder = RecoveryFolder(tmp_path)
    folder.create(recovery(first))
    before = files_in(tmp_path)
    with pytest.raises(BadInput, match="There is already a recovery"):
        folder.create(recovery(second))
    assert files_in(tmp_path) == before
    assert folder.find(second).name == first


def test_a_name_in_the_archive_is_taken(tmp_path: Path) -> None:
    folder = RecoveryFolder(tmp_path)
    folder.archive(folder.create(recovery()))
    with pytest.raises(BadInput, match="There is already a recovery"):
        folder.create(recovery())


def renamed(folder: RecoveryFolder, path: Path, name: str) -> None:
    folder.repository(path).change("renamed", lambda state: replace(state, name=name), NOW)


def test_a_name_that_became_free_gets_another_file_beside_the_one_that_kept_its_name(tmp_path: Path) -> None:
    """The file of a renamed recovery keeps its name: neither it nor its backups may be taken for the new one's."""
    folder = RecoveryFolder(tmp_path)
    old = folder.create(recovery("Face", "old"))
    renamed(folder, old, "Nose")
    new = folder.create(recovery("Face", "new"))
    assert (old.name, new.name) == ("Face.json", "Face-2.json")
    old = folder.archive(old)
    third = folder.create(recovery("Third", "third"))
    assert [entry.name for entry in folder.entries()] == ["Face", "Third", "Nose"]
    assert folder.repository(old).backups.folder != folder.repository(new).backups.folder
    assert third.name == "Third.json"


def test_a_file_in_the_archive_keeps_its_file_name_for_itself(tmp_path: Path) -> None:
    folder = RecoveryFolder(tmp_path)
    old = folder.create(recovery("Face", "old"))
    renamed(folder, old, "Nose")
    folder.archive(old)
    assert folder.create(recovery("Face", "new")).name == "Face-2.json"
    folder.use(folder.find("Nose").path)
    assert {entry.path.name for entry in folder.entries()} == {"Face.json", "Face-2.json"}


def test_a_new_recovery_never_gets_the_backups_of_another_that_was_removed(tmp_path: Path) -> None:
    folder = RecoveryFolder(tmp_path)
    path = folder.create(recovery("Face", "old"))
    folder.repository(path).change("ticked", ticked(), NOW)
    path.unlink()
    assert folder.create(recovery("Face", "new")).name == "Face-2.json"


def test_a_recovery_that_was_removed_comes_back_to_its_own_backups(tmp_path: Path) -> None:
    folder = RecoveryFolder(tmp_path)
    path = folder.create(recovery("Face", "old"))
    folder.repository(path).change("ticked", ticked(), NOW)
    (folder.repository(path).backups.folder / "2026-11-30.json").write_bytes(b"damaged")
    path.unlink()
    assert folder.create(recovery("Face", "old")) == path


# --- which one is current


def test_the_one_begun_last_is_current_until_another_is_chosen(tmp_path: Path) -> None:
    folder = RecoveryFolder(tmp_path)
    face, nose = folder.create(recovery("Face", "1")), folder.create(recovery("Nose", "2"))
    assert folder.current() == nose
    folder.use(face)
    assert RecoveryFolder(tmp_path).current() == face


def test_without_a_recovery_there_is_no_current_one(tmp_path: Path) -> None:
    assert RecoveryFolder(tmp_path).current() is None
    assert RecoveryFolder(tmp_path).entries() == []
    with pytest.raises(BadInput, match="there is none yet"):
        RecoveryFolder(tmp_path).find("Face")


@pytest.mark.parametrize(
    "pointer",
    [b"", b"gone.json", b"../outside.json", b"/etc/passwd", b"archive", b".", b"a\x00b", b"\xff\xfe", b"x" * 10_000],
)
def test_a_damaged_pointer_gives_the_one_changed_last(tmp_path: Path, pointer: bytes) -> None:
    folder = RecoveryFolder(tmp_path)
    face, nose = folder.create(recovery("Face", "1")), folder.create(recovery("Nose", "2"))
    (tmp_path / "outside.json").write_bytes(face.read_bytes())
    folder.repository(face).change("ticked", ticked(), NOW)
    os.utime(nose, (0, 0))
    (tmp_path / "current").write_bytes(pointer)
    assert folder.current() == face


def test_a_folder_in_the_place_of_the_pointer_stops_only_choosing(tmp_path: Path) -> None:
    folder = RecoveryFolder(tmp_path)
    face = folder.create(recovery())
    (tmp_path / "current").unlink()
    (tmp_path / "current").mkdir()
    assert folder.current() == face
    with pytest.raises(StoreError, match="could not be written"):
        folder.use(face)


def test_hidden_files_and_those_set_aside_are_no_recoveries(tmp_path: Path) -> None:
    folder = RecoveryFolder(tmp_path)
    face = folder.create(recovery())
    for name in ("._Face.json", ".Face.json.tmp", "Face.json.damaged-2026-11-22T074200", "Face.txt"):
        (folder.recoveries / name).write_bytes(face.read_bytes())
    assert [entry.path for entry in folder.entries()] == [face]


def test_a_damaged_recovery_is_listed_by_its_file_and_takes_its_name(tmp_path: Path) -> None:
    folder = RecoveryFolder(tmp_path)
    path = folder.create(recovery())
    path.write_bytes(b"{")
    (entry,) = folder.entries()
    assert (entry.name, entry.recovery) == ("Face", None)
    with pytest.raises(BadInput, match="There is already"):
        folder.create(recovery())


# --- the archive


def test_a_recovery_put_away_is_whole_and_comes_back_when_it_is_chosen(tmp_path: Path) -> None:
    folder = RecoveryFolder(tmp_path)
    path = folder.create(recovery())
    content = path.read_bytes()
    away = folder.archive(path)
    assert away == tmp_path / "recoveries" / "archive" / "Face.json"
    assert away.read_bytes() == content
    assert folder.current() is None
    assert [entry.archived for entry in folder.entries()] == [True]
    folder.use(folder.find("face").path)
    assert folder.current() == path
    assert path.read_bytes() == content
    assert not away.exists()


def test_archived_ones_are_listed_last(tmp_path: Path) -> None:
    folder = RecoveryFolder(tmp_path)
    folder.archive(folder.create(recovery("Arm", "1")))
    folder.create(recovery("Nose", "2"))
    folder.create(recovery("face", "3"))
    assert [entry.name for entry in folder.entries()] == ["face", "Nose", "Arm"]


def test_nothing_in_the_way_is_overwritten_by_putting_away(tmp_path: Path) -> None:
    folder = RecoveryFolder(tmp_path)
    path = folder.create(recovery())
    (folder.recoveries / "archive").mkdir()
    (folder.recoveries / "archive" / "Face.json").write_text("mine")
    with pytest.raises(StoreError, match="is in the way"):
        folder.archive(path)
    assert path.exists()
    assert (folder.recoveries / "archive" / "Face.json").read_text() == "mine"


def test_an_archive_that_cannot_be_written_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = RecoveryFolder(tmp_path)
    path = folder.create(recovery())

    def refused(source: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", refused)
    with pytest.raises(StoreError, match="cannot be moved"):
        folder.archive(path)
    assert path.exists()


def test_an_unknown_name_is_refused_with_those_there_are(tmp_path: Path) -> None:
    folder = RecoveryFolder(tmp_path)
    folder.create(recovery("Face", "1"))
    folder.create(recovery("Nose", "2"))
    with pytest.raises(BadInput, match="no recovery “Ear”: there are Face and Nose"):
        folder.find("Ear")
