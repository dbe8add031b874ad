"""What to avoid and whom to call are whole, cited by publishers' own pages, calm, and as they were decided."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

import routine_tui
from routine_tui.facts import guidance, toml_reader
from routine_tui.facts.ingredients import ingredient_rules
from routine_tui.facts.skin import avoid_items
from routine_tui.model.recovery.procedure import PROCEDURE_KINDS

DATA = Path(routine_tui.__file__).parent / "facts" / "data"

# Publishers' own hosts. A new one is added here by hand, after looking at it.
OWN_HOSTS = {
    "111.wales.nhs.uk",
    "bodo.kommune.no",
    "ch.ch",
    "chelwest.nhs.uk",
    "cityhub.com.au",
    "depts.washington.edu",
    "cmhasaskatoon.ca",
    "www.dovepress.com",
    "www.uclh.nhs.uk",
    "www.hse.ie",
    "www.mdpi.com",
    "australianprescriber.tg.org.au",
    "dailymed.nlm.nih.gov",
    "dermnetnz.org",
    "dftbskindeep.com",
    "doi.org",
    "ec.europa.eu",
    "eur-lex.europa.eu",
    "giveusashout.org",
    "gpoutofhours.hscni.net",
    "healthpei.ca",
    "help.skinsafeproducts.com",
    "island.is",
    "jcadonline.com",
    "jddonline.com",
    "kingstonandrichmond.nhs.uk",
    "lifeinmind.org.au",
    "maltatoday.com.mt",
    "my.clevelandclinic.org",
    "newcastle-hospitals.nhs.uk",
    "nsc.com.sg",
    "patient.info",
    "pmc.ncbi.nlm.nih.gov",
    "practicaldermatology.com",
    "publichealth.hscni.net",
    "pubmed.ncbi.nlm.nih.gov",
    "research.regionh.dk",
    "services.nhslothian.scot",
    "southerntrust.hscni.net",
    "ufhealth.org",
    "wmas.nhs.uk",
    "www.3newsnow.com",
    "www.aad.org",
    "www.cdc.gov",
    "www.changingfaces.org.uk",
    "www.fda.gov",
    "www.govt.nz",
    "www.health.govt.nz",
    "www.healthdirect.gov.au",
    "www.healthline.com",
    "www.helsenorge.no",
    "www.irishexaminer.com",
    "www.jidonline.org",
    "www.leedsth.nhs.uk",
    "www.lpft.nhs.uk",
    "www.mayoclinic.org",
    "www.medsafe.govt.nz",
    "www.nhs.uk",
    "www.northerntrust.hscni.net",
    "www.pulsetoday.co.uk",
    "www.rosacea.org",
    "www.samaritans.org",
    "www.samhsa.gov",
    "www.sgs.com",
    "www.southwark.gov.uk",
    "www.tga.gov.au",
    "www2.hse.ie",
    "yellowcard.mhra.gov.uk",
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
    ("shop_steroids", 14, -1, True, False),
    ("lightening", 14, -1, True, False),
    ("numbing_again", 14, -1, True, False),
    ("neomycin", 14, -1, True, False),
    ("home_remedies", 14, -1, False, False),
]

# id, then every number in the words for an emergency, for urgent advice and for a crisis.
NUMBERS = [
    ("uk", ["999"], ["111"], ["116 123", "111", "85258"]),
    ("northern_ireland", ["999"], ["0300 123 1 123", "0300 123 3 111"], ["0808 808 8000", "116 123"]),
    ("ireland", ["112", "999"], [], ["116 123", "50808"]),
    ("norway", ["113"], ["116 117"], ["116 117"]),
    ("switzerland", ["144"], [], ["143"]),
    ("iceland", ["112"], ["1700"], ["1700"]),
    ("eu", ["112"], ["116 117"], ["116 123"]),
    ("us", ["911"], [], ["988"]),
    ("canada", ["911"], ["811"], ["988"]),
    ("australia", ["000"], ["1800 633 422"], ["13 11 14", "0477 13 11 14"]),
    ("new_zealand", ["111"], ["0800 611 116"], ["1737"]),
]

UNKIND = re.compile(r"!|\b(late|behind|failed|missed|streak|safe|fine|stop)\b", re.IGNORECASE)
MEDICINE = re.compile(r"\b(medicines?|medications?|prescri\w+|tablets?|steroids?|antibiotics?)\b", re.IGNORECASE)


BOUGHT = {"shop_steroids", "lightening", "neomycin"}
"""Of these medicines the list speaks, because nobody prescribed them: that is in their labels."""


def tables(file: str) -> dict[str, Any]:
    return tomllib.loads((DATA / file).read_text(encoding="utf-8"))


def avoided() -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = tables("avoid.toml")["avoid"]
    return entries


def cited(entry: dict[str, Any]) -> list[str]:
    """The ids of the sources of an entry, or of the numbers of a region, each once."""
    return entry["sources"] if "sources" in entry else list(dict.fromkeys(one["source"] for one in entry["numbers"]))


def regions() -> list[dict[str, Any]]:
    """The regions, and last the words for no region, under the id `anywhere`."""
    read = tables("regions.toml")
    return [*read["region"], {"id": "anywhere", **read["anywhere"]}]


def entries() -> list[dict[str, Any]]:
    return avoided() + regions()


def shown() -> list[str]:
    """Every text that a person can see."""
    return [
        value
        for entry in entries()
        for key, value in entry.items()
        if isinstance(value, str) and key != "id" and entry["id"] not in BOUGHT
    ]


def numbers(words: str) -> list[str]:
    return re.findall(r"(?<![A-Z\d])\d[\d ]*\d(?![A-Z\d])", words)


# --- sources


def test_every_entry_cites_known_sources_of_tier_a_or_b() -> None:
    for entry in entries():
        assert cited(entry), entry["id"]
        assert {guidance.sources()[source].tier for source in cited(entry)} <= {"A", "B"}, entry["id"]


def test_nothing_is_cited_twice_in_one_place() -> None:
    for entry in entries():
        assert len(set(cited(entry))) == len(cited(entry)), entry["id"]


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


# --- what to avoid


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
    given = {entry["id"]: set(entry) - {"part_of", "kinds"} for entry in avoided()}
    assert [one for one in given if given[one] != keys] == []
    assert [entry["id"] for entry in avoided() if len(entry["label"]) > 70] == []


def test_what_a_treatment_is_known_by_is_in_small_letters_without_accents() -> None:
    words = [word for entry in avoided() for word in entry.get("part_of", ())]
    assert len(words) > 40 and all(word == word.casefold() and word.isascii() and len(word) > 2 for word in words)
    kinds = {kind for entry in avoided() for kind in entry.get("kinds", ())}
    assert kinds == set(PROCEDURE_KINDS) - {"other"}


@pytest.mark.parametrize("avoid_id", ["retinoid", "acids", "benzoyl_peroxide"])
def test_what_a_clinician_may_have_set_says_so(avoid_id: str) -> None:
    (entry,) = [entry for entry in avoided() if entry["id"] == avoid_id]
    assert "unless a clinician set" in entry["label"]
    assert entry["needs_clinician"] is True


# --- whom to call


def test_each_region_names_its_own_numbers() -> None:
    found = [(each["id"], *(numbers(each[key]) for key in ("emergency", "urgent", "crisis"))) for each in regions()]
    assert found[:-1] == NUMBERS


def test_without_a_region_ones_own_number_comes_first_and_five_are_named() -> None:
    anywhere = regions()[-1]
    assert anywhere["emergency"].startswith("your local emergency number")
    assert numbers(anywhere["emergency"]) == ["112", "999", "911", "000", "111"]
    assert numbers(anywhere["crisis"]) == ["116 123", "988", "13 11 14", "1737"]


def test_each_number_has_a_source_that_was_read_at_its_own_address_and_a_day() -> None:
    for region in regions():
        said = [number for key in ("emergency", "urgent", "crisis") for number in numbers(region[key])]
        assert set(said) == {one["number"] for one in region["numbers"]}, region["id"]
        for one in region["numbers"]:
            source = guidance.sources()[one["source"]]
            assert source.read in ("own", "part"), (region["id"], one["number"], source.id)
            assert source.read_on is not None
            assert date(2026, 11, 1) <= one["checked"] >= source.read_on, (region["id"], one["number"])


def test_every_region_has_all_its_parts_and_short_words() -> None:
    for region in regions():
        known = {"id", "label", "emergency", "urgent", "crisis", "numbers"}
        assert set(region) - {"countries", "zones", "report", "report_source"} == known, region["id"]
        assert all(0 < len(region[key]) <= 150 for key in ("label", "emergency", "urgent", "crisis")), region["id"]
        assert len(region["emergency"]) <= 12 or region["id"] == "anywhere"
    assert len({region["id"] for region in regions()}) == len(regions())


# --- words


def test_no_text_is_unkind_promises_too_much_or_speaks_of_a_medicine() -> None:
    assert [text for text in shown() if UNKIND.search(text) or MEDICINE.search(text)] == []


def test_the_medicines_of_the_list_are_those_that_nobody_prescribed() -> None:
    words = {entry["id"]: f"{entry['label']} {entry['why']}" for entry in avoided() if entry["id"] in BOUGHT}
    assert "from a shop" in words["shop_steroids"] and "without a prescription" in words["lightening"]
    assert not any(re.search(r"\b(stop|your)\b", text) for text in words.values())


def test_no_text_has_loose_spaces_or_line_breaks() -> None:
    assert [text for text in shown() if text != " ".join(text.split())] == []


def test_a_day_of_the_ingredients_screen_stands_in_the_list_of_what_to_avoid() -> None:
    days = {item.id: item.app_day for item in avoid_items()}
    written = [one for one in toml_reader.entries("ingredients.toml", "reason") if "avoid" in one]
    named = {one["id"]: one["avoid"] for one in written}
    assert named["retinoid"] == "retinoid"
    assert not any("app_day" in one for one in written)
    screened = {one.id: one.app_day for one in ingredient_rules().reasons}
    assert {reason: screened[reason] for reason in named} == {reason: days[item] for reason, item in named.items()}
