"""What a page says of the skin where parts are left out, and where text was typed to do harm."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from routine_tui.exporters import json_archive as archive
from routine_tui.exporters.formats import ExportRequest
from routine_tui.exporters.plain_text import COLUMNS
from routine_tui.model.recovery.answers import SIGNS, Answer
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.clearance import ClinicianOverride
from routine_tui.model.recovery.diary import Day
from routine_tui.model.recovery.photo import Photo
from routine_tui.model.recovery.product import Product
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Routine, StepVersion
from routine_tui.model.recovery.schedule import Schedule
from tests.cases import each_case
from tests.exporters.lived import PAGES, TEXTS, plain, sample, summary_of, text_of, typed_everywhere, written
from tests.exporters.lived_care import ZERO
from tests.exporters.test_html_page import Page
from tests.exporters.test_markdown import shape
from tests.exporters.test_plain_text import columns
from tests.exporters.test_skin import AT, BARE, checked, flat, on

TELLING = {
    "checkin-note": {"notes", "skin"},
    "caption-note": {"notes", "photos"},
    "clinician-note": {"notes", "skin"},
    "shelf-brand": {"products"},
    "shelf-jar": {"products"},
    "shelf-ingredient": {"products"},
    "step-product": {"products"},
    "2026-11-02-aaaa.jpg": {"photos"},
    "38.4": {"skin"},
    "edness": {"skin"},
    "pus": {"skin"},
    "scar at 4": {"skin"},
    "retinoid": {"skin"},
    "hototype": {"skin"},
    "Skin type": {"skin"},
    "etanus": {"skin"},
    "See a clinician soon": {"skin"},
    "2026-12-10": {"skin"},
}
"""Words that a recovery's exports hold, each with the parts that take it away."""


def telling() -> Recovery:
    """A recovery of which each part is found by searching for its words."""
    step = StepVersion(ZERO, "morning", "other", "Balm", Schedule(ZERO), product="step-product")
    answers: dict[str, Answer] = {"redness": 3, "scar": 4, "pus": True, "temp": 38.4}
    return replace(
        checked({}, replace(BARE, routine=Routine().with_step(step, "balm"))),
        days={on(1): Day(on(1), {}, "", CheckIn.of(answers, AT, "checkin-note"))},
        products=(Product("p", "shelf-jar", "shelf-brand", ingredients="shelf-ingredient"),),
        photos=(Photo("f", on(2), "2026-11-02-aaaa.jpg", caption="caption-note"),),
        clearances=(ClinicianOverride("w", "retinoid", AT, date(2026, 12, 10), "clinician-note"),),
        profile={"phototype": 5, "tetanus_known": True},
    )


def words_in(name: str, without: Collection[str] = ()) -> set[str]:
    page = written(name, telling(), without).replace("\\", "").replace("\n", " ")
    return {word for word in TELLING if word in " ".join(page.split())}


@each_case("name", TEXTS)
@each_case("part", ["notes", "products", "skin", "photos", "name"])
def test_a_part_that_is_left_out_leaves_no_trace(name: str, part: str) -> None:
    whole = words_in(name)
    assert words_in(name, [part]) == {word for word in whole if part not in TELLING[word]}


MOODY: dict[int, dict[str, Answer]] = {1: {"self_harm": True}, 2: {"low_mood": True, "redness": 1}}


@each_case("name", TEXTS)
def test_mood_is_left_out_of_every_page_unless_it_is_asked_for_and_never_of_what_is_read_back(name: str) -> None:
    recovery = checked(MOODY)

    def page(without: Collection[str] = (), including: Collection[str] = ()) -> str:
        return written(name, recovery, ExportRequest(name, without=without, including=including).left_out)

    if name in PAGES:
        assert page() == written(name, checked({2: {"redness": 1}}), ["mood"])
        assert "mood" not in flat(page()).lower() and "left out of this page" not in flat(page())
        assert "Nothing above the level to watch was recorded in what is shown here; 1 of 1 check" in flat(page())
        assert "yes: Self harm" in flat(page([], ["mood"])) and "Low mood" in page([], ["mood"])
        assert page(["mood"], ["mood"]) == page()
    if name == "json":
        assert archive.load(page()) == recovery
        assert archive.load(page(["mood"])) == checked({2: {"redness": 1}})


def test_each_of_these_words_is_found_where_nothing_is_left_out() -> None:
    shown = {name: words_in(name) for name in TEXTS}
    assert shown["md"] | shown["json"] == set(TELLING)
    assert shown["md"] == shown["txt"] == shown["html"]
    assert shown["json"] == set(TELLING) - {"scar at 4", "Skin type", "See a clinician soon"}
    assert shown["csv"] == {"step-product"}


def test_all_left_out_an_export_is_as_if_nothing_of_the_skin_had_been_recorded() -> None:
    parts = ["skin", "photos", "products", "notes"]
    for name in TEXTS:
        assert written(name, sample(), parts) == written(name, plain(), parts)


def test_a_day_of_which_nothing_is_left_is_not_in_the_archive() -> None:
    recovery = BARE.with_record(Day(on(1), {}, "dry", CheckIn.of({}, AT, "tight")))
    assert archive.load(written("json", recovery, ["notes"])).days == {}
    assert archive.load(written("json", checked({1: {"redness": 1}}), ["skin"])).days == {}


def test_a_span_cuts_check_ins_and_pictures_to_it() -> None:
    recovery = checked({1: {"redness": 3}, 8: {"redness": 1}, 20: {"redness": 0}})
    recovery = replace(recovery, photos=tuple(Photo(f"{day}", on(day), f"p{day}.jpg") for day in (-1, 1, 8, 20)))
    summary = summary_of(recovery, since=on(7), until=on(13))
    assert summary.skin is not None
    assert [one.offset for one in summary.skin.check_ins] == [8]
    assert [picture.file for picture in summary.skin.photos] == ["p8.jpg"]
    assert summary.skin.flags == ()
    loaded = archive.load(text_of("json", summary))
    assert (list(loaded.days), [photo.file for photo in loaded.photos]) == ([on(8)], ["p8.jpg"])


@each_case("field", ["name", "brand", "ingredients", "note", "caption", "word"])
@each_case("name", PAGES)
def test_what_is_typed_about_the_skin_shows_up_and_stays_inert(name: str, field: str) -> None:
    hostile = "<script>x</script> [a](http://b.c) | `d` *e* \x1b[31m \u202eevil =1+1"
    texts = dict.fromkeys(["name", "brand", "ingredients", "note", "caption", "word"], "calm") | {field: hostile}

    def page(words: dict[str, str]) -> str:
        recovery = replace(
            BARE.with_record(Day(on(1), {}, "", CheckIn.of({"redness": 3}, AT, words["note"]))),
            products=(Product("p", words["name"], words["brand"], ingredients=words["ingredients"]),),
            photos=(Photo("f", on(1), "a.jpg", caption=words["caption"]),),
            clearances=(ClinicianOverride("w", "retinoid", AT, on(30), words["word"]),),
        )
        return written(name, recovery)

    found, calm = page(texts), page(dict.fromkeys(texts, "calm"))
    assert "\x1b" not in found
    assert "\u202e" not in found
    assert "evil" in found
    if name == "md":
        assert shape(found) == shape(calm)
    if name == "html":
        assert Page(found).tags == Page(calm).tags
        assert "<script>x</script>" in Page(found).text


@st.composite
def skins(draw: st.DrawFn) -> Recovery:
    """A recovery with check-ins, products, pictures and a clinician's words, as anybody may have left them."""
    days = draw(
        st.dictionaries(st.integers(0, 83), st.dictionaries(st.sampled_from(SIGNS), st.integers(0, 4)), max_size=6)
    )
    words = draw(st.text(max_size=60))
    recovery = checked({offset: dict(answers) for offset, answers in days.items()})
    product = Product(
        "p",
        draw(st.text(min_size=1, max_size=80)),
        words,
        ingredients=draw(st.text(max_size=200)),
        introduced_on=draw(st.none() | st.just(ZERO)),
    )
    return replace(
        recovery,
        products=(product,) if draw(st.booleans()) else (),
        photos=(Photo("f", on(draw(st.integers(-9, 90))), "a.jpg", caption=words),) if draw(st.booleans()) else (),
        clearances=(ClinicianOverride("w", "acids", AT, draw(st.none() | st.just(on(30))), words),)
        if draw(st.booleans())
        else (),
        profile=draw(st.dictionaries(st.just("phototype"), st.integers(1, 6))),
    )


@given(skins())
def test_whatever_was_recorded_of_the_skin_every_page_is_whole_and_the_archive_comes_back_equal(skin: Recovery) -> None:
    assert archive.load(written("json", skin)) == skin
    assert max(map(columns, written("txt", skin).split("\n"))) <= COLUMNS
    assert not Page(written("html", skin)).tags.keys() & {"script", "img", "a"}
    assert not shape(written("md", skin)).keys() & {"link_open", "image", "html_inline", "html_block"}


def test_what_was_typed_everywhere_comes_back_from_the_archive() -> None:
    recovery = typed_everywhere("Balm")
    content = json.loads(written("json", recovery))["recovery"]
    assert [one["name"] for one in content["products"]] == ["Balm", "Balm"]
    assert content["clearances"][0]["words"] == content["photos"][0]["caption"] == "Balm"
    assert archive.load(written("json", recovery)) == recovery
