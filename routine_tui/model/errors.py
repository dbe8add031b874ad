"""What can go wrong, each as one sentence for the person that says what to do."""

from __future__ import annotations


class RoutineError(Exception):
    """It could not be done; the message is one plain sentence, shown as it stands."""


class BadInput(RoutineError):
    """What was typed could not be understood or is not allowed."""


class OutsideWindow(BadInput):
    """A day that does not belong to the recovery."""


class StoreError(RoutineError):
    """The file could not be read or written; what was on the disk before is still there."""


class DamagedFile(StoreError):
    """A file that is not whole; it is never overwritten."""


class NewerFile(StoreError):
    """A file that a newer version of the program wrote; it is opened read-only."""
