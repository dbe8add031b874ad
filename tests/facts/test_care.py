"""What is told once and what to expect by when: whole, cited, calm, and against no medicine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import get_args

import pytest

from routine_tui.facts import care as care_facts
from routine_tui.facts import guidance
from routine_tui.model.care.timeline import COMPLICATIONS
from routine_tui.model.errors import BadInput
from routine_tui.model.recovery.background import Holds
from tests.facts.test_guidance import DATA, MEDICINE, STOPPING, UNKIND, sentences

NOTES = {
    "date": "session_date",
    "clinic and operator type, country": "clinic",
    "device name and kind": "device",
    "needle length or depth, number of passes": "depth",
    "areas": "areas",
    "session number in course, interval since last": "session_number",
    "numbing cream": "numbing",
    "disinfectant": "disinfectant",
    "products applied before, during, after": "applied",
    "pain and bleeding at the time": "at_the_time",
    "aftercare sheet given": "aftercare",
    "first sign, peak, current, dates of change, fever highest": "signs",
    "swabs, blood tests or biopsy": "findings",
    "photos": "photos",
    "each product or medicine with start, stop, dose, effect, reason": "tried",
    "previous visits and advice": "earlier_visits",
    "routine": "routine",
    "products with dates": "products",
    "phototype, usual tanning and burning": "phototype",
    "keloid or hypertrophic scars, self and family": "scar_history",
    "cold sores, herpes": "cold_sores",
    "metal and other contact allergies, patch tests, drugs": "allergies",
    "eczema, rosacea, acne, psoriasis": "skin_conditions",
    "past laser, peel, isotretinoin": "past_procedures",
    "diabetes, immune-weakening medicine": "conditions",
    "blood thinners, other medicines and supplements": "medicines",
    "pregnancy or breastfeeding": "pregnancy",
    "smoking": "smoking",
    "bother, sleep": "effect_on_life",
    "mood": "mood",
    "questions for the visit": "questions",
    "what the person wants from it": "wish",
}
"""What a dermatologist wants, line by line as the notes on recovery list it, and where it is told."""
NEXT_TIME = (
    "next_calm", "next_agreed", "next_operator", "next_device", "next_depth", "next_products", "next_patch_test",
    "next_allergies", "next_cold_sores", "next_scars", "next_skin_type", "next_expectations", "next_aftercare",
)  # fmt: skip
CASE = (
    "session_kind", "session_place", "session_again", "serial", "cartridge", "opened", "training", "patch_test",
    "consent", "their_photos", "price", "record_copy",
)  # fmt: skip
"""What is asked later on: what it was, and what a treatment record holds."""
PUBLISHED = {
    "redness_usual": (0, 4),
    "redness_expected": (0, 8),
    "redness_stays": (8, 181),
    "marks_fade": (180, 366),
    "marks_deep": (366, None),
    "scar_thickens": (0, 181),
    "scar_fades": (0, 731),
    "scar_flattens": (365, 731),
    "keloid_first_signs": (90, 366),
    "infection_slow": (5, 201),
}
"""72 hours, 7 days, 6 months, 6 to 12 months, years, 12 to 24 months, 3 to 12 months, 5 days to 3 weeks: half-open."""
CERTAIN = re.compile(r"\b(will|always|never|guarantee\w*|normal)\b", re.IGNORECASE)
SUGGESTING = re.compile(r"\b(should|must|start taking|worth (having|taking)|recommend\w*)\b", re.IGNORECASE)


def guiding() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every sentence that guides somebody, with the id of its entry and its sources."""
    for field in care_facts.fields():
        if field.why:
            yield field.id, field.why, field.sources
    for one in care_facts.ranges():
        yield one.id, one.says, one.sources


def texts() -> list[str]:
    """Every text that a person can see."""
    seen = [text for group in care_facts.field_groups() for text in (group.label, group.about)]
    seen += [text for field in care_facts.fields() for text in (field.label, field.ask, field.why) if text]
    return seen + [one.says for one in care_facts.ranges()]


# ---------------------------------------------------------------------- what is told once


def test_all_that_a_dermatologist_wants_has_a_field_and_no_field_is_more() -> None:
    ids = [field.id for field in care_facts.fields()]
    assert len(set(ids)) == len(ids)
    assert set(ids) == {*NOTES.values(), *NEXT_TIME, *CASE}


def test_before_a_next_time_the_list_is_that_of_the_lessons_and_says_why() -> None:
    fields = care_facts.fields_of("next_time")
    assert tuple(field.id for field in fields) == NEXT_TIME
    assert all(field.why and field.sources and not field.private and not field.bring for field in fields)


def test_every_field_stands_under_a_heading_and_every_heading_has_some() -> None:
    groups = [group.id for group in care_facts.field_groups()]
    assert groups == ["session", "record", "health", "visit", "next_time"]
    assert list(dict.fromkeys(field.group for field in care_facts.fields())) == groups


def test_what_is_brought_to_a_visit_is_what_the_notes_name() -> None:
    assert {field.id for field in care_facts.fields() if field.bring} == {
        "clinic", "device", "depth", "applied", "phototype", "scar_history", "cold_sores", "allergies", "medicines",
        "signs", "wish", "photos", "products", "questions",
    }  # fmt: skip


def test_what_stands_in_another_field_names_one_that_is_told_by_itself() -> None:
    same = {field.id: field.same_as for field in care_facts.fields() if field.same_as}
    assert same == {
        "next_allergies": "allergies",
        "next_cold_sores": "cold_sores",
        "next_scars": "scar_history",
        "next_skin_type": "phototype",
    }
    assert not any(care_facts.field_of(other).same_as for other in same.values())


def test_every_other_place_that_may_hold_an_answer_is_asked_about() -> None:
    assert {field.holds for field in care_facts.fields()} == set(get_args(Holds))


def test_every_question_is_one_short_question() -> None:
    for field in care_facts.fields():
        if field.id != "questions":  # which says besides which key keeps one
            assert len(sentences(field.ask)) == 1 and field.ask.endswith("?"), field.id
        assert len(field.ask) <= 140 and len(field.label) <= 22, field.id


def test_a_field_is_found_by_its_id_and_an_unknown_one_is_refused() -> None:
    assert care_facts.field_of("device").label == "Device"
    with pytest.raises(BadInput, match="There is no field “moon”"):
        care_facts.field_of("moon")


# ---------------------------------------------------------------------- what to expect by when


def test_the_ranges_from_day_zero_are_the_published_ones() -> None:
    assert {one.id: (one.from_day, one.to_day) for one in care_facts.ranges() if one.is_drawn} == PUBLISHED


def test_only_about_infection_something_counts_from_a_treatment() -> None:
    told = [one for one in care_facts.ranges() if not one.is_drawn]
    assert [(one.id, one.from_day, one.to_day) for one in told] == [
        ("infection_course", 0, 8),
        ("infection_turn", 0, 3),
        ("infection_again", 2, 4),
        ("infection_over", 7, 11),
    ]
    assert {one.complication for one in told} == {"infection"}


def test_ranges_are_half_open_and_stand_in_order() -> None:
    ranges = care_facts.ranges()
    assert len({one.id for one in ranges}) == len(ranges)
    assert list(dict.fromkeys(one.complication for one in ranges)) == list(COMPLICATIONS)
    for one in ranges:
        assert one.from_day >= 0 and (one.to_day is None or one.from_day < one.to_day), one.id
    for before, after in pairwise(ranges):
        if before.complication == after.complication:
            assert before.is_drawn >= after.is_drawn, after.id


def test_a_range_without_an_end_in_the_file_has_none() -> None:
    assert [one.id for one in care_facts.ranges() if one.to_day is None] == ["marks_deep"]


# ---------------------------------------------------------------------- sources and words


def test_every_sentence_of_guidance_cites_tier_a_or_b_once_each() -> None:
    for name, _, sources in guiding():
        assert sources and len(set(sources)) == len(sources), name
        assert {source.tier for source in guidance.cited(sources)} <= {"A", "B"}, name
        assert all(source.address.startswith("https://") for source in guidance.cited(sources)), name


def test_no_source_stands_behind_nothing() -> None:
    assert [field.id for field in care_facts.fields() if field.sources and not field.why] == []


def test_every_sentence_of_guidance_is_one_short_sentence() -> None:
    for name, text, _ in guiding():
        assert len(sentences(text)) == 1 and text.endswith(".") and len(text) <= 135, name


def test_no_text_is_unkind_and_no_guidance_promises_or_suggests() -> None:
    assert [text for text in texts() if UNKIND.search(text)] == []
    assert [text for _, text, _ in guiding() if CERTAIN.search(text) or SUGGESTING.search(text)] == []


def test_no_text_tells_anyone_to_stop_a_medicine() -> None:
    for text in texts():
        for sentence in sentences(text):
            assert not (STOPPING.search(sentence) and MEDICINE.search(sentence)), sentence


def test_all_of_it_is_plain_ascii_without_loose_spaces() -> None:
    for file in ("background.toml", "timeline.toml"):
        assert (DATA / file).read_text("utf-8").isascii(), file
    assert [text for text in texts() if text != " ".join(text.split())] == []
