"""Visits, the questions for them, and what is told once about the person and the session."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from msgspec.structs import replace

from routine_tui.clock import new_id
from routine_tui.dates import read_day
from routine_tui.facts.care import field_of, fields
from routine_tui.model.by_id import by_id
from routine_tui.model.care.contact_text import FURTHER, RECORD
from routine_tui.model.care.record_letter import state_of, to_ask
from routine_tui.model.changes import Members, with_changes
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.answers import kind_of, require_answer
from routine_tui.model.recovery.background import AnswerState, BackgroundAnswer
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.visit import Question, Visit
from routine_tui.model.text import short_day
from routine_tui.planner.workspace import Room


class Visits(Room):
    """Plans visits, collects questions, keeps the background. Every change is on the disk when its method returns."""

    def add(self, visit: Visit) -> Recovery:
        """Plan a visit, or record a past one; its id may be empty. Raises BadInput."""
        new = replace(visit.cleaned(), id=visit.id or uuid.uuid4().hex)

        def edit(recovery: Recovery) -> Recovery:
            return _with(recovery, visits=(*recovery.care.visits, new))

        return self._workspace.change_plans(f"planned a visit on {short_day(new.day, self._workspace.today())}", edit)

    def edit(self, visit_id: str, **changes: Any) -> Recovery:
        """Change fields of a visit. Raises BadInput."""

        def edit(recovery: Recovery) -> Recovery:
            new = with_changes(visit_of(recovery, visit_id), changes).cleaned()
            return _with(recovery, visits=tuple(new if one.id == visit_id else one for one in recovery.care.visits))

        return self._workspace.change_plans("edited a visit", edit)

    def call_off(self, visit_id: str, off: bool = True) -> Recovery:
        """Call a visit off, or plan it again; it stays in the list. Raises BadInput."""
        return self.edit(visit_id, called_off=off)

    def remove(self, visit_id: str) -> Recovery:
        """Take a visit away, as if it had never been planned. Raises BadInput."""

        def edit(recovery: Recovery) -> Recovery:
            visit_of(recovery, visit_id)
            return _with(recovery, visits=tuple(one for one in recovery.care.visits if one.id != visit_id))

        return self._workspace.change_plans("deleted a visit", edit)

    def ready(self, visit_id: str, field_ids: Collection[str] = (), not_ready: Collection[str] = ()) -> Recovery:
        """Record fields as ready to bring though the recovery does not hold them, or as no longer ready.

        Those that are not named stay as they are. Raises BadInput.
        """
        change = Members(tuple(field_ids), tuple(not_ready))
        return self.edit(visit_id, ready=lambda now: tuple(sorted(change(now))))

    # ------------------------------------------------------------------ questions

    def ask(self, text: str, day: date | None = None) -> Recovery:
        """Keep a question for the next visit, as it came up on a day (today). Raises BadInput."""
        new = Question(new_id(), day or self._workspace.today(), text).cleaned()

        def edit(recovery: Recovery) -> Recovery:
            return _with(recovery, questions=(*recovery.care.questions, new))

        return self._workspace.change_plans("saved a question", edit)

    def edit_question(self, question_id: str, **changes: Any) -> Recovery:
        """Change a question or its answer. Raises BadInput."""

        def edit(recovery: Recovery) -> Recovery:
            new = with_changes(question_of(recovery, question_id), changes).cleaned()
            kept = tuple(new if one.id == question_id else one for one in recovery.care.questions)
            return _with(recovery, questions=kept)

        return self._workspace.change_plans("edited a question", edit)

    def drop_question(self, question_id: str) -> Recovery:
        """Take a question away, as if it had never come up. Raises BadInput."""

        def edit(recovery: Recovery) -> Recovery:
            question_of(recovery, question_id)
            return _with(recovery, questions=tuple(one for one in recovery.care.questions if one.id != question_id))

        return self._workspace.change_plans("deleted a question", edit)

    # ------------------------------------------------------------------ what is told once

    def tell(
        self,
        texts: Mapping[str, str],
        private: Mapping[str, bool] | None = None,
        profile: Mapping[str, int | bool | None] | None = None,
        states: Mapping[str, AnswerState] | None = None,
        since: date | None = None,
    ) -> Recovery:
        """Record answers about the background by the ids of their fields; an empty text takes an answer back.

        ``private`` says which fields stay out of what is shared; a field not named there keeps what was said of it, or
        else what the list of fields says. ``profile`` is what of the profile was answered beside it, None for an answer
        that is taken back. ``states`` say how it stands with the clinic since a day (today); what is told is known.
        Raises BadInput for a field that there is not, or an answer that it does not take.
        """
        answered: dict[str, int | bool | None] = {**_yes_or_no(texts), **(profile or {})}
        for name, answer in answered.items():
            if answer is not None:
                require_answer(name, answer)
        told = {
            name: BackgroundAnswer(field_of(name).id, self._as_kept(name, text)).cleaned()
            for name, text in texts.items()
        }
        hidden = {field_of(name).id: value for name, value in (private or {}).items()}

        stand = {field_of(name).id: state for name, state in (states or {}).items()}
        from_day = since or self._workspace.today()

        def edit(recovery: Recovery) -> Recovery:
            kept = {one.id: one for one in recovery.care.background}
            for name in {*told, *hidden, *stand}:
                before = kept.get(name)
                said = before.private if before else field_of(name).private
                text = told[name].text if name in told else before.text if before else ""
                state, day = (before.state, before.since) if before and not text else ("", None)
                if name in stand:
                    state, day = stand[name], from_day if stand[name] else None
                kept[name] = BackgroundAnswer(name, text, hidden.get(name, said), state, day)
            given = tuple(one for one in kept.values() if one.text or one.state or _is_marked(one))
            known = {name: value for name, value in {**recovery.profile, **answered}.items() if value is not None}
            recovery = recovery if known == recovery.profile else replace(recovery, profile=known)
            return _with(recovery, background=given)

        return self._workspace.change_plans("edited your history", edit)

    def _as_kept(self, name: str, text: str) -> str:
        """An answer as it is kept: of a further session its day, where one was typed; else the words."""
        if field_of(name).id == FURTHER and text.strip():
            with suppress(BadInput):
                today = self._workspace.today()
                return read_day(text, today, today, self._workspace.recovery.day_zero).isoformat()
        return field_of(name).answer(text)

    def record_asked(self, since: date | None = None) -> Recovery:
        """Record that the clinic was asked for a copy of the treatment record, with all that is not known of it.

        ``since`` is the day on which it was asked (today); what was asked for before keeps the day of the first time.
        Raises BadInput.
        """
        recovery = self._workspace.recovery
        asked: dict[str, AnswerState] = {
            one.id: "asked" for one in to_ask(recovery, fields()) if state_of(recovery, one.id) == "open"
        }
        return self.tell({}, states={**asked, RECORD: "asked"}, since=since)


def _yes_or_no(texts: Mapping[str, str]) -> dict[str, int | bool | None]:
    """What texts that begin with yes or no answer of the profile, where one question of it stands under their field."""
    found: dict[str, int | bool | None] = {}
    for field_id, text in texts.items():
        asked, first = field_of(field_id).profile, text.split()[:1]
        word = first[0].rstrip(",.;:").lower() if first else ""
        if len(asked) == 1 and kind_of(asked[0]) == "yes_no" and word in ("yes", "no"):
            found[asked[0]] = word == "yes"
    return found


def _is_marked(told: BackgroundAnswer) -> bool:
    """Whether a field without words says something all the same: who may see what of the profile stands under it."""
    field = field_of(told.id)
    return bool(field.profile) and told.private != field.private


def visit_of(recovery: Recovery, visit_id: str) -> Visit:
    """The visit of an id. Raises BadInput where it is not there any more."""
    return by_id(recovery.care.visits, visit_id, "visit")


def question_of(recovery: Recovery, question_id: str) -> Question:
    """The question of an id. Raises BadInput where it is not there any more."""
    return by_id(recovery.care.questions, question_id, "question")


def _with(recovery: Recovery, **changes: Any) -> Recovery:
    """With other visits, questions or background; the same recovery where they are equal."""
    care = recovery.care.having(**changes)
    return recovery if care == recovery.care else replace(recovery, care=care)
