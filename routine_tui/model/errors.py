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
        """What happened; a sentence of its own where it ends with a full stop."""
        self.advice = advice
        """What to do about it, in no face's own words; empty where the fact says it."""

    def __str__(self) -> str:
        return self.sentence(self.advice)

    def sentence(self, advice: str) -> str:
        """The fact and what one face advises, as one sentence, or as two."""
        if not advice:
            return self.fact
        return f"{self.fact} {advice}." if self.fact.endswith(".") else f"{self.fact}: {advice}."


class BadInput(RoutineError):
    """What was typed could not be understood or is not allowed."""


class OutsideWindow(BadInput):
    """A day that does not belong to the recovery."""

    def __init__(self, day: date, first: date, last: date) -> None:
        super().__init__(f"{day} is outside this recovery, which runs from {first} to {last}.")
        self.day, self.first, self.last = day, first, last


class NoHome(BadInput):
    """No folder to keep anything in; ``variable`` is the name of what can say one."""

    def __init__(self, variable: str) -> None:
        super().__init__("There is no home folder to keep anything in", "set HOME to the whole path of yours")
        self.variable = variable


class NoRecovery(RoutineError):
    """There is no recovery yet, so nothing to show or change."""

    def __init__(self) -> None:
        super().__init__("There is no recovery yet", "begin one")


class NoSuchStep(BadInput):
    """A step that is not in the routine."""

    def __init__(self, step_id: str) -> None:
        super().__init__(f"There is no step with the id “{step_id}”", "choose one of the routine")
        self.step_id = step_id


class NoSuchField(BadInput):
    """A field that is not asked for."""

    def __init__(self, field_id: str) -> None:
        super().__init__(f"There is no field “{field_id[:40]}”", "choose one of the list")
        self.field_id = field_id


class AskedOnce(BadInput):
    """A question of the profile in a check-in."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is asked once, not in a check-in", "answer it in the profile")
        self.name = name


class NotHere(BadInput):
    """A copy of a recovery that cannot be merged, as the recovery is not here."""

    def __init__(self, path: object, name: str) -> None:
        super().__init__(f"{path} holds “{name}”, which is not here", "restore it, as only two copies can be merged")
        self.path, self.name = path, name


class HereAlready(BadInput):
    """An export of a recovery that is here, and that another state of it cannot take the place of."""

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}” is here already, and is not as it is in the file", "give that one another name")
        self.name = name


class AlreadyExists(BadInput):
    """A file that would be replaced."""

    def __init__(self, path: object) -> None:
        super().__init__(f"{path} is there already", "choose another name")
        self.path = path


# ---------------------------------------------------------------------- files of our own


def reason_of(error: OSError) -> str:
    """Why the system refused, as a clause: ``permission denied``."""
    return (error.strerror or str(error)).lower()


class StoreError(RoutineError):
    """The file could not be read or written; what was on the disk before is still there."""


class PutAway(StoreError):
    """A recovery that was put into the archive while it was open."""

    def __init__(self, name: str) -> None:
        super().__init__(f"“{name}” was put into the archive meanwhile, and is whole: nothing was changed.")
        self.name = name


class CannotRead(StoreError):
    """A file that cannot be read; ``reason`` is what the system says."""

    def __init__(self, path: object, reason: str, advice: str = "check that you may read it") -> None:
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
        super().__init__(f"The folder {path} cannot be made ({reason})", "choose another, or let it be written")
        self.path, self.reason = path, reason


class FolderNotWritable(StoreError):
    """A folder that cannot be written; ``reason`` is why a change was refused, empty where none was made."""

    def __init__(self, path: object, reason: str = "") -> None:
        if reason:
            super().__init__(f"{path} cannot be written ({reason}): nothing was changed.", "Let the folder be written")
        else:
            super().__init__(f"{path} cannot be written", "let it be written")
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
        super().__init__(path, "it is not what was written, although nothing wrote to it since")


class NoWholeBackup(DamagedFile):
    """A damaged file of which no backup is whole."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(path, reason)
        self.advice = "Put a whole copy in its place"

    @staticmethod
    def _fact(path: object, reason: str) -> str:
        return f"{path} is damaged and there is no whole backup of it ({reason}): it was left as it is."


class NoWholeCopy(DamagedFile):
    """A file that was to be restored or merged, and is no whole copy of a recovery."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(path, reason)
        self.advice = "Choose another copy"

    @staticmethod
    def _fact(path: object, reason: str) -> str:
        return f"{path} is no whole copy of a recovery ({reason}): nothing was changed."


class IsAnExport(BadInput):
    """A file that was to be restored or merged, and is what an export wrote."""

    def __init__(self, path: object) -> None:
        import shlex

        super().__init__(f"{path} is an export, and no copy of a recovery's file, so nothing was changed", "import it")
        self.typed = shlex.quote(str(path))


class NewerFile(StoreError):
    """A file that a newer version of the program wrote; it is opened for reading only, where it can be shown at all."""

    def __init__(self, path: object, version: int, known: int, outcome: str = "it is open for reading only") -> None:
        super().__init__(
            f"{path} was written by a newer routine-tui (version {version} of the file, we know {known}): {outcome}.",
            "Update routine-tui to change it",
        )
        self.path, self.version, self.known = path, version, known


class NewerCopy(StoreError):
    """A copy that a newer version of the program wrote, and that was to be restored or merged."""

    def __init__(self, path: object) -> None:
        super().__init__(f"{path} was written by a newer routine-tui", "update the program to use it")
        self.path = path


# ---------------------------------------------------------------------- files of other programs


class BadSource(BadInput):
    """A file of another program that cannot be taken in; ``what`` goes on after its name, or after “It”."""

    def __init__(self, what: str, advice: str = "") -> None:
        super().__init__(f"It {what}", advice)
        self.what = what
        self.path: object = None

    def name(self, path: object) -> None:
        """Let the sentence name the file, where it names none yet."""
        if self.path is None:
            self.path, self.fact = path, f"{path} {self.what}"


class UnknownForm(BadSource):
    """A file in no form that is known; ``known`` lists the programs whose files are."""

    def __init__(self, known: str) -> None:
        super().__init__("is in no form that we know", f"choose a file of {known}")
        self.known = known


class OwnFile(BadSource):
    """A recovery's own file, which is no other program's."""

    def __init__(self) -> None:
        super().__init__("is a recovery's own file", "it can be restored or merged")


class NoTable(BadSource):
    """A file of which columns were named, and which has none."""

    def __init__(self) -> None:
        super().__init__("is no simple table, so there is nothing to map", "name no columns")


class NoDays(BadSource):
    """A table in which no day can be read where days are looked for: ``where``."""

    def __init__(self, where: str) -> None:
        super().__init__(f"has no day that can be read in {where}", "write days as 2026-11-22")


class UnknownState(BadSource):
    """A table none of whose words for done and not done is known; ``word`` is the first."""

    def __init__(self, word: str) -> None:
        super().__init__(
            f"says “{word}” for whether something was done, which we do not know", "name its word for done"
        )
        self.word = word


class Unclear(BadSource):
    """A table that can be read in more than one way; ``question`` is what a person has to be asked, in full."""

    def __init__(self, what: str, advice: str, key: str, question: str, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__(what, advice)
        self.key = key
        """The key of the mapping that the answer is for."""
        self.question = question
        self.choices = tuple(choices)
        """Each answer, and what it means."""


class UnclearOrder(Unclear):
    """Days that give a day whether the day or the month comes first: ``choices`` are both."""

    def __init__(
        self,
        example: str,
        column: str,
        choices: Sequence[tuple[str, str]],
        day_first: date | None,
        month_first: date | None,
    ) -> None:
        super().__init__(
            f"has days such as {example}, which can be read in two ways",
            "say whether the day or the month comes first",
            "ORDER",
            f"{example} in the column “{column}”: which comes first?",
            choices,
        )
        self.day_first, self.month_first = day_first, month_first


class UnclearColumn(Unclear):
    """A table of which no column, or more than one, can be what is looked for; ``names`` lists all of them."""

    def __init__(self, key: str, sought: str, choices: Sequence[tuple[str, str]], names: str) -> None:
        question = f"Which column says {sought}?"
        super().__init__(f"does not say which column is {sought}", f"choose from {names}", key, question, choices)
        self.names = names


class UnclearOrNone(UnclearColumn):
    """A table that may have no column for what is looked for; ``otherwise`` says what is true then."""

    def __init__(self, key: str, sought: str, choices: Sequence[tuple[str, str]], names: str, otherwise: str) -> None:
        super().__init__(key, sought, choices, names)
        self.otherwise = otherwise
