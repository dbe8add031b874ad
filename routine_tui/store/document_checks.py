"""Documents that another hand wrote, looked through in full before they are accepted.

What we wrote ourselves is known by its checksum and is not looked through.
"""

from __future__ import annotations

from typing import Any, get_args

import msgspec

from routine_tui.model.errors import BadInput, DamagedFile
from routine_tui.model.recovery.diary import Day
from routine_tui.model.recovery.integrity import check_integrity, require_steps
from routine_tui.model.recovery.routine import Step
from routine_tui.model.text import clause_of
from routine_tui.store.document_parts import ANSWERS, FIXED, GONE, STAMPS, Document, Table
from routine_tui.store.documents import About, kind_of, recovery_of
from routine_tui.store.product_names import with_names
from routine_tui.store.registers import content, document_of_registers, is_over_at_once, registers
from routine_tui.store.stamps import NEVER, require_stamps, stamp_after
from routine_tui.store.storage import Tables


class _Gone(msgspec.Struct):
    """An answer that was taken back, of which nothing is left to be read but what it answered."""

    id: str


def check_documents(tables: Tables, where: object) -> None:
    """Raise DamagedFile where tables that somebody else wrote hold documents that do not fit together."""
    try:
        check_integrity(recovery_of(tables, where))
        for table in get_args(Table):
            for number, document in tables[table].items():
                _require_number(number)
                _require_parts(table, document, kind_of(table))
        for pause in tables["pauses"].values():
            _require_range(pause)
    except (BadInput, ValueError, msgspec.ValidationError) as error:  # int() knows no number of thousands of digits
        raise DamagedFile(where, clause_of(error)) from error


def check_history(tables: Tables, where: object) -> None:
    """Raise DamagedFile where a history that another hand wrote would put back what is no document."""
    try:
        for entry in tables.get("history", {}).values():
            for table, key, document in entry["changes"]:
                if document is not None:
                    require_document(table, key, document)
                    require_stamps(document)
    except (msgspec.ValidationError, BadInput) as error:
        raise DamagedFile(where, f"its history cannot be read ({clause_of(error)})") from error


def require_document(table: Table, key: str | int, document: Document) -> None:
    """Check a document that undo would put back. Raises BadInput or ValidationError for the wrong table or key."""
    is_answer_gone = table in ANSWERS and bool(document.get(GONE))
    found = msgspec.convert(document, _Gone if is_answer_gone else kind_of(table))
    if isinstance(found, Step):
        require_steps((found,))
    if key != (found.day.toordinal() if isinstance(found, Day) else 1 if isinstance(found, About) else found.id):
        raise BadInput("a change is kept under the name of another thing.")


def _require_range(pause: Document) -> None:
    """Raise BadInput where a pause ends before it begins, and no change made it so."""
    if is_over_at_once(pause) and not {"first_day", "last_day"} & pause.get(STAMPS, {}).keys():
        raise BadInput(f"a pause ends on {pause['last_day']}, before it starts.")


def _require_number(number: str) -> None:
    """Raise BadInput for a document's number that TinyDB would read as another number, or as none."""
    if str(int(number)) != number:
        raise BadInput(f"a document is kept under “{number[:40]}”, which isn't a plain number.")


def _require_parts(table: Table, document: Document, kind: Any) -> None:
    """Raise BadInput where taking a document apart and putting it together again would change its content."""
    said, again = require_parts(table, document)
    if table in ANSWERS and document.get(GONE):
        return  # an older version left in it what it said
    if said != again and msgspec.convert(said, kind) != msgspec.convert(again, kind):
        raise BadInput(f"a document of the table “{table}” says something else once its parts are separated.")


def require_parts(table: Table, document: Document) -> tuple[Document | None, Document | None]:
    """The content of a document that somebody else wrote, as it is, and after it was taken apart and put together.

    ``GONE`` is left out of both. Raises BadInput where the document cannot be taken apart, or has a stamp at the end of
    time, after which nothing could change it.
    """
    try:
        fixed = {name: document[name] for name in FIXED[table]}
        require_stamps(document)
        parts = registers(table, document)
        for part in parts.values():
            if part.stamp != NEVER:
                stamp_after(part.stamp)  # there has to be a later moment, at which it can be changed
        again = with_names(document_of_registers(table, fixed, parts), document)
        both = content(table, document), content(table, again)
        for said in both:
            (said or {}).pop(GONE, None)
        return both
    except (KeyError, ValueError, TypeError, AttributeError, OverflowError) as error:
        raise BadInput(f"a document of the table “{table}” cannot be told apart into what was changed when.") from error
