"""The keys of a command in its help, and what is said of one that there is not."""

from __future__ import annotations

from pathlib import Path

from routine_tui.facts.care import fields
from routine_tui.facts.skin import question, said_as
from routine_tui.model.recovery.answers import ASKED, OF_THE_SESSION, PROFILE, URGENT_SIGNS
from routine_tui.model.skin.answers import takes
from tests.cases import each_case
from tests.cli.outside import did, refused


def keys_of(home: Path, *words: str) -> dict[str, str]:
    """Each key of a command's help with what stands beside it, in their order."""
    lines = [line.split(maxsplit=1) for line in did(home, *words, "--help").splitlines() if line.startswith("  ")]
    return {line[0]: line[1] for line in lines if len(line) == 2}


def test_the_help_lists_every_key_with_what_it_takes_the_urgent_ones_first(home: Path) -> None:
    shown = keys_of(home, "skin")
    assert {name: shown[name] for name in ASKED} == {name: f"{takes(name)}: {question(name).label}" for name in ASKED}
    assert [name for name in shown if name in ASKED][: len(URGENT_SIGNS)] == list(URGENT_SIGNS)
    profile = keys_of(home, "profile")
    for name in (*PROFILE, *OF_THE_SESSION):
        assert profile[name] == f"{takes(name)}: {question(name).label}"
    assert profile["allergies"] == "your own words: Allergies" and "medicines" in profile
    background = keys_of(home, "care", "background")
    assert all(background[field.id].startswith(field.label) for field in fields())


def test_what_a_question_takes_is_said_as_it_is_typed() -> None:
    names = ("redness", "pain", "temp", "pus", "antibiotic_days", "phototype", "born")
    said = ["0 to 4", "0 to 10", "38.2 or 100.8F", "yes or no", "0 to 365 days", "1 to 6", "a year"]
    assert [takes(name) for name in names] == said


@each_case(
    ("typed", "meant"),
    [
        ("rednes=2", "did you mean redness?"),
        ("fever=39", "did you mean temp or rigors?"),
        ("Fever=39", "did you mean temp or rigors?"),
        ("chills=yes", "did you mean rigors or temp?"),
        ("colour=3", "did you mean redness, marks or pale?"),
        ("suicidal=yes", "did you mean self_harm?"),
        ("seizures=yes", "did you mean confusion, drowsy or faint?"),
        ("throwing-up=yes", "did you mean vomiting?"),
        ("suicidal_thoughts=yes", "did you mean self_harm?"),
        ("want to die=yes", "did you mean self_harm?"),
        ("passed out=yes", "did you mean faint?"),
        ("breathless=yes", "did you mean breathing or fast_breathing?"),
        ("sepsis=yes", "did you mean confusion, fast_breathing, mottled or rigors?"),
        ("xyzzy=1", "routine-tui skin --help lists them."),
    ],
)
def test_a_key_that_there_is_not_is_one_sentence_with_those_that_were_meant(home: Path, typed: str, meant: str) -> None:
    said = refused(home, "skin", typed)
    assert said.rstrip().endswith(f"”: {meant}") and "\n" not in said


@each_case(
    ("typed", "told"),
    [
        (["short of breath"], "did you mean breathing or fast_breathing? Write it like breathing=yes."),
        (["short", "of", "breath"], "did you mean breathing or fast_breathing? Write it like breathing=yes."),
        (["can't swallow, lips are big"], "did you mean throat or lips? Write it like throat=yes."),
        (["red cheek, want to die"], "Write it like self_harm=yes."),
        (["hot"], "“hot” isn't KEY=VALUE: write it like hot=yes."),
        (["no fever"], "did you mean temp or rigors? Write it like temp=38.2."),
        (["xyzzy"], "isn't KEY=VALUE: write it like redness=2."),
    ],
)
def test_words_of_a_frightened_person_name_the_question_and_answer_none(
    home: Path, typed: list[str], told: str
) -> None:
    assert refused(home, "skin", *typed).endswith(told)


def test_near_keys_are_those_of_the_command(home: Path) -> None:
    assert "did you mean diabetes?" in refused(home, "profile", "diabetis=yes")
    assert "did you mean depth?" in refused(home, "care", "background", "depht=1")
    assert "did you mean scar?" in refused(home, "skin", "--where", "scra: chin")
    assert "did you mean" not in refused(home, "profile", "xyzzy=1")


def test_peoples_words_lead_to_questions_that_are_asked() -> None:
    assert {key for keys in said_as().values() for key in keys} <= set(ASKED)
    assert not set(said_as()) & set(ASKED), "a key needs no other words for it"
