"""Labels as people paste them: no alarm on the gentle ones, none left out on the harsh ones, and what always holds."""

from __future__ import annotations

import tomllib
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from hypothesis import given
from hypothesis import strategies as st

from routine_tui.facts.guidance import cited
from routine_tui.facts.ingredients import ingredient_rules
from routine_tui.model.errors import BadInput
from routine_tui.model.shelf.ingredient_names import split
from routine_tui.model.shelf.ingredient_spelling import spelled_alike
from routine_tui.model.shelf.ingredients import Hit, Screening, screen
from tests.cases import each_case
from tests.hang import no_hang

LABELS: Final[list[dict[str, Any]]] = tomllib.loads(Path(__file__).with_name("labels.toml").read_text("utf-8"))["label"]
REASONS: Final = ingredient_rules().reasons
MEDICINES: Final = sorted(
    name
    for reason in REASONS
    for item in reason.items
    if reason.is_medicine(item) and not item.top_n
    for name in item.names
)
"""Those that count wherever they stand; some disinfectants are preservatives further down."""
OTHERS: Final = sorted(
    {name for reason in REASONS for item in reason.items if not reason.is_medicine(item) for name in item.names}
    | {"AQUA", "GLYCERIN", "ZINC OXIDE", "STEARIC ACID", "CARBOMER", "1,2-HEXANEDIOL", "OLEA EUROPAEA FRUIT OIL"}
)


def screened(text: str) -> Screening:
    return screen(ingredient_rules(), text)


def levels(text: str) -> list[tuple[str, str]]:
    return [(hit.name, hit.level) for hit in screened(text).hits]


def medicines(text: str) -> list[Hit]:
    return [hit for hit in screened(text).hits if hit.medicine]


# ---------------------------------------------------------------------- whole labels


@each_case("one", LABELS)
def test_a_label_gives_exactly_its_hits(one: dict[str, Any]) -> None:
    found = screened(one["text"])
    assert sorted(f"{hit.name} | {hit.reason} | {hit.level}" for hit in found.hits) == sorted(one["hits"]), split(
        one["text"]
    )
    alarms = [hit for hit in found.hits if hit.level != "caution"]
    assert bool(alarms) is (one["kind"] == "harsh")


def test_there_are_enough_labels_of_both_kinds() -> None:
    assert len({one["text"] for one in LABELS}) == len({one["title"] for one in LABELS}) == len(LABELS) >= 50
    assert sum(one["kind"] == "gentle" for one in LABELS) >= 17


@each_case("one", LABELS)
def test_case_says_nothing(one: dict[str, Any]) -> None:
    if "enthält" not in one["text"]:  # a name in it is told as it is written, with an accent more in capitals
        assert screened(one["text"].lower()).hits == screened(one["text"].upper()).hits


# ---------------------------------------------------------------------- medicines, however they are written


@each_case(
    ("reason", "names"),
    [
        ("steroid", "hydrocortisone hidrocortisona hydrocortison idrocortisone hydrocortisonacetat hydrokortison"),
        ("steroid", "betamethasone betametasona bétaméthasone Betamethasonvalerat betametasone"),
        ("steroid", "clobetasol clobetasolo clobétasol Clobetasolpropionat clobetasone clobetasona"),
        ("steroid", "fluticasone fluticasona Fluticason mometasone mometasona Mometasonfuroat"),
        ("steroid", "triamcinolone triamcinolona Triamcinolonacetonid fluocinolone fluocinolona fluocinonide"),
        ("steroid", "prednisolone prednisolona Prednicarbat méthylprednisolone dexamethasone desametasone desonida"),
        ("antibiotic", "neomycin neomicina néomycine Neomycinsulfat framycetin mupirocin mupirocina mupirocine"),
        ("antibiotic", "clindamycin clindamicina clindamycine erythromycin eritromicina érythromycine Metronidazol"),
        ("antibiotic", "Fusidinsäure fusidate gentamicina tetraciclina oxytetracycline cloranfenicol dapsona"),
        ("numbing", "lidocaine lidocaína lidocaïne Lidocain Lidocainhydrochlorid prilocaina Prilocain"),
        ("numbing", "benzocaína benzocaïne Benzocain tetracaína tétracaïne amethocaine pramoxine cinchocaine"),
        ("prescription", "tretinoin tretinoína trétinoïne tretinoina isotretinoína adapaleno adapalène tazaroteno"),
        ("prescription", "hydroquinone hidroquinona Hydrochinon idrochinone Azelainsäure tacrolimús aciclovir"),
        ("prescription", "ketoconazole ketoconazol chetoconazolo clotrimazol ivermectina ivermectine acyclovir"),
    ],
)
def test_a_medicine_is_known_in_five_languages_and_with_its_salts(reason: str, names: str) -> None:
    for name in names.split():
        assert [(hit.reason, hit.level) for hit in medicines(f"Aqua, {name}, Parfum")] == [(reason, "ask")], name


@each_case(
    "text",
    [
        *("ácido fusídico", "acide fusidique", "acido fusidico", "sodium fusidate", "acide azélaïque"),
        *("ácido azelaico", "peróxido de benzoílo", "peroxyde de benzoyle", "Benzoylperoxid"),
        *("perossido di benzoile", "polymyxin B sulfate", "silver sulfadiazine", "butyrate d'hydrocortisone"),
    ],
)
def test_a_medicine_of_several_words_is_known_in_five_languages(text: str) -> None:
    assert [hit.level for hit in medicines(f"{text} 2 %, vaselina")] == ["ask"]


@each_case(
    "text",
    [
        *("hydrocort1sone", "HYDR0CORTISONE", "c1obetaso1 propionate", "rnometasone furoate", "cIobetasoI"),
        *("c|obetasol", "Hydro-\ncortisone", "hydro cortisone", "Hydrocortisone.", "*hydrocortisone*"),
        *("1% hydrocortisone w/w cream", "aqua hydrocortisone paraffin glycerin panthenol petrolatum"),
        "hydrocortisone-free",  # better said once too often than not at all
    ],
)
def test_a_medicine_is_found_as_a_camera_read_it(text: str) -> None:
    assert len(medicines(text)) == 1


@each_case("name", ["tert-Butylhydroquinone", "Ubiquinone", "Hydroxyanisole", "Butylated Hydroxyanisole", "Retinyl"])
def test_names_that_only_resemble_a_medicine_are_none(name: str) -> None:
    assert medicines(f"Aqua, {name}") == []


def test_in_a_medicine_nothing_else_is_to_be_avoided_and_no_place_counts() -> None:
    found = screened("Citric Acid, Lactic Acid, Retinol, Parfum, Alcohol Denat., Tacrolimus")
    assert levels("Citric Acid, Lactic Acid, Retinol, Parfum, Alcohol Denat., Tacrolimus") == [
        ("TACROLIMUS", "ask"),
        ("RETINOL", "caution"),
        ("PARFUM", "caution"),
        ("ALCOHOL DENAT", "caution"),
    ]
    assert found.is_medicine
    assert [(hit.in_medicine, hit.until_day_offset) for hit in found.hits] == [(False, None), *[(True, None)] * 3]


def test_mercury_is_to_be_avoided_in_a_medicine_too() -> None:
    assert levels("Calomel, Clobetasol") == [("CALOMEL", "avoid"), ("CLOBETASOL", "ask")]


# ---------------------------------------------------------------------- where a name stands, and beside what


@each_case(
    ("text", "name", "level"),
    [
        ("Lactic Acid", "LACTIC ACID", "avoid"),
        ("Aqua, Glycerin, Urea, Panthenol, Lactic Acid, Betaine", "LACTIC ACID", None),
        ("Aqua, Glycerin, Urea, Panthenol, Lactic Acid, Glycolic Acid", "LACTIC ACID", "avoid"),
        ("Allantoin, Citric Acid, Glycerin, Lactic Acid, Panthenol, Water", "CITRIC ACID", None),
        ("BHA", "BHA", "avoid"),
        ("Aqua, Glycerin, BHA", "BHA", None),
        ("Mica, Silica, Titanium Dioxide", "MICA", "caution"),
        ("Titanium Dioxide, Mica, Silica", "MICA", None),
        ("Sodium Chloride, Glycerin, Parfum", "SODIUM CHLORIDE", "avoid"),
        ("Aqua, Sodium Chloride, Glycerin", "SODIUM CHLORIDE", None),
        ("Sodium Hydroxide", "SODIUM HYDROXIDE", None),
        ("Aqua, Glycerin, Sodium Hydroxide", "SODIUM HYDROXIDE", None),
        ("Aqua, Stearic Acid, Potassium Hydroxide", "POTASSIUM HYDROXIDE", "avoid"),
        ("Chlorhexidine, Aqua, Glycerin", "CHLORHEXIDINE", "ask"),
        ("Aqua, Glycerin, Chlorhexidine", "CHLORHEXIDINE", "caution"),
    ],
)
def test_some_names_count_only_where_they_do_what_they_are_listed_for(text: str, name: str, level: str | None) -> None:
    assert dict(levels(text)).get(name) == level


# ---------------------------------------------------------------------- pregnancy, and the data


@each_case(
    ("name", "strength"),
    [
        ("Retinol", "any"),
        ("Retinyl Palmitate", "any"),
        ("Tretinoin", "any"),
        ("Adapalene", "any"),
        ("Tazarotene", "any"),
        ("Hidroquinona", "any"),
        ("Salicylic Acid", "strong"),
        ("Bakuchiol", ""),
        ("Azelaic Acid", ""),
        ("Glycolic Acid", ""),
    ],
)
def test_what_is_asked_about_in_pregnancy(name: str, strength: str) -> None:
    assert [hit.pregnancy for hit in screened(name).hits] == [strength]


def test_every_entry_has_a_text_and_sources_that_exist() -> None:
    for reason in REASONS:
        assert reason.why.endswith(".") and reason.label, reason.id
        assert all(source.title and source.address.startswith("https://") for source in cited(reason.sources))
        for item in reason.items:
            amount = f" {item.least_percent} %" if item.least_percent else ""
            found = [hit for hit in screened(f"{item.inci}{amount}").hits if hit.reason == reason.id]
            assert item.amid or found, item.inci
            assert all(hit.text.startswith(f"{reason.label}. {reason.why}") for hit in found)


def test_the_letters_of_a_family_are_too_many_to_be_met_by_chance() -> None:
    for reason in REASONS:
        for item in reason.items:
            for letters in item.family:
                assert len(spelled_alike(letters)) > 5, letters
                assert [hit.reason for hit in screened(letters).hits] == [reason.id], letters


def test_no_gentle_or_supportive_name_is_of_any_family() -> None:
    rules = ingredient_rules()
    for group in rules.supportive:
        for item in group.items:
            assert not screened(f"Aqua, {item.inci}").hits, item.inci


# ---------------------------------------------------------------------- what always holds


@given(
    st.sampled_from(MEDICINES),
    st.lists(st.sampled_from(OTHERS + MEDICINES), max_size=12),
    st.sampled_from(OTHERS + MEDICINES) | st.text("abcdeåñ()/,.;:*-+% 12\n", max_size=30),
    st.integers(0, 12),
    st.sampled_from([", ", "; ", "\n", " • ", ",\n"]),
)
def test_an_ingredient_more_never_takes_a_medicine_away(
    medicine: str, names: list[str], added: str, at: int, between: str
) -> None:
    listed = [*names[:at], medicine, *names[at:]]
    before = {hit.reason for hit in medicines(between.join(listed))}
    assert before
    assert before <= {hit.reason for hit in medicines(between.join([*listed, added]))}
    assert before <= {hit.reason for hit in medicines(between.join([added, *listed]))}


@given(st.sampled_from(MEDICINES), st.lists(st.sampled_from(OTHERS), max_size=12), st.sampled_from([", ", "\n", " - "]))
def test_in_a_medicine_only_a_poison_is_to_be_avoided(medicine: str, names: list[str], between: str) -> None:
    for hit in screened(between.join([*names, medicine])).hits:
        assert hit.level != "avoid" or hit.poison


@given(st.lists(st.sampled_from(OTHERS + MEDICINES), min_size=1, max_size=12))
def test_lower_case_gives_the_same(names: list[str]) -> None:
    assert screened(", ".join(names).lower()).hits == screened(", ".join(names)).hits


@given(st.text(max_size=300) | st.text("aI1|l0 -\n,;:./()[]+*%é水\u0130\ufb01", max_size=120))
def test_no_text_is_too_odd(text: str) -> None:
    try:
        found = screened(text)
    except BadInput:
        return
    assert found.ingredients == len(split(text)) or found.ingredients > len(split(text))


@each_case(
    "piece",
    ["Hydrocortisone butyrate, ", "aqua glycerin retinol ", "Sodium Hydroxide, Stearic Acid, ", "x", "\n1 ", "rn1 "],
)
def test_a_hundred_thousand_characters_are_read_at_once(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    with no_hang(), suppress(BadInput):
        screened(text)
