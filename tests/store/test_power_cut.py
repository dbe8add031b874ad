"""Whenever the power goes, what is found is the state before a change or the one after it, whole, and never less.

The operations of one real change are noted, every state that a disk may be in after a power cut is worked out from them
(see ``power.py``), made real in a folder of its own, and opened by a planner that has just started.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from msgspec.structs import replace

from routine_tui.files import write_new
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.settings import Settings, read_settings, write_setting
from routine_tui.store.repository import read_whole
from tests.store.disk import Disk, on_unix
from tests.store.doors import DAY, planner_of
from tests.store.power import Tree, lay_out, states_after, tree_of
from tests.store.rooms import NOW, TODAY, ZERO, recovery

pytestmark = on_unix

MORNING, EVENING = "morning-cleanser", "evening-cleanser"
Deed = Callable[[Path], object]


@dataclass(frozen=True)
class Cut:
    """A home as a power cut left it."""

    home: Path
    last: bool
    """Whether the program had said that it is done."""
    tree: Tree
    """The same, with paths that begin with ``home``."""

    @property
    def found(self) -> Recovery | None:
        """The recovery that the program finds when it is started again; it must have nothing to say about it."""
        planner = planner_of(self.home)
        found = planner.find()
        assert planner.notices == []
        return found


def cuts(folder: Path, prepare: Deed, deed: Deed, check: Callable[[Cut], None]) -> int:
    """Try every state that a power cut during a deed can leave; gives how many there were.

    Each of them must also hold no backup that is not whole, and take the next change, which clears what was left of a
    temporary file.
    """
    root = folder / "disk"
    root.mkdir()
    prepare(root / "home")
    before = tree_of(root)
    with Disk(root) as disk:
        deed(root / "home")
    count = 0
    for state in states_after(before, disk.operations):
        count += 1
        home = lay_out(state.tree, folder / f"{count}") / "home"
        try:
            check(Cut(home, state.last, state.tree))
            _assert_goes_on(home)
        except Exception as error:
            story = "\n".join(map(str, disk.operations[: state.done]))
            shown = "\n".join(f"{path}: {_size(content)}" for path, content in state.tree.items())
            error.add_note(f"after\n{story}\nwith\n{shown}")
            raise
    return count


def _size(content: bytes | None) -> str:
    return "folder" if content is None else f"{len(content)} bytes"


def _assert_goes_on(home: Path) -> None:
    for backup in home.glob("backups/*/*.json"):
        read_whole(backup.read_bytes(), backup)
    with Disk(home):  # which spares the syncs
        planner = planner_of(home, NOW + DAY)
        if planner.find() is None:
            kept = planner.recoveries.entries()
            planner.recoveries.use(kept[0].name) if kept else planner.recoveries.begin("Face", ZERO)
        planner.tick(TODAY, ["morning-moisturiser"])
    assert planner.path
    assert not planner.path.with_name(f".{planner.path.name}.tmp").exists()


def begun(home: Path) -> None:
    """A recovery that was ticked yesterday, in files that are on the disk."""
    home.mkdir()
    planner = planner_of(home, NOW - DAY)
    planner.folder.create(recovery())
    planner.tick(TODAY - DAY, [MORNING])


def never_ticked(home: Path) -> None:
    """A recovery without a change, and so without a folder for its backups."""
    home.mkdir()
    planner_of(home).folder.create(recovery())


def ticked_today(home: Path) -> None:
    """The same, with the first change of today and the backup before it."""
    begun(home)
    planner_of(home).tick(TODAY, [MORNING])


def either_of(old: Recovery | None, new: Recovery | None) -> Callable[[Cut], None]:
    """A check that the recovery before or the one after is found, and only the one after once the program was done."""

    def check(cut: Cut) -> None:
        assert cut.found == new if cut.last else cut.found in (old, new)

    return check


def outcome(folder: Path, prepare: Deed, deed: Deed) -> tuple[Recovery | None, Recovery | None]:
    """The recovery before and after a deed that nothing interrupts."""
    home = folder / "undisturbed"
    prepare(home)
    old = planner_of(home).find()
    deed(home)
    return old, planner_of(home).find()


CHANGES: dict[str, tuple[Deed, Deed, int]] = {
    "the first tick of all": (never_ticked, lambda home: planner_of(home).tick(TODAY, [EVENING]), 14),
    "the first tick of a day": (begun, lambda home: planner_of(home).tick(TODAY, [EVENING]), 12),
    "a later tick": (ticked_today, lambda home: planner_of(home).tick(TODAY, [EVENING]), 7),
    "an undo": (ticked_today, lambda home: planner_of(home).undo(), 7),
    "a backup": (ticked_today, lambda home: planner_of(home).safety.backup(), 7),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", CHANGES)
def test_a_power_cut_leaves_the_recovery_before_a_change_or_after_it(tmp_path: Path, name: str) -> None:
    """Seen to fail without each sync in ``write_whole``, and where it writes in place."""
    prepare, deed, at_least = CHANGES[name]
    old, new = outcome(tmp_path, prepare, deed)
    assert (old == new) == (name == "a backup")
    assert cuts(tmp_path, prepare, deed, either_of(old, new)) >= at_least


@pytest.mark.slow
def test_a_power_cut_while_the_first_recovery_is_begun_leaves_none_or_a_whole_one(tmp_path: Path) -> None:
    """Seen to fail without the sync of the folder above one that is made, in ``make_folder``."""
    home = tmp_path / "undisturbed"
    planner_of(home).folder.create(recovery())
    new = planner_of(home).find()
    begin: Deed = lambda home: planner_of(home).folder.create(recovery())  # noqa: E731
    assert cuts(tmp_path, lambda home: None, begin, either_of(None, new)) >= 14


@pytest.mark.slow
def test_a_power_cut_while_a_second_recovery_is_begun_leaves_the_first_one_whole(tmp_path: Path) -> None:
    old, other = recovery(), replace(recovery("Neck", "neck"), window_days=30)

    def check(cut: Cut) -> None:
        assert cut.found == other if cut.last else cut.found in (first, other)
        planner = planner_of(cut.home)
        assert all(entry.recovery in (first, other) for entry in planner.recoveries.entries())
        assert first in [entry.recovery for entry in planner.recoveries.entries()]

    first, _ = outcome(tmp_path, begun, lambda home: None)
    assert first and first.id == old.id
    assert cuts(tmp_path, begun, lambda home: planner_of(home).folder.create(other), check) >= 12


@pytest.mark.slow
def test_a_power_cut_while_a_damaged_file_is_mended_loses_neither_the_backup_nor_what_was_damaged(
    tmp_path: Path,
) -> None:
    """Seen to fail where the backup is put in place before the damaged file is kept."""
    damaged = b'{"recovery": {'

    def prepare(home: Path) -> None:
        ticked_today(home)
        (home / "recoveries" / "Face.json").write_bytes(damaged)

    def check(cut: Cut) -> None:
        planner = planner_of(cut.home)
        assert planner.find() == kept
        told = 0 if cut.last or cut.tree[Path("home/recoveries/Face.json")] != damaged else 1
        assert len(planner.notices) == told, planner.notices
        assert any(path.read_bytes() == damaged for path in (cut.home / "recoveries").glob("Face.json.damaged-*"))

    kept, _ = outcome(tmp_path, begun, lambda home: None)
    assert cuts(tmp_path, prepare, lambda home: planner_of(home).find(), check) >= 12


@pytest.mark.slow
def test_a_power_cut_while_a_setting_is_written_leaves_the_settings_before_or_after(tmp_path: Path) -> None:
    """Seen to fail where ``write_whole`` writes in place."""
    words = '# mine\nweek_starts_on = "sunday"\n'

    def prepare(home: Path) -> None:
        home.mkdir()
        (home / "config.toml").write_text(words)

    def check(cut: Cut) -> None:
        settings = read_settings(cut.home / "config.toml")
        assert settings in ([new] if cut.last else [old, new])
        assert (cut.home / "config.toml").read_text().startswith(words)

    old = Settings(week_starts_on="sunday")
    new = replace(old, glyphs="ascii")
    count = cuts(tmp_path, prepare, lambda home: write_setting(home / "config.toml", "glyphs", "ascii"), check)
    assert count >= 7


@pytest.mark.slow
@pytest.mark.parametrize("force", [False, True])
def test_a_power_cut_during_an_export_leaves_no_part_of_a_page(tmp_path: Path, force: bool) -> None:
    """A new name is taken by an empty file before the page is written, so that may be found, and nothing half.

    Seen to fail where ``write_whole`` writes in place.
    """

    def prepare(home: Path) -> None:
        ticked_today(home)
        if force:
            (home / "page.md").write_bytes(b"the old page")

    def check(cut: Cut) -> None:
        page = cut.home / "page.md"
        found = page.read_bytes() if page.exists() else None
        allowed = [b"the old page"] if force else [None, b""]
        assert found in ([b"the new page"] if cut.last else [*allowed, b"the new page"])

    export: Deed = lambda home: write_new(home / "page.md", b"the new page", force=force)  # noqa: E731
    assert cuts(tmp_path, prepare, export, check) >= 7


def put_away(home: Path) -> None:
    planner_of(home).recoveries.archive("Face")


@pytest.mark.slow
def test_a_power_cut_while_a_recovery_is_put_away_leaves_it_whole_in_one_place_or_the_other(tmp_path: Path) -> None:
    """Seen to fail without the sync of the folder above one that is made, in ``make_folder``."""

    def check(cut: Cut) -> None:
        assert [entry.recovery for entry in planner_of(cut.home).recoveries.entries()] == [kept]

    kept, _ = outcome(tmp_path, ticked_today, lambda home: None)
    assert cuts(tmp_path, ticked_today, put_away, check) >= 4


@pytest.mark.slow
@pytest.mark.parametrize("deed", ["archive", "use"])
def test_a_recovery_that_was_put_away_or_brought_back_stays_so_after_a_power_cut(tmp_path: Path, deed: str) -> None:
    def archived(home: Path) -> None:
        ticked_today(home)
        put_away(home)

    def check(cut: Cut) -> None:
        if cut.last:
            assert [entry.archived for entry in planner_of(cut.home).recoveries.entries()] == [deed == "archive"]

    if deed == "archive":
        cuts(tmp_path, ticked_today, put_away, check)
    else:
        cuts(tmp_path, archived, lambda home: planner_of(home).recoveries.use("Face"), check)
