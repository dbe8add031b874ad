"""The facts that come with the program: phases, templates, and the sources behind them.

They are TOML in ``data``, so that a fact is put right without touching code. Each file is read once, when it is first
asked for, and what reads it is imported only then: a command that shows no fact does not pay for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

import msgspec

from routine_tui.facts.toml_reader import entries, entry
from routine_tui.model.errors import BadInput
from routine_tui.model.guidance import Phase, Source, Template
from routine_tui.model.recovery.routine import Routine, StepVersion
from routine_tui.model.recovery.schedule import Schedule


@cache
def phases() -> tuple[Phase, ...]:
    """The phases of the healing window, first to last."""
    # TOML has no null, so the phase without an end simply has no `to_day`; Phase wants it said.
    listed = [{"to_day": None, **entry} for entry in entries("phases.toml", "phase")]
    return msgspec.convert(listed, type=tuple[Phase, ...])


@cache
def templates() -> tuple[Template, ...]:
    """The routines to begin with, the usual one first."""
    # In the file each step is a `[[template.step]]` of its own; a template without any has no such key.
    listed = [{**entry, "steps": entry.get("step", [])} for entry in entries("templates.toml", "template")]
    return msgspec.convert(listed, type=tuple[Template, ...])


@cache
def template(template_id: str) -> Template:
    """The template with this id; BadInput names the choices when there is none."""
    for known in templates():
        if known.id == template_id:
            return known
    *others, last = [known.id for known in templates()]
    raise BadInput(f"There is no template “{template_id}”: choose {', '.join(others)} or {last}.")


def routine_of(template_id: str, day: date) -> Routine:
    """A template's routine, expected every day from a day on. Raises BadInput for a template that is not there."""
    routine = Routine()
    for step in template(template_id).steps:
        version = StepVersion(
            day,
            step.slot,
            step.kind,
            step.name,
            Schedule(day),
            required=step.required,
            cue=step.cue,
            instructions=step.instructions,
            sources=step.sources,
        )
        routine = routine.with_step(version, step.id)
    return routine


@cache
def sources() -> Mapping[str, Source]:
    """Every source by its id; read-only, because all callers share it."""
    listed = msgspec.convert(entries("sources.toml", "source"), type=tuple[Source, ...])
    return MappingProxyType({source.id: source for source in listed})


@cache
def cited(ids: tuple[str, ...]) -> tuple[Source, ...]:
    """The sources with these ids, in the order given; an unknown id is a fault in the data, hence a KeyError."""
    return tuple(map(_source, ids))


@cache
def _source(source_id: str) -> Source:
    """One source, of which nothing else need be read."""
    return msgspec.convert(entry("sources.toml", "source", source_id), type=Source)
