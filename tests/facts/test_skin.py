"""What to avoid and whom to call are whole, cited by publishers' own pages, calm, and as they were decided."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import routine_tui
from routine_tui.facts import guidance, toml_reader
from routine_tui.facts.ingredients import ingredient_rules
from routine_tui.facts.skin import avoid_items

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
