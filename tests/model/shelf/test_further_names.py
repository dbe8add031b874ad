"""Names of further countries, things sold beside cosmetics, and how strong something is: what is found, what is not."""

from __future__ import annotations

from routine_tui.facts.ingredients import ingredient_rules
from routine_tui.model.shelf.ingredient_strength import percent_of
from routine_tui.model.shelf.ingredients import screen
from tests.cases import each_case

HARSH = (
    "Urea 40%, Aqua", "Petrolatum, Urea 30 %", "40% urea", "Urea (20 %)", "UREA 400 mg/g", "Harnstoff 40 %, Wasser",
    "Ureum 40%, Vaseline", "Mocznik 40 %, woda", "Aqua, Bee Venom, Glycerin", "Aqua, bijengif", "Aqua, Apitoxin",
    "Lawsonia Inermis Leaf Powder", "Henna", "Nadtlenek benzoilu 5 %", "Tea tree olie, water",
    "Woda, Olejek z drzewa herbacianego", "Etherische olie van lavendel", "Kwas fusydowy 2 %", "Kwas salicylowy 10 %",
    "Salicylzuur 2%", "Kwas glikolowy", "Glycolzuur", "Azijn, water", "Kwas mlekowy 10 %", "Melkzuur 10%",
    "Witamina C 20 %, woda", "Spiritus, Wasser", "Dimethyl Sulfoxide", "Hydrolyzed Sponge, Aqua", "Aqua, Sodium DNA",
)  # fmt: skip
GENTLE = (
    "Aqua, Urea, Glycerin", "Aqua, Urea 5 %, Glycerin 40%", "Urea 10%, Aqua", "Aqua 60 %, Urea", "Aqua, Harnstoff 5 %",
    "Aqua, Glycerin 20 %, Urea", "Mocznik 5 %, Woda", "Urea 19.9 %",
    "Sodium Cocoyl Isethionate, Stearic Acid, Coconut Acid, Sodium Tallowate, Aqua, Sodium Chloride",
    "Aqua, Paraffinum Liquidum, Glycerin, Cetearyl Alcohol, Petrolatum, Zinc Oxide, Panthenol, Citric Acid",
    "Aqua, Glycerin, Niacinamide, Cetearyl Alcohol, Ceramide NP, Ceramide AP, Cholesterol, Dimethicone, Carbomer",
    "Zinc Oxide 20%, Aqua, C12-15 Alkyl Benzoate, Butyloctyl Salicylate, Glycerin, Silica, Tocopherol, Iron Oxides",
    "Olej ze slodkich migdalow, Woda, Gliceryna", "Amandelolie, Bijenwas", "Aqua, Cera Alba, Honey",
)  # fmt: skip


@each_case("label", HARSH)
def test_a_harsh_one_is_found(label: str) -> None:
    """Seen to fail: none of these was found."""
    assert screen(ingredient_rules(), label).hits


@each_case("label", GENTLE)
def test_a_gentle_one_is_left_alone(label: str) -> None:
    """Seen to fail: a mild bar was to be avoided for the little soap in it."""
    assert [hit for hit in screen(ingredient_rules(), label).hits if hit.level != "caution"] == []
    assert not any(hit.name == "UREA" for hit in screen(ingredient_rules(), label).hits)


@each_case(
    ("text", "percent"),
    [("Urea 40 %", 40.0), ("12,5% urea, aqua", 12.5), ("UREA 400 mg/g", 40.0), ("urea (30%)", 30.0), ("urea", 0.0),
     ("urea 5 %; urea 20 %", 20.0), ("glycerin 30 %, urea", 0.0), ("diazolidinyl ureas 40 %", 0.0)],
)  # fmt: skip
def test_an_amount_is_that_of_the_name_beside_it(text: str, percent: float) -> None:
    assert percent_of(text, ("UREA",)) == percent
