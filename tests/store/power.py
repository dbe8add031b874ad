"""What a power cut can leave on a disk, of operations that were noted.

After ALICE (Pillai and others, OSDI 2014) and CrashMonkey (Mohan and others, OSDI 2018), for a file system that may do
all that POSIX allows: data that was not synced is there, torn, zeros, or lost, and what was made, renamed or removed in
a folder that was not synced since may be undone: the last so many of these operations, or any single one of them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from tests.store.disk import Operation

Tree = dict[Path, bytes | None]
"""Every file below a folder with its content, and every folder with None; lock files left out."""
_ROOT = 0
_Entry = tuple[int, str]
"""A name in a folder, which goes by its number."""


@dataclass(frozen=True, slots=True)
class State:
    """One state of the disk that a power cut can leave."""

    done: int
    """How many operations had been made when the power went."""
    last: bool
    """Whether these were all: the program had said that it is done."""
    tree: Tree


@dataclass(frozen=True, slots=True)
class _Step:
    """What an operation does to the names in folders, whatever became of the operations before it."""

    number: int
    removed: tuple[_Entry, ...]
    added: tuple[tuple[_Entry, int], ...]
    kept_from: int | None
    """From which number of operations on it can no longer be undone."""


@dataclass(slots=True)
class _Content:
    """What was written to a file, and when it was synced."""

    writes: list[tuple[int, int, bytes]] = field(default_factory=list)
    """Number of the operation, place in the file, data; place -1 for the whole file's emptying."""
    syncs: list[int] = field(default_factory=list)


def tree_of(root: Path) -> Tree:
    """What lies below a folder now."""
    tree: Tree = {}
    for parent, folders, names in os.walk(root):
        inside = Path(parent[len(str(root)) + 1 :])
        tree |= {inside / name: None for name in folders}
        tree |= {inside / name: Path(parent, name).read_bytes() for name in names if not name.endswith(".lock")}
    return dict(sorted(tree.items()))


def lay_out(tree: Tree, root: Path) -> Path:
    """Make a tree real below a new folder; gives that folder."""
    root.mkdir()
    for path, content in sorted(tree.items()):
        if content is None:
            (root / path).mkdir()
        else:
            (root / path).write_bytes(content)
    return root


def states_after(before: Tree, operations: Sequence[Operation]) -> Iterator[State]:
    """Every state, none of them twice, that a power cut during the operations or just after them can leave."""
    disk = _Disk(before, operations)
    seen = set()
    for done in range(len(operations) + 1):
        last = done == len(operations)
        for tree in disk.trees(done):
            mark = (last, frozenset(tree.items()))
            if mark not in seen:
                seen.add(mark)
                yield State(done, last, tree)


class _Disk:
    """Folders and files by number, so that a file is the same one wherever a rename put it."""

    def __init__(self, before: Tree, operations: Sequence[Operation]) -> None:
        self._folders: set[int] = {_ROOT}
        self._contents: dict[int, _Content] = {}
        self._before: dict[_Entry, int] = {}
        self._now: dict[_Entry, int] = {}
        self._steps: list[_Step] = []
        for path, content in sorted(before.items()):
            number = self._new(content is None)
            if content is not None:
                self._contents[number].writes.append((-1, 0, content))
                self._contents[number].syncs.append(-1)
            self._now[self._entry(path)] = number
        self._before = dict(self._now)
        self._run(operations)

    def _new(self, folder: bool) -> int:
        number = len(self._folders) + len(self._contents)
        if folder:
            self._folders.add(number)
        else:
            self._contents[number] = _Content()
        return number

    def _entry(self, path: Path) -> _Entry:
        folder = _ROOT
        for part in path.parent.parts:
            folder = self._now[folder, part]
        return folder, path.name

    def _number(self, path: Path) -> int:
        return self._now[self._entry(path)] if path.parts else _ROOT

    # ------------------------------------------------------------------ as it ran

    def _run(self, operations: Sequence[Operation]) -> None:
        opened: dict[int, int] = {}
        synced: list[tuple[int, int]] = []
        steps: list[tuple[int, list[_Entry], list[tuple[_Entry, int]]]] = []
        for number, operation in enumerate(operations):
            match operation.name:
                case "create" | "mkdir":
                    made = self._new(operation.name == "mkdir")
                    opened[operation.opened] = made
                    steps.append((number, [], [(self._entry(operation.path), made)]))
                case "overwrite" | "empty" | "open folder":
                    opened[operation.opened] = self._number(operation.path)
                    if operation.name == "empty":
                        self._contents[opened[operation.opened]].writes.append((number, -1, b""))
                case "write":
                    self._contents[opened[operation.opened]].writes.append((number, operation.offset, operation.data))
                case "fsync":
                    self._contents[opened[operation.opened]].syncs.append(number)
                case "fsync folder":
                    synced.append((number, opened[operation.opened]))
                case "replace" | "rename":
                    assert operation.target is not None, "a rename out of the watched folder"
                    source, target = self._entry(operation.path), self._entry(operation.target)
                    steps.append((number, [source], [(target, self._now[source])]))
                case "unlink":
                    steps.append((number, [self._entry(operation.path)], []))
                case "lock" | "utime" | "fchmod" | "chmod":  # no content and no name hangs on these
                    continue
                case other:
                    raise AssertionError(f"what a power cut does to {other} is not known: teach it that")
            if steps and steps[-1][0] == number:
                _apply(self._now, steps[-1][1], steps[-1][2])
        for number, removed, added in steps:
            folders = {folder for folder, _ in removed} | {entry[0] for entry, _ in added}
            later = [next((at for at, folder in synced if at > number and folder == one), None) for one in folders]
            kept_from = None if None in later else max(at + 1 for at in later if at is not None)
            self._steps.append(_Step(number, tuple(removed), tuple(added), kept_from))

    # ------------------------------------------------------------------ as it may be found

    def trees(self, done: int) -> Iterator[Tree]:
        """The states after a power cut when so many operations had been made; some of them may be equal."""
        made = [step for step in self._steps if step.number < done]
        loose = [step for step in made if step.kept_from is None or step.kept_from > done]
        lost = [loose[at:] for at in range(len(loose) + 1)] + [[step] for step in loose]
        variants = {number: _variants(content, done) for number, content in self._contents.items()}
        several = [number for number, contents in variants.items() if len(contents) > 1]
        for undone in lost:
            entries = dict(self._before)
            for step in made:
                if step not in undone:
                    _apply(entries, step.removed, step.added)
            for choice in product(*(variants[number] for number in several)):
                chosen = dict(zip(several, choice, strict=True))
                yield self._tree(entries, {number: chosen.get(number, variants[number][0]) for number in variants})

    def _tree(self, entries: dict[_Entry, int], contents: dict[int, bytes], folder: int = _ROOT) -> Tree:
        tree: Tree = {}
        for (parent, name), number in entries.items():
            if parent != folder:
                continue
            if number not in self._folders:
                tree[Path(name)] = contents[number]
                continue
            tree[Path(name)] = None
            tree |= {Path(name, path): content for path, content in self._tree(entries, contents, number).items()}
        return tree


def _apply(entries: dict[_Entry, int], removed: Sequence[_Entry], added: Sequence[tuple[_Entry, int]]) -> None:
    for entry in removed:
        entries.pop(entry, None)
    entries.update(added)


def _variants(content: _Content, done: int) -> list[bytes]:
    """What a file can hold after a power cut: all of it; what was synced; or part of it, the rest missing or zeros."""
    synced = max((number for number in content.syncs if number < done), default=-2)
    old = _written(content, synced)
    new = _written(content, done - 1)
    if old == new:
        return [new]
    half = new[: len(new) // 2]
    zeros = bytes(len(new) - len(half))
    return list(dict.fromkeys((new, old, half, half + zeros, bytes(len(new)))))


def _written(content: _Content, until: int) -> bytes:
    """The content after the writes up to an operation."""
    data = bytearray()
    for number, at, written in content.writes:
        if number > until:
            break
        if at < 0:
            data.clear()
        else:
            data[at : at + len(written)] = written
    return bytes(data)
