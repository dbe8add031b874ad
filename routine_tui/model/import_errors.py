"""What can go wrong with a file of another program, with fields; the sentences are built from them."""

from __future__ import annotations

from collections.abc import Sequence

from routine_tui.model.errors import BadInput


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
        super().__init__("isn't in a format we know", f"choose a file from {known}")
        self.known = known


class OwnFile(BadSource):
    """A recovery's own file, which is no other program's."""

    def __init__(self) -> None:
        super().__init__("is a recovery's own file", "it can be restored or merged")


class OwnBackup(BadSource):
    """A backup with pictures, which is no other program's."""

    def __init__(self) -> None:
        super().__init__("is a backup with pictures", "it can be restored or merged")


class OwnRecord(BadSource):
    """The record of a case, which is for people to read."""

    def __init__(self) -> None:
        super().__init__("is the record of a case, for people to read, and holds no recovery", "choose a backup")


class NoTable(BadSource):
    """A file of which columns were named, and which has none."""

    def __init__(self) -> None:
        super().__init__("isn't a simple table, so it has no columns to choose from", "don't name any columns")


class NoDays(BadSource):
    """A table in which no day can be read where days are looked for: ``where``."""

    def __init__(self, where: str) -> None:
        super().__init__(f"has no readable date in {where}", "write dates as 2026-11-22")


class UnknownState(BadSource):
    """A table none of whose words for done and not done is known; ``word`` is the first."""

    def __init__(self, word: str) -> None:
        super().__init__(
            f"uses “{word}” for whether something was done, which we don't know", "say which word means done"
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
    """Days that give a day whether the day, the month or the year comes first: ``choices`` are those that do."""

    def __init__(
        self,
        example: str,
        column: str,
        choices: Sequence[tuple[str, str]],
        orders: str,
    ) -> None:
        super().__init__(
            f"has dates like {example}, which can be read in {'two' if len(choices) == 2 else 'three'} ways",
            "say what comes first",
            "ORDER",
            f"{example} in the column “{column}”: which comes first?",
            choices,
        )
        self.orders = orders
        """What gives which day: ``ORDER=DMY for 2026-05-11 or ORDER=MDY for 2026-11-05``."""


class UnclearColumn(Unclear):
    """A table of which no column, or more than one, can be what is looked for; ``names`` lists all of them."""

    def __init__(self, key: str, sought: str, choices: Sequence[tuple[str, str]], names: str) -> None:
        question = f"Which column says {sought}?"
        super().__init__(f"doesn't say which column is {sought}", f"choose from {names}", key, question, choices)
        self.names = names


class UnclearOrNone(UnclearColumn):
    """A table that may have no column for what is looked for; ``otherwise`` says what is true then."""

    def __init__(self, key: str, sought: str, choices: Sequence[tuple[str, str]], names: str, otherwise: str) -> None:
        super().__init__(key, sought, choices, names)
        self.otherwise = otherwise
