"""What the store says where it refuses, word for word: a sentence that is cut or garbled helps nobody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from routine_tui import files
from routine_tui.model.errors import (
    BadInput,
    DamagedFile,
    IsAnExport,
    NewerCopy,
    NewerFile,
    NotHere,
    NoWholeCopy,
    RoutineError,
    StoreError,
)
from routine_tui.store.checksum import refuse_duplicate_keys
from routine_tui.store.drafts import Drafts
from routine_tui.store.folder import RecoveryFolder
from routine_tui.store.migrations import VERSION
from routine_tui.store.photo_files import PhotoFiles
from routine_tui.store.repository import content_of, read_copy
from routine_tui.store.restore import merge, restore
from routine_tui.store.storage import DurableStorage, read_tables
from tests.cases import each_case
from tests.store.disk import Disk
from tests.store.rooms import NOW, again, recovery, stored, ticked
from tests.store.test_documents import DAY, FILE, whole
from tests.test_files_refused import FULL, refusal

NO_RECOVERY = "it holds no recovery ({!r} is missing)"
NOT_APART = "a document of the table “{}” cannot be told apart into what was changed when"
NO_FILE = "it isn't a complete TinyDB file"
HISTORY = "its history cannot be read ({})"
NEWER = (
    f"{{at}}/recoveries/Face.json was written by a newer routine-tui (file version {VERSION + 1}; "
    f"this one knows {VERSION})"
)
CONFLICT = (
    "git left both sides of a conflict in it; git show :2:./Face.json and git show :3:./Face.json "
    "give each as a file to merge"
)
ANOTHER = "a change is kept under the name of another thing"
NOT_PLAIN = "a document is kept under “01”, which isn't a plain number"
Spoil = Callable[[dict[str, Any]], object]


def put(*path: str | int) -> Callable[[Any], Spoil]:
    """Put a value in a place of the tables."""

    def with_value(value: Any) -> Spoil:
        def spoil(tables: dict[str, Any]) -> None:
            place: Any = tables
            for key in path[:-1]:
                place = place[key]
            place[path[-1]] = value

        return spoil

    return with_value


def history(*changes: list[Any]) -> Spoil:
    """Let the first entry of the history put documents back."""
    return put("history", "1", "changes")(list(changes))


@each_case(
    ("reason", "spoil"),
    [
        (NO_RECOVERY.format("recovery"), lambda tables: tables.pop("recovery")),
        (NO_RECOVERY.format("1"), lambda tables: tables.update(recovery={"2": tables["recovery"]["1"]})),
        ("a version that never was", put("recovery", "1", "version")(0)),
        ("an hour with a UTC offset", put("recovery", "1", "day_starts_at")("03:00:00+01:00")),
        ("two steps have one id", put("steps", "2", "id")("morning-cleanser")),
        ("the versions of a step are missing or out of order", put("steps", "1", "versions")([])),
        ("a day that is not the one of its document id",
         lambda tables: tables["days"].update({"7": tables["days"].pop(DAY)})),
        ("a moment without its UTC offset", put("days", DAY, "marks", "morning-cleanser", "at")("2026-11-22T07:42:00")),
        (HISTORY.format("an entry whose id is not a plain number"),
         lambda tables: tables["history"].update({"01": tables["history"]["1"]})),
        (HISTORY.format("a change that names no document"), history(["days", "morning-cleanser", None])),
        (HISTORY.format("a change that names no document"), history(["steps", 1, None])),
        (HISTORY.format(ANOTHER), history(["days", 7, {"day": "2026-11-22", "marks": {}}])),
        (HISTORY.format(ANOTHER), history(["recovery", 2, whole()["recovery"]["1"]])),
        (HISTORY.format(ANOTHER), history(["steps", "x", whole()["steps"]["1"]])),
        (HISTORY.format("the versions of a step are missing or out of order"),
         history(["steps", "x", {"id": "x", "versions": []}])),
        (HISTORY.format("the times of its changes aren't a table"),
         history(["recovery", 1, whole()["recovery"]["1"] | {"changed": []}])),
        (NO_FILE, put("days")([])),
        (NOT_PLAIN, lambda tables: tables["steps"].update({"01": tables["steps"].pop("1")})),
        (NOT_APART.format("days"), lambda tables: tables["days"][DAY].update(mbrks=tables["days"][DAY].pop("marks"))),
        ("a pause ends on 2026-11-01, before it starts",
         put("pauses", "1")({"id": "p", "first_day": "2026-11-02", "last_day": "2026-11-01", "step_ids": []})),
        ("the times of its changes aren't a table", put("days", DAY, "changed")([])),
        ("the times of its changes aren't a table", put("days", DAY, "unseen")([])),
        ("the time at which “note” was changed isn't valid", put("days", DAY, "changed")({"note": "yesterday"})),
        ("the time at which “note” was changed isn't valid", put("days", DAY, "changed")({"note": 7})),
        ("the time at which “note” was changed isn't valid",
         put("days", DAY, "changed")({"note": "2026-11-22T07:42:00+00:00"})),
    ],
)  # fmt: skip
def test_each_reason_why_a_file_is_damaged(reason: str, spoil: Spoil) -> None:
    tables = whole()
    spoil(tables)
    with pytest.raises(DamagedFile) as damaged:
        read_copy(msgspec.json.encode(tables), FILE)
    assert damaged.value.reason == reason
    assert str(damaged.value) == f"{FILE} is damaged: {reason}."


def test_a_long_number_is_told_in_part() -> None:
    tables = whole()
    tables["steps"]["0" * 60] = tables["steps"].pop("1")
    with pytest.raises(DamagedFile) as damaged:
        read_copy(msgspec.json.encode(tables), FILE)
    assert damaged.value.reason == f"a document is kept under “{'0' * 40}”, which isn't a plain number"


@each_case(
    ("content", "reason"),
    [
        (b"[]", NO_FILE),
        (b"\xff", NO_FILE),
        (b"[" * 100_000, NO_FILE),
        (b'{"a":{"b":1,"b":1}}', "it holds “b” twice"),
        (b'{"%s":{},"%s":{}}' % (b"k" * 99, b"k" * 99), f"it holds “{'k' * 60}” twice"),
        (b'{"b":{},"a":{},"c":{},"a":{}}', "it holds “a” twice"),
        (b'{"checksum":1}', NO_FILE),
        (b"<<<<<<< HEAD\n", CONFLICT),
        (b'{\n"days":\n<<<<<<< HEAD\n', CONFLICT),
    ],
)
def test_each_reason_why_bytes_are_no_file(content: bytes, reason: str) -> None:
    with pytest.raises(DamagedFile) as damaged:
        read_tables(content, FILE)
    assert (damaged.value.path, damaged.value.reason) == (FILE, reason)


def test_what_looks_like_a_conflict_within_a_text_is_none() -> None:
    assert read_tables(b'{"days":{"1":{"note":"x <<<<<<< HEAD"}}}', FILE)[1] == "none"
    refuse_duplicate_keys(b'{"a":{"b":1},"c":{"b":1}}', FILE)


def a_home(at: Path) -> RecoveryFolder:
    """A recovery with a tick, beside it what can be in the way."""
    door = stored(at)
    door.change("ticked", ticked(), NOW)
    for name in ("elsewhere", "recoveries/archive"):
        (at / name).mkdir()
    return RecoveryFolder(at)


def other(name: str = "Neck") -> bytes:
    return content_of(recovery(name, "another"))


def newer() -> bytes:
    tables = msgspec.json.decode(content_of(recovery()))
    tables["recovery"]["1"]["version"] = VERSION + 1
    return msgspec.json.encode(tables)


def lying(at: Path, content: bytes) -> bytes:
    (at / "recoveries" / "Face.json").write_bytes(content)
    return content


def take_draft_back(at: Path) -> None:
    """Empty a draft while the disk refuses to remove the file."""
    drafts = Drafts(at)
    drafts.keep("face", "note", {"text": "Warm."})
    with Disk(at) as disk:
        disk.fail_at(1)
        drafts.keep("face", "note", {})


ACTS: list[tuple[Callable[[Path, RecoveryFolder], object], type[RoutineError], str]] = [
    (lambda at, folder: folder.find("Neck"), BadInput, "There is no recovery “Neck”: there are Face."),
    (lambda at, folder: RecoveryFolder(at / "elsewhere").find("Neck"), BadInput,
     "There is no recovery “Neck”: there is none yet."),
    (lambda at, folder: folder.create(recovery("fACE", "x")), BadInput,
     "There is already a recovery “fACE”: choose another name."),
    (lambda at, folder: ((folder.recoveries / "archive" / "Face.json").write_bytes(b""),
                         folder.archive(folder.recoveries / "Face.json")), StoreError,
     "{at}/recoveries/archive/Face.json is in the way: rename it, then try again."),
    (lambda at, folder: [again(folder.recoveries / "Face.json").undo(NOW) for _ in "12"], BadInput,
     "There is nothing to undo."),
    (lambda at, folder: again(folder.recoveries / "Face.json").redo(NOW), BadInput, "There is nothing to redo."),
    (lambda at, folder: restore(folder, b"{", at / "x.json", NOW), NoWholeCopy,
     f"{{at}}/x.json isn't a complete copy of a recovery ({NO_FILE}): nothing was changed. Choose another copy."),
    (lambda at, folder: restore(folder, b'{"format": "routine-tui"}', at / "x y.json", NOW), IsAnExport,
     "{at}/x y.json is an export, not a copy of a recovery's file, so nothing was changed: import it."),
    (lambda at, folder: restore(folder, newer(), at / "x.json", NOW), NewerCopy,
     "{at}/x.json was written by a newer routine-tui: update the program to use it."),
    (lambda at, folder: merge(folder, other(), at / "x.json", NOW), NotHere,
     ("{at}/x.json holds “Neck”, which isn't among your recoveries: restore it; "
     "only two copies of the same recovery can be merged.")),
    (lambda at, folder: merge(folder, (folder.recoveries / "Face.json").read_bytes(), folder.recoveries / "Face.json",
                              NOW), BadInput,
     "{at}/recoveries/Face.json is the recovery itself: name the other copy of it."),
    (lambda at, folder: (lying(at, newer()), again(at / "recoveries" / "Face.json").change("x", ticked(3), NOW)),
     NewerFile,
     f"{NEWER}: it is open read-only. Update routine-tui to change it."),
    (lambda at, folder: (lying(at, newer().replace(b'"days"', b'"dies"', 1)),
                         again(at / "recoveries" / "Face.json").load()), NewerFile,
     f"{NEWER}: this one cannot show it. Update routine-tui to change it."),
    (lambda at, folder: DurableStorage(at / "none.json").read(), StoreError,
     "{at}/none.json no longer exists: put it back, or restore a backup."),
    (lambda at, folder: PhotoFiles(at).delete(at / "elsewhere"), StoreError,
     "{at}/elsewhere cannot be deleted (is a directory): allow writing to the folder."),
    (lambda at, folder: take_draft_back(at), StoreError,
     f"{{at}}/drafts.json cannot be removed ({FULL}): allow writing to the folder."),
]  # fmt: skip


@pytest.mark.skipif(files.WINDOWS, reason="the paths and what the system says are those of Unix")
@pytest.mark.parametrize("number", range(len(ACTS)))
def test_each_refusal_word_for_word(tmp_path: Path, number: int) -> None:
    act, kind, said = ACTS[number]
    folder = a_home(tmp_path)
    refused = refusal(lambda: act(tmp_path, folder))
    assert (type(refused), str(refused)) == (kind, said.format(at=tmp_path))
