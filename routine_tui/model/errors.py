"""What can go wrong: each error knows what happened in fields, and as text is one sentence that says what to do.

No flag and no command is named here: what only one face offers, that face says in the place of the advice.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date


class RoutineError(Exception):
    """It could not be done. As text it is one plain sentence, shown as it stands."""

    def __init__(self, fact: str, advice: str = "") -> None:
        super().__init__(fact)
        self.fact = fact
        """What happened; a sentence of its own where it ends with a full stop, and all there is to say with a “?”."""
        self.advice = advice
        """What to do about it, in no face's own words; empty where the fact says it."""

    def __str__(self) -> str:
        return self.sentence(self.advice)

    def sentence(self, advice: str) -> str:
        """The fact and what one face advises, as one sentence, or as two."""
        if not advice or self.fact.endswith("?"):
            return self.fact
        return f"{self.fact} {advice}." if self.fact.endswith(".") else f"{self.fact}: {advice}."


class BadInput(RoutineError):
    """What was typed could not be understood or is not allowed."""


def _meant(near: Sequence[str]) -> str:
    """Names that may have been meant, asked for; empty where there are none."""
    if not near:
        return ""
    *others, last = near
    first = f"{', '.join(others)} or " if others else ""
    return f": did you mean {first}{last}?"


class OutsideWindow(BadInput):
    """A day that does not belong to the recovery."""

    def __init__(self, day: date, first: date, last: date, advice: str = "") -> None:
        super().__init__(f"{day} is outside this recovery, which runs from {first} to {last}.", advice)
        self.day, self.first, self.last = day, first, last


class AfterWindow(OutsideWindow):
    """A day after the last one of the recovery, for which a longer one has room."""

    def __init__(self, day: date, first: date, last: date) -> None:
        super().__init__(day, first, last, "Choose a longer length first")


class NoHome(BadInput):
    """No folder to keep anything in; ``variable`` is the name of what can say one."""

    def __init__(self, variable: str) -> None:
        super().__init__("No home folder was found to keep your data in", "set HOME to the full path of yours")
        self.variable = variable


class NoRecovery(RoutineError):
    """There is no recovery yet, so nothing to show or change."""

    def __init__(self) -> None:
        super().__init__("There is no recovery yet", "start one")


class AllPutAway(NoRecovery):
    """Every recovery is in the archive, so none is the current one."""

    def __init__(self, name: str) -> None:
        import shlex

        RoutineError.__init__(self, "Every recovery is in the archive", "bring one back, or start another one")
        self.typed = shlex.quote(name)


class NoTimeZone(RoutineError):
    """The time zone of the surroundings is a day or more away from UTC, where no place is."""

    def __init__(self) -> None:
        super().__init__("The time zone in TZ is a day or more away from UTC", "set it to yours, e.g. Europe/Berlin")


class NoSuchStep(BadInput):
    """A step that is not in the routine."""

    def __init__(self, step_id: str) -> None:
        super().__init__(f"There is no step with the id “{step_id}”", "choose one from the routine")
        self.step_id = step_id


class NoSuchField(BadInput):
    """A field that is not asked for; ``near`` are those that may have been meant."""

    def __init__(self, field_id: str, near: Sequence[str] = ()) -> None:
        super().__init__(f"There is no field “{field_id[:40]}”{_meant(near)}", "choose one from the list")
        self.field_id, self.near = field_id, tuple(near)


class NoSuchQuestion(BadInput):
    """A question that is not asked; ``near`` are those that may have been meant."""

    def __init__(self, name: str, near: Sequence[str] = ()) -> None:
        said = "".join(one if one.isprintable() else "�" for one in name[:40])
        super().__init__(f"There is no question “{said}”{_meant(near)}", "choose one from the list")
        self.name, self.near = name, tuple(near)


class AskedOnce(BadInput):
    """A question of the profile in a check-in."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is asked once, not in a check-in", "answer it in the profile")
        self.name = name


class NotHere(BadInput):
    """A copy of a recovery that cannot be merged, as the recovery is not here."""

    def __init__(self, path: object, name: str) -> None:
        super().__init__(
            f"{path} holds “{name}”, which isn't among your recoveries",
            "restore it; only two copies of the same recovery can be merged",
        )
        self.path, self.name = path, name


class HereAlready(BadInput):
    """An export of a recovery that is here, and that another state of it cannot take the place of."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"You already have “{name}”, and it differs from the one in the file", "give the imported one another name"
        )
        self.name = name


class AlreadyExists(BadInput):
    """A file that would be replaced."""

    def __init__(self, path: object) -> None:
        super().__init__(f"{path} already exists", "choose another name")
        self.path = path


class NoTypesetter(BadInput):
    """The library that sets a PDF is not there: some machines have no wheel of it."""

    def __init__(self) -> None:
        super().__init__("A PDF needs the package typst, which isn't installed here", "choose HTML, which prints alike")


# ---------------------------------------------------------------------- files of our own


def reason_of(error: OSError) -> str:
    """Why the system refused, as a clause: ``permission denied``."""
    return (error.strerror or str(error)).lower()


class StoreError(RoutineError):
    """The file could not be read or written; what was on the disk before is still there."""


class PutAway(StoreError):
    """A recovery that was put into the archive while it was open."""

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}” has been archived in the meantime and is undamaged: nothing was changed.")
        self.name = name


class CannotRead(StoreError):
    """A file that cannot be read; ``reason`` is what the system says."""

    def __init__(self, path: object, reason: str, advice: str = "check that you have permission to read it") -> None:
        super().__init__(f"{path} cannot be read ({reason})", advice)
        self.path, self.reason = path, reason


class CannotWrite(StoreError):
    """A file that could not be written; ``outcome`` says what is on the disk now, where that is not plain."""

    def __init__(self, path: object, reason: str, advice: str, outcome: str = "") -> None:
        super().__init__(f"{path} could not be written ({reason}){f': {outcome}.' if outcome else ''}", advice)
        self.path, self.reason = path, reason


class CannotMakeFolder(StoreError):
    """A folder that cannot be made."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(f"The folder {path} cannot be created ({reason})", "choose another, or allow writing to it")
        self.path, self.reason = path, reason


class FolderNotWritable(StoreError):
    """A folder that cannot be written; ``reason`` is why a change was refused, empty where none was made."""

    def __init__(self, path: object, reason: str = "") -> None:
        if reason:
            super().__init__(
                f"{path} cannot be written to ({reason}): nothing was changed.", "Allow writing to the folder"
            )
        else:
            super().__init__(f"{path} cannot be written to", "allow writing to it")
        self.path, self.reason = path, reason


class DamagedFile(StoreError):
    """A file that is not whole; it is never overwritten. ``reason`` is a clause without its full stop."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(self._fact(path, reason))
        self.path, self.reason = path, reason

    @staticmethod
    def _fact(path: object, reason: str) -> str:
        return f"{path} is damaged: {reason}."


class RottenFile(DamagedFile):
    """A file that is not as it was written, although nothing wrote to it since: a disk did that, no other program."""

    def __init__(self, path: object) -> None:
        super().__init__(path, "its content has changed although no program wrote to it")


class NoWholeBackup(DamagedFile):
    """A damaged file of which no backup is whole."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(path, reason)
        self.advice = "Put an undamaged copy in its place"

    @staticmethod
    def _fact(path: object, reason: str) -> str:
        return f"{path} is damaged and none of its backups is complete ({reason}): it was left as it is."


class NoWholeCopy(DamagedFile):
    """A file that was to be restored or merged, and is no whole copy of a recovery."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(path, reason)
        self.advice = "Choose another copy"

    @staticmethod
    def _fact(path: object, reason: str) -> str:
        return f"{path} isn't a complete copy of a recovery ({reason}): nothing was changed."


class IsAnExport(BadInput):
    """A file that was to be restored or merged, and is what an export wrote."""

    def __init__(self, path: object) -> None:
        import shlex

        super().__init__(f"{path} is an export, not a copy of a recovery's file, so nothing was changed", "import it")
        self.typed = shlex.quote(str(path))


class IsARecord(BadInput):
    """A file that was to be restored or merged, and is the record of a case, which holds no copy of a recovery."""

    def __init__(self, path: object) -> None:
        super().__init__(
            f"{path} is the record of a case, for people to read; it holds no recovery, so nothing was changed",
            "choose a backup",
        )


class NewerFile(StoreError):
    """A file that a newer version of the program wrote; it is opened for reading only, where it can be shown at all."""

    def __init__(self, path: object, version: int, known: int, outcome: str = "it is open read-only") -> None:
        super().__init__(
            f"{path} was written by a newer routine-tui (file version {version}; this one knows {known}): {outcome}.",
            "Update routine-tui to change it",
        )
        self.path, self.version, self.known = path, version, known


class NewerCopy(StoreError):
    """A copy that a newer version of the program wrote, and that was to be restored or merged."""

    def __init__(self, path: object) -> None:
        super().__init__(f"{path} was written by a newer routine-tui", "update the program to use it")
        self.path = path
