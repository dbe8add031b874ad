"""What the command line says about an error: the fact, and the flag or the command that helps."""

from __future__ import annotations

from datetime import date

from routine_tui.cli.advice import _ADVICE, sentence_of
from routine_tui.model import errors, import_errors, sync_errors
from routine_tui.model.errors import RoutineError
from tests.cases import each_case

ORDERS = "ORDER=DMY for 2026-05-11 or ORDER=MDY for 2026-11-05"
TWO_DAYS = (("DMY", "day first: 2026-05-11"), ("MDY", "month first: 2026-11-05"))
SAID: dict[str, RoutineError] = {
    "There is no recovery yet: start one with routine-tui new, or open routine-tui.": errors.NoRecovery(),
    "No home folder was found to keep your data in: set HOME to the full path of yours, or name a folder with --home "
    "or ROUTINE_TUI_HOME.": errors.NoHome("ROUTINE_TUI_HOME"),
    "A PDF needs the package typst, which isn't installed here: use --format html, which prints alike, or "
    "try pip install typst.": errors.NoTypesetter(),
    "Every recovery is in the archive: routine-tui use 'Left cheek' brings one back, and routine-tui new starts "
    "another one.": errors.AllPutAway("Left cheek"),
    "2027-06-01 is outside this recovery, which runs from 2026-11-01 to 2027-01-23. routine-tui window --weeks N makes "
    "it longer.": errors.AfterWindow(date(2027, 6, 1), date(2026, 11, 1), date(2027, 1, 23)),
    "There is no step with the id “x”: routine-tui steps lists them.": errors.NoSuchStep("x"),
    "There is no field “moon”: routine-tui care background lists them.": errors.NoSuchField("moon"),
    "There is no question “moon”: routine-tui skin --help lists them.": errors.NoSuchQuestion("moon"),
    "phototype is asked once, not in a check-in: use routine-tui profile.": errors.AskedOnce("phototype"),
    "b.json holds “Face”, which isn't among your recoveries: routine-tui restore FILE adds it; merge "
    "combines two copies of one recovery.": errors.NotHere("b.json", "Face"),
    "You already have “Face”, and it differs from the one in the file: add --as NAME to keep both, or "
    "bring a backup back with routine-tui restore.": errors.HereAlready("Face"),
    "a.md already exists: choose another name, or use --force to replace it.": errors.AlreadyExists("a.md"),
    "The folder /x cannot be created (not a directory): choose another with --home, or allow writing to it.":
        errors.CannotMakeFolder("/x", "not a directory"),
    "/x cannot be written to: allow writing to it, or choose another with --home.": errors.FolderNotWritable("/x"),
    "/x cannot be written to (permission denied): nothing was changed. Allow writing to the folder, or "
    "choose another with --home.": errors.FolderNotWritable("/x", "permission denied"),
    "a.json is damaged and none of its backups is complete (it is cut): it was left as it is. Put an undamaged copy in "
    "its place, or restore one with routine-tui restore FILE.": errors.NoWholeBackup("a.json", "it is cut"),
    "a b.json is an export, not a copy of a recovery's file, so nothing was changed: routine-tui import 'a b.json' "
    "brings it back.": errors.IsAnExport("a b.json"),
    "It isn't in a format we know: routine-tui import reads the JSON of routine-tui export, Loop and Habo.":
        import_errors.UnknownForm("Loop and Habo"),
    "It is a recovery's own file: routine-tui restore adds it, and merge combines two copies of one.":
        import_errors.OwnFile(),
    "It is a backup with pictures: routine-tui restore adds it, and merge combines two copies of one.":
        import_errors.OwnBackup(),
    "It is the record of a case, for people to read, and holds no recovery: routine-tui backup --with-pictures makes a "
    "file that routine-tui restore reads.": import_errors.OwnRecord(),
    "a.zip is the record of a case, for people to read; it holds no recovery, so nothing was changed: "
    "routine-tui backup --with-pictures makes a file that can be restored.": errors.IsARecord("a.zip"),
    "It isn't a simple table, so it has no columns to choose from: leave out --map.": import_errors.NoTable(),
    "It has no readable date in the column “Tag”: write dates as 2026-11-22, or name another column with --map "
    "DATE=COLUMN.": import_errors.NoDays("the column “Tag”"),
    "It uses “Ja” for whether something was done, which we don't know: add --map DONE=WORD with the "
    "word that means done.":
        import_errors.UnknownState("Ja"),
    "It has dates like 11/5/26, which can be read in two ways: add --map ORDER=DMY for 2026-05-11 or "
    "ORDER=MDY for 2026-11-05.":
        import_errors.UnclearOrder("11/5/26", "Tag", TWO_DAYS, ORDERS),
    "It doesn't say which column is the step: add --map STEP=COLUMN; the columns are “a” and “b”.":
        import_errors.UnclearColumn("STEP", "the step", (), "“a” and “b”"),
    "It doesn't say which column is whether it was done: add --map STATE=COLUMN; the columns are “a” and “b”, "
    "or --map STATE=- where each row is something done.":
        import_errors.UnclearOrNone("STATE", "whether it was done", (), "“a” and “b”", "each row is something done"),
    "Sync isn't set up for this recovery: routine-tui sync setup URL sets it up.": sync_errors.NotSetUp(),
    "The list “Face” is no longer on a.org; nothing here was changed. Set it up again with routine-tui sync setup.":
        sync_errors.ListGone("Face", "a.org"),
    "a.org has moved the list to another address, so nothing was sent. Set it up again with routine-tui sync setup.":
        sync_errors.AddressMoved("a.org"),
    "There is no password to sign in with (none is stored): type it again, or store it with routine-tui sync setup.":
        sync_errors.NoPassword("none is stored"),
    "a.org didn't accept the user name or the password: check both. Many providers want an app password. "
    "routine-tui sync setup stores a new one.":
        sync_errors.WrongPassword("a.org"),
}  # fmt: skip


@each_case(("sentence", "error"), SAID.items())
def test_sentence(sentence: str, error: RoutineError) -> None:
    assert sentence_of(error) == sentence
    assert str(error) != sentence and str(error).endswith(".") and "--" not in str(error)


def test_every_advice_is_looked_at() -> None:
    assert {type(error) for error in SAID.values()} == set(_ADVICE)


def test_others_as_they_are() -> None:
    near = errors.NoSuchQuestion("scra", ["scar"])
    assert sentence_of(near) == "There is no question “scra”: did you mean scar?"
    assert sentence_of(errors.DamagedFile("a.json", "it is cut")) == "a.json is damaged: it is cut."
    assert sentence_of(errors.BadInput("There is nothing to undo.")) == "There is nothing to undo."


def test_a_name_in_braces() -> None:
    error = import_errors.BadSource("is empty: choose another file.")
    error.name("{advice}.csv")
    error.name("other.csv")
    assert sentence_of(error) == "{advice}.csv is empty: choose another file."
    assert sentence_of(errors.AlreadyExists("{x}")).startswith("{x} already exists")
