"""What the program knows about care, as a summary asks for it: read only where there is something to tell."""

from __future__ import annotations

from routine_tui.exporters.summary.care import CareFacts
from routine_tui.facts import care as care_facts


def known() -> CareFacts:
    """The fields in which something can be told, and the headings under which they stand."""
    return CareFacts(care_facts.fields(), care_facts.field_groups())
