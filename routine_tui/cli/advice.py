"""What the command line says about an error: the flag or the command that helps, in the place of plain advice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from routine_tui.model import errors, import_errors, sync_errors

_ELSEWHERE: Final = "{advice}, or choose another with --home"
_COLUMN: Final = "add --map {key}=COLUMN; the columns are {names}"
_ADVICE: Final[Mapping[type[errors.RoutineError], str]] = {
    errors.NoHome: "{advice}, or name a folder with --home or {variable}",
    errors.NoRecovery: "start one with routine-tui new, or open routine-tui",
    errors.AllPutAway: "routine-tui use {typed} brings one back, and routine-tui new starts another one",
    errors.AfterWindow: "routine-tui window --weeks N makes it longer",
    errors.NoSuchStep: "routine-tui steps lists them",
    errors.NoSuchField: "routine-tui care background lists them",
    errors.NoSuchQuestion: "routine-tui skin --help lists them",
    errors.AskedOnce: "use routine-tui profile",
    errors.NotHere: "routine-tui restore FILE adds it; merge combines two copies of one recovery",
    errors.HereAlready: "add --as NAME to keep both, or bring a backup back with routine-tui restore",
    errors.NoTypesetter: "use --format html, which prints alike, or try pip install typst",
    errors.AlreadyExists: "{advice}, or use --force to replace it",
    errors.CannotMakeFolder: "choose another with --home, or allow writing to it",
    errors.FolderNotWritable: _ELSEWHERE,
    errors.NoWholeBackup: "{advice}, or restore one with routine-tui restore FILE",
    errors.IsARecord: "routine-tui backup --with-pictures makes a file that can be restored",
    errors.IsAnExport: "routine-tui import {typed} brings it back",
    import_errors.UnknownForm: "routine-tui import reads the JSON of routine-tui export, {known}",
    import_errors.OwnFile: "routine-tui restore adds it, and merge combines two copies of one",
    import_errors.OwnBackup: "routine-tui restore adds it, and merge combines two copies of one",
    import_errors.OwnRecord: "routine-tui backup --with-pictures makes a file that routine-tui restore reads",
    import_errors.NoTable: "leave out --map",
    import_errors.NoDays: "{advice}, or name another column with --map DATE=COLUMN",
    import_errors.UnknownState: "add --map DONE=WORD with the word that means done",
    import_errors.UnclearOrder: "add --map {orders}",
    import_errors.UnclearColumn: _COLUMN,
    import_errors.UnclearOrNone: f"{_COLUMN}, or --map {{key}}=- where {{otherwise}}",
    sync_errors.NotSetUp: "routine-tui sync setup URL sets it up",
    sync_errors.ListGone: "Set it up again with routine-tui sync setup",
    sync_errors.AddressMoved: "Set it up again with routine-tui sync setup",
    sync_errors.WrongPassword: "routine-tui sync setup stores a new one",
    sync_errors.NoPassword: "{advice}, or store it with routine-tui sync setup",
}
"""By the kind of the error, with the names of its fields in braces."""


def sentence_of(error: errors.RoutineError) -> str:
    """An error as the command line says it."""
    advice = _ADVICE.get(type(error))
    return str(error) if advice is None else error.sentence(advice.format_map(vars(error)))
