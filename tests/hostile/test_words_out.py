"""Whatever a file holds and whatever is typed: no command hands a terminal anything to obey.

Seen to fail without the ``visible`` in ``clipped`` (model/words.py), without ``json_escaped`` in ``print_json``, and
without ``_show`` in ``cli/__init__.py``, where click alone said wrong words back as they were.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from msgspec.structs import replace

from routine_tui import cli
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.routine import StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.planner.planner import Planner
from routine_tui.store.folder import RecoveryFolder
from tests.cli import outside
from tests.cli.outside import Ran, back, damage, file_of, planner_of, run, surroundings, today
from tests.exporters.lived import TEXTS as TEXT_FORMATS
from tests.exporters.lived_care import with_care
from tests.hostile.texts import TEXTS, holding, live

SHOWS = (
    ["today"], ["today", "--on", "-3"], ["today", "--on", "yesterday"], ["calendar"], ["status"],
    ["status", "--format", "{next} {phase}"], ["steps"], ["list"], ["check"], ["paths"],
    ["today", "--json"], ["calendar", "--json"], ["steps", "--json"], ["list", "--json"],
    ["visit"], ["visit", "bring"], ["course"], ["procedure"], ["care"], ["care", "background"], ["care", "--json"],
    *(["export", "--format", name] for name in TEXT_FORMATS),
)  # fmt: skip
CHANGES = (
    ["tick", "1"], ["undo"], ["redo"], ["untick", "1"], ["skip", "1"], ["tick", "1", "2", "3"], ["undo"], ["undo"],
    ["steps", "edit", "1", "--as-needed"], ["undo"], ["steps", "end", "1"], ["undo"], ["redo"],
    ["steps", "resume", "gone"], ["pause", "--step", "1"], ["resume", "--step", "1"], ["backup"],
)  # fmt: skip


def said(home: Path, *words: str) -> Ran:
    """What a run of the command line prints, byte by byte, in this process."""
    out, err = TextIOWrapper(BytesIO(), "utf-8", newline=""), TextIOWrapper(BytesIO(), "utf-8", newline="")
    with redirect_stdout(out), redirect_stderr(err):
        status = cli._run(["--home", str(home), *words])
        out.flush()
        err.flush()
    told = [stream.buffer for stream in (out, err)]
    assert all(isinstance(one, BytesIO) for one in told)
    return Ran(status, *(one.getvalue().decode() for one in told if isinstance(one, BytesIO)))


def assert_calm(ran: Ran, words: list[str] | tuple[str, ...] = ()) -> None:
    """Nothing but line feeds, and the line ends that belong to a table and to a calendar file."""
    out = ran.out.replace("\r\n", "\n") if {"csv", "ics"} & set(words) else ran.out
    assert (live(out), live(ran.err)) == ({}, {}), words
    assert "Traceback" not in ran.err


def typed(text: str, home: Path) -> Planner:
    """A recovery into which a text was typed or pasted wherever that is taken; what is refused is left out."""
    planner = planner_of(home)
    with suppress(BadInput):
        planner.recoveries.begin(text, back(3))
    if planner.find() is None:
        planner.recoveries.begin("Face", back(3))
    step = StepVersion(today(), "morning", "other", "Balm", Schedule(today()))
    changes: tuple[Callable[[], object], ...] = (
        lambda: planner.routine.add(replace(step, name=text)),
        lambda: planner.routine.add(replace(step, product=text)),
        lambda: planner.routine.add(replace(step, cue=text)),
        lambda: planner.routine.add(replace(step, instructions=text)),
        lambda: planner.note(today(), text),
        lambda: planner.tick(today(), ["morning-cleanser"], note=text),
        lambda: planner.skip(today(), ["evening-cleanser"], text),
        lambda: planner.routine.edit("morning-sunscreen", today(), name=text),
        lambda: planner.routine.edit("morning-moisturiser", today(), instructions=text),
        lambda: planner.pauses.add(today(), None, ["day-sunscreen"], text),
    )
    for change in changes:
        with suppress(BadInput):
            change()
    return planner


@pytest.mark.parametrize("kind", TEXTS)
def test_what_a_file_holds_is_printed_without_anything_to_obey(tmp_path: Path, kind: str) -> None:
    RecoveryFolder(tmp_path).create(with_care(holding(TEXTS[kind], today()), TEXTS[kind], today()))
    for words in (*SHOWS, *CHANGES, ["today"]):
        ran = said(tmp_path, *words)
        assert_calm(ran, words)
        assert ran.status == 0, (words, ran.err)
        assert ran.out or words[0] == "status", words


@pytest.mark.parametrize("kind", TEXTS)
def test_what_is_typed_is_printed_without_anything_to_obey(tmp_path: Path, kind: str) -> None:
    typed(TEXTS[kind], tmp_path)
    for words in SHOWS:
        ran = said(tmp_path, *words)
        assert_calm(ran, words)
        assert ran.status == 0, (words, ran.err)


def sayings(text: str) -> Iterator[list[str]]:
    """Commands with a text in every place in which words can stand."""
    yield [text]
    yield [f"--{text}"]
    for command in ("tick", "skip", "untick", "use", "archive", "restore", "new", "note"):
        yield [command, text]
    for command in ("today", "calendar", "status", "undo", "check", "list", "resume", "export"):
        yield [command, text]
        yield [command, f"--{text}"]
    yield ["tick", "1", "--at", text]
    yield ["tick", "1", "--note", text]
    yield ["skip", "2", "--reason", text]
    yield ["today", "--on", text]
    yield ["calendar", "--since", text]
    yield ["status", "--format", text]
    yield ["status", "--format", f"{{{text}}}"]
    yield ["new", "x", "--day-zero", text]
    yield ["new", "x", "--days", text]
    yield ["new", "x", "--template", text]
    yield ["export", "--format", text]
    yield ["export", "--without", text]
    yield ["export", "-o", f"{text}.html"]
    yield ["export", "-o", text]
    yield ["pause", "--step", text]
    yield ["pause", "--from", text]
    yield ["steps", text]
    yield ["steps", "add", text, "--slot", "day"]
    yield ["steps", "add", "x", "--slot", text]
    yield ["steps", "add", "x", "--slot", "day", "--kind", text]
    yield ["steps", "add", "x", "--slot", "day", "--every", text]
    yield ["steps", "add", "x", "--slot", "day", "--product", text, "--cue", text]
    yield ["steps", "edit", text, "--name", "x"]
    yield ["steps", "edit", "1", "--name", text]
    yield ["steps", "end", text]
    yield ["backup", text]
    yield ["visit", "add", "+3", text]
    yield ["visit", "end", text]
    yield ["course", "add", "x", "--slot", "day", "--every", f"{text} for 2 weeks, day"]
    yield ["course", "edit", text, "--name", "x"]
    yield ["procedure", "add", "x", "--rest", text]
    yield ["care", "background", text]


@pytest.mark.parametrize("kind", TEXTS)
def test_what_is_refused_is_not_said_back_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.chdir(tmp_path)
    planner_of(tmp_path).recoveries.begin("Face", today())
    for words in sayings(TEXTS[kind].replace("\0", "")):  # an argument cannot hold a NUL
        ran = said(tmp_path, *words)
        if words[0] != "status" or ran.status:  # a format's own text is the caller's: it is printed as it is
            assert_calm(ran, words)
        assert ran.status in (0, 1, 2)
        assert ran.out or ran.err


@pytest.mark.parametrize("kind", ["controls", "formats", "sequences", "lines"])
def test_json_gives_back_the_text_itself(tmp_path: Path, kind: str) -> None:
    text = TEXTS[kind]
    RecoveryFolder(tmp_path).create(holding(text, today()))
    shown = json.loads(said(tmp_path, "today", "--json").out)
    assert {shown["recovery"], shown["note"], *(step["name"] for step in shown["steps"])} == {text}
    assert json.loads(said(tmp_path, "list", "--json").out)["recoveries"][0]["name"] == text
    assert json.loads(said(tmp_path, "export", "--format", "json").out)["recovery"]["name"] == text


@pytest.mark.parametrize("place", ["recoveries/{}.json", "backups/{}.json", "current", "config.toml"])
def test_a_damaged_file_of_any_name_is_told_of_without_anything_to_obey(tmp_path: Path, place: str) -> None:
    planner_of(tmp_path).recoveries.begin("Face", today())
    path = tmp_path / place.format(TEXTS["sequences"].replace("/", ""))
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"theme = {TEXTS['sequences']}")
    for words in (["check"], ["list"], ["list", "--json"], ["today"], ["paths"], ["restore", str(path)]):
        assert_calm(said(tmp_path, *words), words)


def test_a_home_of_any_name_is_told_without_anything_to_obey(tmp_path: Path) -> None:
    home = tmp_path / TEXTS["sequences"].replace("/", "")
    planner_of(home).recoveries.begin("Face", today())
    for words in (["paths"], ["backup"], ["check"], ["list", "--json"], ["export", "-o", str(home / "x.html")]):
        assert_calm(said(home, *words), words)
    damage(file_of(home), b"{")
    assert_calm(said(home, "today"))


@pytest.mark.parametrize("words", [["today"], ["steps", "--json"], ["tick", TEXTS["overrides"]], [TEXTS["overrides"]]])
def test_a_real_process_prints_the_same(tmp_path: Path, words: list[str]) -> None:
    RecoveryFolder(tmp_path).create(holding(TEXTS["sequences"], today()))
    ran = run(tmp_path, *words)
    assert_calm(ran, words)
    assert ran == said(tmp_path, *words)


def test_the_shell_is_offered_nothing_that_it_or_the_terminal_would_obey(tmp_path: Path) -> None:
    RecoveryFolder(tmp_path).create(holding(TEXTS["sequences"], today()))
    for words in ("routine-tui use ", "routine-tui tick ", "routine-tui steps edit "):
        asked = {
            "LANG": "C.UTF-8",
            "ROUTINE_TUI_HOME": str(tmp_path),
            "_ROUTINE_TUI_COMPLETE": "zsh_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": str(len(words.split())),
        }
        offered = outside.ran((), surroundings() | asked)
        assert offered.status == 0
        assert live(offered.out) == {}
        assert offered.out
