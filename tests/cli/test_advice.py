"""What the command line says about an error: the fact, and the flag or the command that helps."""

from __future__ import annotations

from datetime import date

import pytest

from routine_tui.cli.advice import _ADVICE, sentence_of
from routine_tui.model import errors
from routine_tui.model.errors import RoutineError

TWO_DAYS = (("DMY", "day first: 2026-05-11"), ("MDY", "month first: 2026-11-05"))
SAID: dict[str, RoutineError] = {
    "There is no recovery yet: begin one with routine-tui new, or start routine-tui.": errors.NoRecovery(),
    "There is no home folder to keep anything in: set HOME to the whole path of yours, or name a folder with --home "
    "or ROUTINE_TUI_HOME.": errors.NoHome("ROUTINE_TUI_HOME"),
    "There is no step with the id “x”: routine-tui steps lists them.": errors.NoSuchStep("x"),
    "There is no field “moon”: routine-tui care background lists them.": errors.NoSuchField("moon"),
    "phototype is asked once, not in a check-in: use routine-tui profile.": errors.AskedOnce("phototype"),
    "b.json holds “Face”, which is not here: routine-tui restore FILE adds it, merge joins two copies of one "
    "recovery.": errors.NotHere("b.json", "Face"),
    "“Face” is here already, and is not as it is in the file: add --as NAME to put that one beside it, or put a "
    "backup back with routine-tui restore.": errors.HereAlready("Face"),
    "a.md is there already: choose another name, or use --force to replace it.": errors.AlreadyExists("a.md"),
    "The folder /x cannot be made (not a directory): choose another with --home, or let it be written.":
        errors.CannotMakeFolder("/x", "not a directory"),
    "/x cannot be written: let it be written, or choose another with --home.": errors.FolderNotWritable("/x"),
    "/x cannot be written (permission denied): nothing was changed. Let the folder be written, or choose another with "
    "--home.": errors.FolderNotWritable("/x", "permission denied"),
    "a.json is damaged and there is no whole backup of it (it is cut): it was left as it is. Put a whole copy in its "
    "place, or restore one with routine-tui restore FILE.": errors.NoWholeBackup("a.json", "it is cut"),
    "a b.json is an export, and no copy of a recovery's file, so nothing was changed: routine-tui import 'a b.json' "
    "brings it back.": errors.IsAnExport("a b.json"),
    "It is in no form that we know: routine-tui import reads the JSON of routine-tui export, Loop and Habo.":
        errors.UnknownForm("Loop and Habo"),
    "It is a recovery's own file: routine-tui restore adds it, and merge joins two copies of one.": errors.OwnFile(),
    "It is no simple table, so there is nothing to map: leave out --map.": errors.NoTable(),
    "It has no day that can be read in the column “Tag”: write days as 2026-11-22, or name another column with --map "
    "DATE=COLUMN.": errors.NoDays("the column “Tag”"),
    "It says “Ja” for whether something was done, which we do not know: add --map DONE=WORD with its word for it.":
        errors.UnknownState("Ja"),
    "It has days such as 11/5/26, which can be read in two ways: add --map ORDER=DMY for 2026-05-11, or --map "
    "ORDER=MDY for 2026-11-05.":
        errors.UnclearOrder("11/5/26", "Tag", TWO_DAYS, date(2026, 5, 11), date(2026, 11, 5)),
    "It does not say which column is the step: add --map STEP=COLUMN, where the columns are “a” and “b”.":
        errors.UnclearColumn("STEP", "the step", (), "“a” and “b”"),
    "It does not say which column is whether it was done: add --map STATE=COLUMN, where the columns are “a” and “b”, "
    "or --map STATE=- where each row is something done.":
        errors.UnclearOrNone("STATE", "whether it was done", (), "“a” and “b”", "each row is something done"),
}  # fmt: skip


@pytest.mark.parametrize(("sentence", "error"), SAID.items())
def test_sentence(sentence: str, error: RoutineError) -> None:
    assert sentence_of(error) == sentence
    assert str(error) != sentence and str(error).endswith(".") and "--" not in str(error)


def test_every_advice_is_looked_at() -> None:
    assert {type(error) for error in SAID.values()} == set(_ADVICE)


def test_others_as_they_are() -> None:
    assert sentence_of(errors.DamagedFile("a.json", "it is cut")) == "a.json is damaged: it is cut."
    assert sentence_of(errors.BadInput("There is nothing to undo.")) == "There is nothing to undo."


def test_a_name_in_braces() -> None:
    error = errors.BadSource("is empty: choose another file.")
    error.name("{advice}.csv")
    error.name("other.csv")
    assert sentence_of(error) == "{advice}.csv is empty: choose another file."
    assert sentence_of(errors.AlreadyExists("{x}")).startswith("{x} is there already")
