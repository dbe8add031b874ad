"""What the ingredients screen finds on a list, and what it leaves alone."""

from __future__ import annotations

import string
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from routine_tui.facts import guidance
from routine_tui.facts.ingredients import ingredient_rules
from routine_tui.model.errors import BadInput
from routine_tui.model.shelf.ingredient_names import LONGEST_TEXT, MOST_NAMES, split
from routine_tui.model.shelf.ingredient_rules import LEVELS, FalseFriends, ListedIngredient, Pattern, Reason, Rules
from routine_tui.model.shelf.ingredients import Hit, Screening, screen
from tests.cases import each_case
from tests.hang import no_hang

LISTS: Final[list[dict[str, Any]]] = tomllib.loads(
    Path(__file__).with_name("ingredient_lists.toml").read_text("utf-8")
)["list"]
ITEMS: Final = [(reason, item) for reason in ingredient_rules().reasons for item in reason.items]


def screened(text: str) -> Screening:
    return screen(ingredient_rules(), text)


def said(hit: Hit) -> str:
    return f"{hit.name} | {hit.reason} | {hit.level}"


def reasons_of(text: str) -> list[tuple[str, str]]:
    return [(hit.name, hit.reason) for hit in screened(text).hits]


# ---------------------------------------------------------------------- whole lists


@each_case("one", LISTS)
def test_a_list_as_on_a_label_gives_exactly_the_expected_hits(one: dict[str, Any]) -> None:
    found = screened(one["text"])
    assert sorted(map(said, found.hits)) == sorted(one["hits"]), split(one["text"])
    assert (found.ingredients, found.unknown) == (one["ingredients"], one["unknown"]), split(one["text"])
    assert [LEVELS.index(hit.level) for hit in found.hits] == sorted(LEVELS.index(hit.level) for hit in found.hits)


@each_case("one", LISTS)
def test_within_a_level_hits_follow_the_list(one: dict[str, Any]) -> None:
    expected = sorted(one["hits"], key=lambda line: LEVELS.index(line.rsplit(" | ", 1)[1]))
    assert [hit.name for hit in screened(one["text"]).hits] == [line.split(" | ")[0] for line in expected]


def test_there_are_at_least_sixty_lists_and_no_two_are_alike() -> None:
    assert len(LISTS) >= 60
    assert len({one["text"] for one in LISTS}) == len({one["title"] for one in LISTS}) == len(LISTS)


# ---------------------------------------------------------------------- each name of the data


@each_case(("reason", "item"), ITEMS)
def test_every_name_of_the_data_is_found_when_alone(reason: Reason, item: ListedIngredient) -> None:
    amount = f" {item.least_percent} %" if item.least_percent else ""
    for name in () if item.amid else item.names:
        for written in (f"{name}{amount}", f"{name.lower()}{amount}", f"Ingredients: {name.title()}{amount}."):
            hits = [hit for hit in screened(written).hits if hit.reason == reason.id]
            assert [hit.level for hit in hits] == [item.level or reason.level], written


def test_no_false_friend_and_nothing_supportive_is_flagged_or_unknown() -> None:
    rules = ingredient_rules()
    names = [name for group in rules.false_friends for name in group.tokens]
    names += [name for group in rules.supportive for item in group.items for name in item.names]
    for name in names:
        assert (screened(name).hits, screened(name).unknown) == ((), 0), name


def test_every_reason_cites_sources_that_may_be_cited() -> None:
    refused = {f"S{number}" for number in (13, 26, 41, 42, 43, 44, 45, 49, 57, 58, 59, 63, 65, 71, 72, 77, 106, 107)}
    for reason in ingredient_rules().reasons:
        assert reason.sources, reason.id
        assert not refused & set(reason.sources), reason.id
        assert all(source.tier in ("A", "B") for source in guidance.cited(reason.sources)), reason.id


def test_the_data_is_whole() -> None:
    reasons = ingredient_rules().reasons
    assert len(reasons) == len({reason.id for reason in reasons}) == 25
    for reason in reasons:
        names = [name for item in reason.items for name in item.names]
        assert len(set(names)) == len(names), reason.id
        assert reason.app_day == -1 or 0 < reason.app_day <= 84, reason.id
        assert len(reason.why) <= 130, reason.id


def test_no_sentence_is_unkind_or_promises_or_stops_a_medicine() -> None:
    texts = [text for reason in ingredient_rules().reasons for text in (reason.label, reason.why)]
    texts += [item.note for _, item in ITEMS]
    words = {word for text in texts for word in text.lower().replace(".", " ").replace(",", " ").split()}
    assert not words & {"stop", "safe", "fine", "missed", "failed", "late", "behind", "quit", "banned"}
    assert not any("!" in text for text in texts)


def test_a_medicine_asks_and_its_day_is_left_to_the_prescriber() -> None:
    (hit,) = screened("Tretinoin 0.05 %").hits
    assert (hit.level, hit.until_day_offset, hit.needs_clinician) == ("ask", None, True)


def test_mercury_is_for_the_whole_window_and_points_to_a_clinician() -> None:
    (hit,) = screened("mercurous chloride").hits
    assert (hit.until_day_offset, hit.sources, hit.poison) == (None, ("K05",), True)
    assert "tell a clinician or pharmacist" in hit.why


def test_a_day_of_the_data_is_the_day_of_the_hit() -> None:
    (hit,) = screened("Retinol").hits
    assert (hit.until_day_offset, hit.needs_clinician) == (28, True)


# ---------------------------------------------------------------------- how names are told apart


@each_case(
    ("text", "names"),
    [
        ("a, b; c\nd", ["A", "B", "C D"]),
        ("A\n\nB", ["A", "B"]),
        ("1,2-HEXANEDIOL", ["1,2-HEXANEDIOL"]),
        ("WATER,2-PHENOXY", ["WATER", "2-PHENOXY"]),
        ("CETEARETH-20,2-BROMO", ["CETEARETH-20", "2-BROMO"]),
        ("PEG-100,1,3-BUTANEDIOL", ["PEG-100", "1,3-BUTANEDIOL"]),
        ("CAPRYLIC/CAPRIC TRIGLYCERIDE", ["CAPRYLIC/CAPRIC TRIGLYCERIDE"]),
        ("A / B /C/ D", ["A", "B/C/D"]),
        ("Zinc Oxide (NANO), Titanium Dioxide [Nano]", ["ZINC OXIDE", "TITANIUM DIOXIDE"]),
        ("Urea 5%, 2 % Urea, Urea (0,5 %), Urea 2-5%", ["UREA"] * 4),
        ("Straße, ıi, É", ["STRASSE", "II", "E"]),
        ("PARFUM (LIMONENE, LINALOOL)", ["PARFUM", "LIMONENE", "LINALOOL"]),
        ("X [Y] (Z", ["X (Y)", "Z"]),
        ("INCI: A; INGREDIENTS: B. MAY CONTAIN C", ["A", "B", "C"]),
        ("Alcohol Denat. Extra. Next", ["ALCOHOL DENAT. EXTRA", "NEXT"]),
        ("1. A\n2. B", ["A", "B"]),
        ("...,, ; - , A", ["A"]),
        ("A*, *B, C. * from organic farming", ["A", "B", "C"]),
        ("🌿, 水", ["🌿", "水"]),
    ],
)
def test_names_are_split_as_a_person_reads_them(text: str, names: list[str]) -> None:
    assert list(split(text)) == names


@each_case("text", ["", " \n\t ", ",;, .", "Ingredients:", "*from organic farming", "\ufeff\u200b", "5 %"])
def test_a_text_without_a_name_is_refused_with_what_to_do(text: str) -> None:
    with pytest.raises(BadInput, match="paste the names"):
        screened(text)


def test_a_text_that_is_too_long_is_refused() -> None:
    assert screened("a" * LONGEST_TEXT).ingredients == 1
    with pytest.raises(BadInput, match="200,000 characters at most"):
        screened("a" * (LONGEST_TEXT + 1))
    with pytest.raises(BadInput, match="200,000 characters at most"):
        screened("\ufdfa" * LONGEST_TEXT)  # one sign that stands for eighteen letters


def test_too_many_names_are_refused() -> None:
    assert screened("a," * MOST_NAMES).ingredients == MOST_NAMES
    with pytest.raises(BadInput, match="10,000 ingredients: use 5,000 at most"):
        screened("水," * 10_000)


@pytest.mark.slow
@each_case(
    "piece",
    [
        "1",
        "(",
        ")",
        "\n",
        ",",
        "*a",
        "A. ",
        "1,",
        "\n 1, 2-",
        "/ ",
        " ",
        "a(b",
        "* FROM ",
        "+ / - ",
        "1.1",
        "a/",
        "<1 -",
    ],
)
def test_a_hostile_text_takes_time_in_proportion_to_its_length(piece: str) -> None:
    with no_hang(), suppress(BadInput):
        screened(piece * (LONGEST_TEXT // len(piece)))


# ---------------------------------------------------------------------- rules made for a test


def rules(*items: ListedIngredient, **more: Any) -> Rules:
    return Rules((Reason("r", "R", "Because.", "avoid", 7, False, ("S01",), items, **more),))


def test_an_item_wins_over_a_pattern_and_its_level_over_the_reasons() -> None:
    made = rules(ListedIngredient("ROSE WATER", level="caution"), patterns=(Pattern(starts="ROSE "),))
    assert [(hit.name, hit.level) for hit in screen(made, "Rose Water, Rose Oil").hits] == [
        ("ROSE OIL", "avoid"),
        ("ROSE WATER", "caution"),
    ]


def test_an_item_too_far_down_is_not_brought_back_by_a_pattern() -> None:
    made = rules(ListedIngredient("ROSE WATER", top_n=1), patterns=(Pattern(starts="ROSE "),))
    found = screen(made, "Water, Rose Water")
    assert (found.hits, found.unknown) == ((), 1)


def test_a_pattern_does_not_fit_where_an_exception_is_in_the_name() -> None:
    made = rules(patterns=(Pattern(contains="ROSE", excepted=("ROSE-FREE",)),))
    assert [hit.name for hit in screen(made, "Primrose, Rose-free cream").hits] == ["PRIMROSE"]


def test_no_pattern_catches_a_false_friend() -> None:
    reasons = rules(patterns=(Pattern(contains="ALCOHOL"),)).reasons
    made = Rules(reasons, (FalseFriends("Fatty.", ("CETYL ALCOHOL",)),))
    found = screen(made, "Cetyl Alcohol, Cetyl (Palm) Alcohol, Alcohol")
    assert ([hit.name for hit in found.hits], found.unknown) == (["ALCOHOL"], 0)


def test_a_name_that_only_a_pattern_knows_is_not_unknown() -> None:
    assert screened("Citrus Nobilis Peel Extract").unknown == 0


def test_without_rules_all_is_unknown() -> None:
    assert screen(Rules(()), "A, B") == Screening(2, (), 2)


# ---------------------------------------------------------------------- what always holds

NAMES = st.sampled_from(
    sorted(
        {name for _, item in ITEMS if item.top_n is None for name in item.names}
        | {"AQUA", "CETYL ALCOHOL", "XANTHAN GUM"}
    )
)
UNKNOWN = st.text(string.ascii_uppercase, min_size=3, max_size=9).map(lambda letters: f"QX{letters}QX")


@given(st.text(max_size=400) | st.text("ab,;/()*[]{}.%1 2-\n\tÄß水:+|·", max_size=200))
def test_any_text_is_screened_or_refused_in_a_sentence(text: str) -> None:
    try:
        found = screened(text)
    except BadInput as refused:
        assert "paste the names" in str(refused)
    else:
        assert 0 <= found.unknown <= found.ingredients == len(split(text))
        assert found.known == found.ingredients - found.unknown


@given(st.lists(NAMES, min_size=1, max_size=20), UNKNOWN)
def test_an_unknown_name_at_the_end_changes_no_hit(names: list[str], unknown: str) -> None:
    before, after = screened(", ".join(names)), screened(", ".join([*names, unknown]))
    assert after.hits == before.hits
    assert (after.ingredients, after.unknown) == (before.ingredients + 1, before.unknown + 1)


@given(
    st.lists(NAMES, min_size=1, max_size=20).flatmap(lambda names: st.tuples(st.just(names), st.permutations(names)))
)
def test_where_no_position_counts_the_order_does_not_matter(orders: tuple[list[str], list[str]]) -> None:
    one, other = (screened(", ".join(names)) for names in orders)
    assert set(one.hits) == set(other.hits)
    assert one.unknown == other.unknown


@given(st.lists(NAMES, min_size=1, max_size=20), st.sampled_from([",", ", ", "; ", " • ", ";\n", " ,\n"]))
def test_it_does_not_matter_what_separates_the_names(names: list[str], between: str) -> None:
    assert screened(between.join(names)).hits == screened(", ".join(names)).hits
