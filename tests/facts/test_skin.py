"""What to leave alone and whom to ring are whole, cited by publishers' own pages, calm, and as they were decided."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

import routine_tui
from routine_tui.facts import guidance, toml_reader
from routine_tui.facts.ingredients import ingredient_rules
from routine_tui.facts.skin import avoid_items

DATA = Path(routine_tui.__file__).parent / "facts" / "data"

# Publishers' own hosts. A new one is added here by hand, after looking at it.
OWN_HOSTS = {
    "111.wales.nhs.uk",
    "www.mayoclinic.org",
    "jcadonline.com",
    "chelwest.nhs.uk",
    "crtc.gc.ca",
    "dailymed.nlm.nih.gov",
    "dftbskindeep.com",
    "digital-strategy.ec.europa.eu",
    "doi.org",
    "eur-lex.europa.eu",
    "info.health.nz",
    "jddonline.com",
    "kingstonandrichmond.nhs.uk",
    "mentalhealth.org.nz",
    "my.clevelandclinic.org",
    "patient.info",
    "pmc.ncbi.nlm.nih.gov",
    "practicaldermatology.com",
    "pubmed.ncbi.nlm.nih.gov",
    "www.911.gov",
    "www.aad.org",
    "www.canada.ca",
    "www.fda.gov",
    "www.govt.nz",
    "www.healthdirect.gov.au",
    "www.healthline.com",
    "www.jidonline.org",
    "www.leedsth.nhs.uk",
    "www.nhs.uk",
    "www.rosacea.org",
    "www.samaritans.org",
    "www.sgs.com",
    "www2.hse.ie",
    "988lifeline.org",
}

# Mirrors, shops, clinics and makers where some facts were read; they are never where a person is sent.
REFUSED = (
    "411answers.com",
    "acneexpertskincare.com",
    "albertalchemy.com",
    "archderm.jamanetwork.com",
    "arovela.com",
    "beds.ac.uk",
    "bona.co.za",
    "calendar-australia.com",
    "cherieamouraesthetics.com",
    "convoke.bio",
    "dermatologycare.ca",
    "dermgroup.org",
    "developer.api.nhs.uk",
    "doctoori.net",
    "doczz.net",
    "droracle.ai",
    "edizioniscriptamanent.it",
    "egopharm.com",
    "elinek.gr",
    "em-doctors.com",
    "eurlex.europa.eu",
    "fda.report",
    "healio.com",
    "kaplanclinic.co.il",
    "kins-clinic.com",
    "kumarmedicalcentre.co.uk",
    "kundoc.com",
    "learndenglisch.com",
    "mdedge.com",
    "medcomhk.com",
    "medscape.com",
    "mercurynews.com",
    "monarchbrowandfacials.com",
    "moonaesthetics.co.uk",
    "mussenhealth.us",
    "ouci.dntb.gov.ua",
    "ovomod.com",
    "paperexplained.cn",
    "prdmimsweb.azurewebsites.net",
    "pubmed.gov",
    "renewlasermed.com",
    "researcher.life",
    "savingsdaily.com",
    "scite.ai",
    "skinknowledgebase.com",
    "sorozien.xyz",
    "stowsurgery.co.uk",
    "studylib.net",
    "thecosmeticsurgery.org",
    "thirdage.com",
    "timelessbeautydermaspa.com",
    "topdermatology.com",
    "tressless.com",
    "triluma.com",
    "ucarepharmacy.com",
    "uqu-sa.net",
    "vukou.com",
    "yourbestselves.com",
)

# id, min_day, app_day, needs_clinician, clinics_differ: decided in the project's notes, so a change is made here too.
AVOIDED = [
    ("picking", 14, -1, False, True),
    ("makeup", 1, 7, False, True),
    ("hard_exercise", 3, 3, False, True),
    ("hot_water_sauna", 5, 7, False, True),
    ("swimming", 5, 7, False, True),
    ("sunbathing", 14, -1, False, True),
    ("retinoid", 5, 28, True, True),
    ("acids", 5, 28, True, True),
    ("vitamin_c", 7, 28, True, True),
    ("benzoyl_peroxide", 5, 28, True, True),
    ("scrubs", 14, 28, False, True),
    ("fragrance_oils", 14, -1, False, False),
    ("alcohol", 14, -1, False, False),
    ("menthol_camphor", 14, -1, False, False),
    ("chemical_spf", 7, 28, False, True),
    ("hair_removal", 7, 28, False, True),
    ("injectables", 14, -1, True, False),
    ("needling_again", 28, -1, True, False),
]

# id, then every number in the words for an emergency, for urgent advice and for a crisis.
NUMBERS = [
    ("uk", ["999"], ["111"], ["116 123", "111"]),
    ("ireland", ["112", "999"], [], ["116 123", "50808"]),
    ("eu", ["112"], ["116 117"], ["116 123"]),
    ("us", ["911"], [], ["988"]),
    ("canada", ["911"], ["811"], ["988"]),
    ("australia", ["000"], ["1800 022 222"], ["13 11 14"]),
    ("new_zealand", ["111"], ["0800 611 116"], ["1737"]),
]

UNKIND = re.compile(r"!|\b(late|behind|failed|missed|streak|safe|fine|stop)\b", re.IGNORECASE)
MEDICINE = re.compile(r"\b(medicines?|medications?|prescri\w+|tablets?|steroids?|antibiotics?)\b", re.IGNORECASE)


def tables(file: str) -> dict[str, Any]:
    return tomllib.loads((DATA / file).read_text(encoding="utf-8"))


def avoided() -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = tables("avoid.toml")["avoid"]
    return entries


def regions() -> list[dict[str, Any]]:
    """The regions, and last the words for no region, under the id `anywhere`."""
    read = tables("regions.toml")
    return [*read["region"], {"id": "anywhere", **read["anywhere"]}]


def entries() -> list[dict[str, Any]]:
    return avoided() + regions()


def shown() -> list[str]:
    """Every text that a person can see."""
    return [value for entry in entries() for key, value in entry.items() if isinstance(value, str) and key != "id"]


def numbers(words: str) -> list[str]:
    return re.findall(r"\d[\d ]*\d", words)


# --- sources


def test_every_entry_cites_known_sources_of_tier_a_or_b() -> None:
    for entry in entries():
        assert entry["sources"], entry["id"]
        assert {guidance.sources()[source].tier for source in entry["sources"]} <= {"A", "B"}, entry["id"]


def test_nothing_is_cited_twice_in_one_place() -> None:
    for entry in entries():
        assert len(set(entry["sources"])) == len(entry["sources"]), entry["id"]


def test_every_address_is_https_and_a_page_of_the_publishers_own_host() -> None:
    for source in guidance.sources().values():
        address = urlsplit(source.address)
        assert address.scheme == "https", source.id
        assert address.hostname in OWN_HOSTS, source.id
        assert address.path.strip("/"), source.id
        assert not address.fragment, source.id


def test_no_address_is_a_mirror_a_shop_or_a_clinic() -> None:
    for source in guidance.sources().values():
        assert not any(refused in source.address for refused in REFUSED), source.id
    assert not any(refused in host for host in OWN_HOSTS for refused in REFUSED)


def test_no_two_sources_share_an_id_or_an_address() -> None:
    read = tables("sources.toml")["source"]
    assert len({source["id"] for source in read}) == len(read)
    assert len({source["address"].rstrip("/").casefold() for source in read}) == len(read)


# --- what to leave alone


def test_the_list_and_its_days_are_as_decided() -> None:
    keys = ("id", "min_day", "app_day", "needs_clinician", "clinics_differ")
    assert [tuple(entry[key] for key in keys) for entry in avoided()] == AVOIDED


def test_complicated_skin_never_waits_shorter_than_ordinary_skin() -> None:
    for entry in avoided():
        assert entry["app_day"] == -1 or entry["app_day"] >= entry["min_day"] > 0, entry["id"]


def test_every_why_is_one_short_sentence() -> None:
    for entry in avoided():
        assert 0 < len(entry["why"]) <= 140, entry["id"]
        assert re.fullmatch(r"[A-Z][^.?]*\.", entry["why"]), entry["id"]


def test_the_words_for_today_are_one_to_three_and_short() -> None:
    for entry in avoided():
        assert 0 < len(entry["words"]) <= 30, entry["id"]
        assert 1 <= len(entry["words"].split()) <= 3, entry["id"]
        assert not re.search(r"[,.;]", entry["words"]), entry["id"]
    assert len({entry["words"] for entry in avoided()}) == len(avoided())


def test_every_entry_has_all_its_parts_and_no_others() -> None:
    keys = {"id", "label", "words", "why", "min_day", "app_day", "needs_clinician", "clinics_differ", "sources"}
    assert [entry["id"] for entry in avoided() if set(entry) != keys or len(entry["label"]) > 70] == []


@pytest.mark.parametrize("avoid_id", ["retinoid", "acids", "benzoyl_peroxide"])
def test_what_a_clinician_may_have_set_says_so(avoid_id: str) -> None:
    (entry,) = [entry for entry in avoided() if entry["id"] == avoid_id]
    assert "unless a clinician set" in entry["label"]
    assert entry["needs_clinician"] is True


# --- whom to ring


def test_each_region_names_its_own_numbers() -> None:
    found = [(each["id"], *(numbers(each[key]) for key in ("emergency", "urgent", "crisis"))) for each in regions()]
    assert found[:-1] == NUMBERS


def test_without_a_region_all_three_emergency_numbers_are_named() -> None:
    anywhere = regions()[-1]
    assert numbers(anywhere["emergency"]) == ["112", "999", "911"]
    assert numbers(anywhere["crisis"]) == ["116 123", "988"]


def test_every_region_has_all_its_parts_and_short_words() -> None:
    for region in regions():
        assert set(region) == {"id", "label", "emergency", "urgent", "crisis", "sources"}, region["id"]
        assert all(0 < len(region[key]) <= 85 for key in ("label", "emergency", "urgent", "crisis")), region["id"]
    assert len({region["id"] for region in regions()}) == len(regions())


# --- words


def test_no_text_is_unkind_promises_too_much_or_speaks_of_a_medicine() -> None:
    assert [text for text in shown() if UNKIND.search(text) or MEDICINE.search(text)] == []


def test_no_text_has_loose_spaces_or_line_breaks() -> None:
    assert [text for text in shown() if text != " ".join(text.split())] == []


def test_a_day_of_the_ingredients_screen_stands_in_the_list_of_what_to_leave_alone() -> None:
    days = {item.id: item.app_day for item in avoid_items()}
    written = [one for one in toml_reader.entries("ingredients.toml", "reason") if "avoid" in one]
    named = {one["id"]: one["avoid"] for one in written}
    assert named["retinoid"] == "retinoid"
    assert not any("app_day" in one for one in written)
    screened = {one.id: one.app_day for one in ingredient_rules().reasons}
    assert {reason: screened[reason] for reason in named} == {reason: days[item] for reason, item in named.items()}
