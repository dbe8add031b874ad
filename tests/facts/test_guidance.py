"""The facts are whole, cited, calm, and say nothing that the project may not say."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from routine_tui.facts import guidance
from routine_tui.facts.toml_reader import entries
from routine_tui.model.errors import BadInput
from routine_tui.model.guidance import TemplateStep

DATA = Path(guidance.__file__).parent / "data"

# Mirrors, shops and clinics where some facts were read; they are never where a person is sent.
COPIES = (
    "ouci.dntb.gov.ua",
    "beds.ac.uk",
    "vukou.com",
    "acneexpertskincare.com",
    "eurlex.europa.eu",
    "thirdage.com",
    "skinknowledgebase.com",
    "mdedge",
    "egopharm.com",
    "tressless.com",
    "dermgroup.org",
)

UNKIND = re.compile(r"!|\b(late|behind|failed|missed|streak|safe)\b", re.IGNORECASE)

STOPPING = re.compile(r"\b(stop|quit|skip|pause|avoid|discontinue|come off|instead of)\b", re.IGNORECASE)
MEDICINE = re.compile(r"\b(medicines?|medications?|prescri\w+|tablets?|steroids?|antibiotics?)\b", re.IGNORECASE)


def test_a_source_that_is_read_alone_is_the_one_of_the_whole_file() -> None:
    every = guidance.sources()
    assert [guidance.cited((source_id,)) for source_id in every] == [(source,) for source in every.values()]
    with pytest.raises(KeyError):
        guidance.cited(("S0",))


def steps() -> list[TemplateStep]:
    return [step for template in guidance.templates() for step in template.steps]


GUIDANCE = {
    "phases.toml": ("hint",),
    "templates.toml": ("instructions",),
    "allergy_families.toml": (),
    "avoid.toml": ("why",),
    "concern.toml": ("says",),
    "ingredients.toml": ("why",),
    "regions.toml": ("emergency", "urgent", "crisis"),
    "background.toml": ("why",),
    "timeline.toml": ("says",),
    "guidance_by_time.toml": ("says",),
}
"""The words of each data file that guide somebody. Questions ask, and sources name themselves."""
UNSOURCED = "false_friend"
"""Names that are not flagged; why they are not is shown to nobody."""


def tables_of(found: object, name: str = "") -> Iterator[tuple[str, dict[str, object]]]:
    """Every table in a TOML document, with the name under which it stands."""
    if isinstance(found, dict):
        yield name, found
        for key, value in found.items():
            yield from tables_of(value, key)
    elif isinstance(found, list):
        for one in found:
            yield from tables_of(one, name)


def numbers_of(table: dict[str, object]) -> list[dict[str, object]]:
    """The numbers to call in a table, each of which has its own source."""
    found = table.get("numbers", [])
    assert isinstance(found, list)
    return found


def data_files() -> dict[str, dict[str, object]]:
    return {path.name: tomllib.loads(path.read_text("utf-8")) for path in sorted(DATA.glob("*.toml"))}


def cited_ids() -> set[str]:
    tables = [table for document in data_files().values() for _, table in tables_of(document)]
    lists = [table["sources"] for table in tables if isinstance(table.get("sources"), list)]
    lists += [[table["source"]] for table in tables if isinstance(table.get("source"), str)]
    return {str(one) for listed in lists if isinstance(listed, list) for one in listed}


def test_every_sentence_of_guidance_has_a_source_that_resolves() -> None:
    seen = 0
    for file, document in data_files().items():
        for name, table in tables_of(document):
            if name != UNSOURCED and any(table.get(word) for word in GUIDANCE.get(file, ())):
                cited = table.get("sources") or [one["source"] for one in numbers_of(table)]
                assert isinstance(cited, list) and cited, (file, table.get("id"))
                assert set(cited) <= set(guidance.sources()), (file, table.get("id"))
                seen += 1
    assert seen > 130


def test_each_data_file_is_known_for_guiding_or_not() -> None:
    assert set(data_files()) == {*GUIDANCE, "check_in.toml", "questions.toml", "said_as.toml", "sources.toml"}


def shown() -> list[str]:
    """Every text that a person can see."""
    texts = [text for phase in guidance.phases() for text in (phase.label, phase.hint)]
    texts += [text for template in guidance.templates() for text in (template.label, template.about)]
    texts += [text for step in steps() for text in (step.name, step.cue, step.instructions)]
    texts += [text for source in guidance.sources().values() for text in (source.title, source.publisher)]
    return texts


def sentences(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=[.?])\s+", text) if sentence]


# --- phases


def test_phases_are_the_six_of_the_healing_window() -> None:
    assert [(phase.id, phase.label, phase.from_day, phase.to_day) for phase in guidance.phases()] == [
        ("settle", "Settle", 0, 3),
        ("calm", "First week", 3, 8),
        ("rebuild", "Rebuild", 8, 29),
        ("early_remodel", "Early remodelling", 29, 91),
        ("late_remodel", "Late remodelling", 91, 366),
        ("after_year_one", "After year one", 366, None),
    ]


def test_phases_meet_without_gap_or_overlap() -> None:
    phases = guidance.phases()
    assert phases[0].from_day == 0
    assert all(before.to_day == after.from_day for before, after in pairwise(phases))
    assert [phase.id for phase in phases if phase.to_day is None] == [phases[-1].id]


def test_every_hint_is_short_and_cited() -> None:
    for phase in guidance.phases():
        assert 0 < len(phase.hint) <= 110, phase.id
        assert len(sentences(phase.hint)) <= 2, phase.id
        assert phase.sources, phase.id


# --- sources


def test_every_cited_source_exists() -> None:
    assert cited_ids() <= set(guidance.sources())


def test_every_source_is_cited_by_something() -> None:
    assert set(guidance.sources()) <= cited_ids()


def test_no_source_id_is_used_twice() -> None:
    assert len(guidance.sources()) == len(entries("sources.toml", "source"))


def test_nothing_is_cited_twice_in_one_place() -> None:
    for sources in [phase.sources for phase in guidance.phases()] + [step.sources for step in steps()]:
        assert len(set(sources)) == len(sources)


def test_every_source_is_tier_a_or_b() -> None:
    assert {source.tier for source in guidance.sources().values()} <= {"A", "B"}


def test_every_source_has_a_title_and_a_publisher() -> None:
    for source in guidance.sources().values():
        assert source.title.strip(), source.id
        assert source.publisher.strip(), source.id


def test_no_address_is_a_copy_a_shop_or_a_clinic() -> None:
    for source in guidance.sources().values():
        assert not any(copy in source.address for copy in COPIES), source.id


def test_sources_cannot_be_changed_by_a_caller() -> None:
    with pytest.raises(TypeError):
        guidance.sources()["S27"] = guidance.sources()["S28"]  # type: ignore[index]


def test_cited_keeps_the_order_asked_for() -> None:
    assert [source.id for source in guidance.cited(("S33", "S27"))] == ["S33", "S27"]
    assert guidance.cited(()) == ()


def test_citing_an_unknown_source_is_a_fault() -> None:
    with pytest.raises(KeyError):
        guidance.cited(("S999",))


# --- templates


def test_templates_are_gentle_simple_and_empty() -> None:
    assert [template.id for template in guidance.templates()] == ["gentle", "simple", "empty"]


def test_gentle_is_morning_and_evening_care_with_a_top_up_as_needed() -> None:
    assert [
        (step.id, step.slot, step.kind, step.name, step.required) for step in guidance.template("gentle").steps
    ] == [
        ("morning-cleanser", "morning", "cleanser", "Gentle cleanser", True),
        ("morning-moisturiser", "morning", "moisturiser", "Moisturiser", True),
        ("morning-sunscreen", "morning", "sunscreen", "Sunscreen SPF 30+", True),
        ("day-sunscreen", "day", "sunscreen", "Sunscreen top-up", False),
        ("evening-cleanser", "evening", "cleanser", "Gentle cleanser", True),
        ("evening-moisturiser", "evening", "moisturiser", "Moisturiser", True),
    ]


def test_simple_is_the_morning_of_gentle_word_for_word() -> None:
    morning = tuple(step for step in guidance.template("gentle").steps if step.slot == "morning")
    assert guidance.template("simple").steps == morning
    assert len(morning) == 3


def test_empty_has_no_steps() -> None:
    assert guidance.template("empty").steps == ()


def test_instructions_are_two_or_three_sentences_and_cited() -> None:
    for step in steps():
        assert 2 <= len(sentences(step.instructions)) <= 3, step.id
        assert step.sources, step.id


def test_an_unknown_template_is_refused_in_one_sentence_that_names_the_choices() -> None:
    with pytest.raises(BadInput) as refused:
        guidance.template("harsh")
    assert str(refused.value) == "There is no template “harsh”: choose gentle, simple or empty."


# --- words


def test_no_text_shown_is_unkind_or_promises_too_much() -> None:
    # In this one label the word names a time of healing and judges nobody.
    assert [text for text in shown() if UNKIND.search(text)] == ["Late remodelling"]


def test_no_sentence_tells_anyone_to_stop_a_medicine() -> None:
    for text in shown():
        for sentence in sentences(text):
            assert not (STOPPING.search(sentence) and MEDICINE.search(sentence)), sentence


def test_no_text_has_loose_spaces_or_line_breaks() -> None:
    assert [text for text in shown() if text != " ".join(text.split())] == []


# --- cost


def test_importing_the_facts_does_not_import_what_reads_them() -> None:
    probe = "import sys, routine_tui.facts.care, routine_tui.facts.guidance; print('tomllib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
