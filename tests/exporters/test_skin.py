"""How the skin is doing, in every format: it agrees with what was recorded, and what is left out leaves no trace."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from msgspec.structs import replace

from routine_tui.exporters.plain_text import COLUMNS
from routine_tui.exporters.summary.skin import SkinSummary
from routine_tui.exporters.summary.summary import METHOD, METHOD_OF_SKIN, holds_skin
from routine_tui.model.recovery.answers import FEELINGS, INFECTION_SIGNS, SIGNS, URGENT_SIGNS, Answer
from routine_tui.model.recovery.check_in import CheckIn, Look
from routine_tui.model.recovery.clearance import ClinicianOverride
from routine_tui.model.recovery.diary import Day
from routine_tui.model.recovery.photo import Photo
from routine_tui.model.recovery.product import Product
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Routine, StepVersion
from routine_tui.model.recovery.schedule import Schedule
from tests.cases import each_case
from tests.exporters.lived import PAGES, sample, summary_of, text_of, written
from tests.exporters.lived_care import TODAY, ZERO, at
from tests.exporters.test_html_page import Page
from tests.exporters.test_plain_text import columns
from tests.model.lived_skin import without_skin
from tests.strategies import recoveries

AT = datetime(2026, 11, 1, 7, 40, tzinfo=UTC)
BARE = Recovery("id", "Face", ZERO, 84, begun=ZERO)


def on(offset: int) -> date:
    return ZERO + timedelta(days=offset)


def checked(course: dict[int, dict[str, Answer]], recovery: Recovery = BARE) -> Recovery:
    """A recovery with check-ins by day offset."""
    for offset, answers in course.items():
        recovery = recovery.checked_in(on(offset), CheckIn.of(answers, AT))
    return recovery


def told(recovery: Recovery, today: date = TODAY) -> SkinSummary:
    found = summary_of(recovery, today).skin
    assert found is not None
    return found


def flat(text: str) -> str:
    """A page without its line breaks and escapes."""
    return " ".join(re.sub(r"\\(?=[^\w\s])", "", text).split())


# ---------------------------------------------------------------------- the course of a sign


def test_a_sign_is_told_with_when_it_was_first_seen_its_worst_and_its_newest_answer() -> None:
    skin = told(checked({0: {"marks": 0}, 9: {"marks": 1}, 14: {"marks": 3}, 15: {"marks": 3}, 21: {"marks": 2}}))
    (marks,) = skin.courses
    assert (marks.label, marks.most) == ("Dark marks", 4)
    assert (marks.first, marks.worst, marks.worst_on, marks.now, marks.now_on) == (on(9), 3, on(14), 2, on(21))


def test_what_was_not_answered_is_neither_zero_nor_a_sign() -> None:
    recovery = checked({3: {"redness": 2}, 4: {"pain": 0}})
    assert [course.name for course in told(recovery).courses] == ["redness", "pain"]
    assert told(recovery).courses[0].now_on == on(3)
    row = next(line for line in written("md", recovery).split("\n") if line.startswith("| D4 "))
    assert row == "| D4 4 Nov |  | 0 |  |"


def test_a_sign_that_was_never_seen_has_no_worst_day() -> None:
    recovery = checked({3: {"scar": 0}})
    assert told(recovery).problems == ()
    for name in PAGES:
        assert "Answered with 0 each time: Raised scar." in flat(written(name, recovery))


def test_the_highest_temperature_is_told_with_its_first_day() -> None:
    recovery = checked({1: {"temp": 37.9}, 2: {"temp": 38.2}, 3: {"temp": 38.2}})
    for name in PAGES:
        assert "Highest temperature: 38.2 °C, D2 (2 Nov)." in flat(written(name, recovery))


def test_infection_signs_are_told_where_they_were_answered_with_yes() -> None:
    recovery = checked({1: {"pus": True, "crust": False}, 2: {"pus": True}, 3: {"smell": False}})
    assert told(recovery).answered_yes == (("Pus", (on(1), on(2))),)
    assert "Answered with yes: Pus, D1 (1 Nov) and D2 (2 Nov)." in flat(written("txt", recovery))


def test_many_days_are_told_as_a_number_and_a_range() -> None:
    recovery = checked({offset: {"pus": True} for offset in (1, 2, 5, 9)})
    assert "Pus, 4 check-ins, D1 to D9 (1 to 9 Nov)." in flat(written("md", recovery))


# ---------------------------------------------------------------------- flags


def test_rules_of_a_visit_and_more_are_flags_with_their_days_and_sources_the_highest_first() -> None:
    skin = told(checked({1: {"redness": 3}, 2: {"redness": 4, "scar": 4}, 3: {"flaking": 4}}))
    assert [(flag.level, flag.says, flag.days) for flag in skin.flags] == [
        (3, "A scar at 4", (on(2),)),
        (2, "Redness at 3 or more", (on(1), on(2))),
    ]
    assert [source.id for source in skin.flags[1].sources] == ["S01", "S27"]
    assert skin.highest == 3


@each_case("name", PAGES)
def test_a_flag_names_its_level_its_days_its_source_and_whose_threshold_it_is(name: str) -> None:
    page = flat(written(name, checked({1: {"redness": 3}})))
    for words in (
        "See a clinician soon",
        "Redness at 3 or more†: D1 (1 Nov).",
        "† The cut-off is our own choice.",
        "Face washing 101",
    ):
        assert words in page
    assert "General guidance, not medical advice." in page
    assert "No red flag" not in page


def test_without_a_flag_the_page_says_that_none_was_recorded_and_never_that_all_is_well() -> None:
    calm: dict[str, Answer] = dict.fromkeys(URGENT_SIGNS, False) | {"redness": 1}
    assert "No red flag was recorded." in written("md", checked({1: calm}))
    left_open = written("md", checked({1: calm, 2: {"redness": 1}}))
    said = "Nothing above the level to watch was recorded; 1 of 2 check-ins leaves urgent questions open."
    assert said in left_open and "No red flag" not in left_open
    page = written("md", checked({1: {**calm, "flaking": 3}}))
    assert "Nothing above the level to watch was recorded." in page
    assert "level 1;" in page and "Levels: 1 watch." in page
    for name in PAGES:
        assert not re.search(r"\b(safe|fine|healthy|missed|failed)\b", written(name, sample()).lower())


def test_without_a_check_in_nothing_is_said_of_flags() -> None:
    recovery = replace(BARE, profile={"phototype": 3})
    assert "flag was recorded" not in written("txt", recovery)
    assert "\nSkin type 3 of 6\n" in written("txt", recovery)


# ---------------------------------------------------------------------- check-ins


def test_a_check_in_tells_what_was_said_besides_numbers() -> None:
    answers = dict.fromkeys(INFECTION_SIGNS, False) | {"improving": True, "numb": False, "antibiotic_days": 5}
    page = written("txt", checked({1: {"redness": 3, **answers}, 2: {"pus": False}}))
    said = "level 2; yes: Improving; no to all infection questions; no to 1 other; antibiotic for 5"
    assert said in flat(page) and "Levels: 2 see a clinician soon." in flat(page)
    assert "            no to 1 question\n" in page


def test_where_it_is_is_told_at_the_first_check_in_and_where_it_changes() -> None:
    left, chin = {"redness": "left cheek"}, {"redness": "chin"}
    recovery = BARE
    for offset, places in enumerate((left, left, {}, left, chin), 1):
        recovery = recovery.checked_in(on(offset), CheckIn((Look({"redness": 1}, at(offset), places=places),)))
    rows = [line for line in written("md", recovery).split("\n") if line.startswith("| D") and " Nov | 1 |" in line]
    assert [("left cheek" in row, "chin" in row) for row in rows] == [
        (True, False),
        *[(False, False)] * 3,
        (False, True),
    ]


def test_every_check_in_has_its_row_even_in_two_years_and_no_line_is_too_wide() -> None:
    everything: dict[str, Answer] = dict(zip((*SIGNS, *FEELINGS), (4,) * 8 + (10,) * 4, strict=True))
    recovery = checked(
        {offset: {**everything, "temp": 38.5} for offset in range(0, 730, 9)}, replace(BARE, window_days=730)
    )
    today = on(729)
    page = text_of("txt", summary_of(recovery, today))
    assert max(map(columns, page.split("\n"))) <= COLUMNS
    assert "\n2026\nD0   31 Oct    4" in page and "\n2028\n" in page
    assert "\nD729 29 Oct    4    4    4    4    4    4    4    4   10   10   10   10 38.5\n" in page
    assert len(re.findall(r"^\| D\d+ ", text_of("md", summary_of(recovery, today)), re.MULTILINE)) == 82
    assert Page(text_of("html", summary_of(recovery, today))).tags["table"] == 3


def test_every_row_of_the_check_ins_has_as_many_cells_as_its_head() -> None:
    html = written("html", checked({1: {"redness": 3, "temp": 38.0}, 2: {"itch": 4, "pus": True}}))
    table = html.split('<table class="grid">')[1].split("</table>")[0]
    assert {row.count("</th>") + row.count("</td>") for row in table.split("<tr>")[1:]} == {5}


def test_the_note_of_a_check_in_stands_among_the_notes() -> None:
    recovery = BARE.with_record(Day(on(2), {}, "calm", CheckIn.of({"redness": 1}, AT, "tight")))
    assert [(note.step, note.text) for note in summary_of(recovery).notes] == [("", "calm"), ("Check-in", "tight")]


# ---------------------------------------------------------------------- shelf, avoided, pictures


def test_a_product_is_told_with_its_days_its_steps_and_what_is_flagged() -> None:
    balm = StepVersion(ZERO, "evening", "moisturiser", "Balm", Schedule(ZERO), product="Haven Oat balm")
    routine = Routine().with_step(balm, "balm").with_changes("balm", on(9), product="")
    product = Product(
        "p", "Oat balm", "Haven", "moisturiser", ZERO, date(2026, 9, 1), 6, "Aqua, Parfum, Linalool", on(9)
    )
    page = flat(written("txt", replace(BARE, routine=routine, products=(product,))))
    assert "Haven Oat balm: moisturiser, since D0, opened 1 Sep 2026, keeps until 1 Mar 2027, not used from D9" in page
    assert "Evening, Balm, since D0 until before D9 (9 Nov)" in page
    assert "3 ingredients entered; on our list: to avoid while skin heals: Parfum; with caution: Linalool." in page
    assert "Sources General guidance, not medical advice." in page.replace("SOURCES", "Sources")
    assert "Face washing 101" in page


def test_a_product_from_before_the_session_is_told_by_its_date() -> None:
    page = written("txt", replace(BARE, products=(Product("p", "Oat balm", introduced_on=date(2024, 2, 1)),)))
    assert "Oat balm: since 1 Feb 2024\n" in page
    assert "ingredients" not in page


def test_a_list_in_which_nothing_is_flagged_is_not_called_harmless() -> None:
    page = written("txt", replace(BARE, products=(Product("p", "Jelly", ingredients="Petrolatum, Cera Alba"),)))
    assert "2 ingredients entered; nothing on our list; 1 not known to us." in page


def test_what_is_left_alone_is_told_by_the_day_until_which_and_what_is_not_any_more_is_left_out() -> None:
    page = flat(written("txt", checked({1: {"redness": 1}})))
    assert "Until the end of the window: Sunbathing" in page
    assert "Until D28 (28 Nov) at least: Retinol and other retinoids (then ask a clinician); Acids" in page
    assert "Makeup" not in page
    assert "Makeup" in text_of("txt", summary_of(checked({1: {"redness": 1}}), on(6)))


def test_a_clinicians_word_is_told_with_its_day_and_when_it_was_recorded() -> None:
    word = ClinicianOverride("w", "retinoid", AT, on(40), "Dr Kaya, by telephone")
    page = flat(written("txt", replace(BARE, clearances=(word,))))
    said = "Until D40 (10 Dec) at least: Retinol and other retinoids, recorded on 1 Nov: Dr Kaya, by telephone"
    assert said in page
    came = flat(written("txt", replace(BARE, clearances=(replace(word, from_day=on(20)),))))
    assert "May be fine again: Retinol and other retinoids, recorded on 1 Nov" in came


def test_a_word_that_took_another_back_is_none() -> None:
    words = (
        ClinicianOverride("a", "retinoid", AT, on(40), "yes"),
        ClinicianOverride("b", "retinoid", AT + timedelta(days=1)),
    )
    page = flat(written("txt", replace(BARE, clearances=words)))
    assert "recorded on" not in page
    assert "Until D28 (28 Nov) at least: Retinol and other retinoids (then" in page


@each_case("name", PAGES)
def test_pictures_are_named_and_never_shown(name: str) -> None:
    photos = (
        Photo("a", on(2), "2026-11-02-3f9c01ab.jpg", time(8, 12), "left cheek"),
        Photo("b", on(-3), "before.png"),
    )
    page = flat(written(name, replace(BARE, photos=photos)))
    for words in ("D2 (2 Nov), 08:12", "2026-11-02-3f9c01ab.jpg", "left cheek", "D-3 (28 Oct)", "before.png"):
        assert words in page.replace("`", "")
    assert "<img" not in page and "<image" not in page
    assert "![" not in page


# ---------------------------------------------------------------------- what is there, what is not


def test_a_part_of_which_nothing_is_there_has_no_heading() -> None:
    headings = {"Problems", "What happened", "Products", "Avoid for now", "Photos", "Check-ins"}

    def found(recovery: Recovery) -> set[str]:
        return headings.intersection(re.findall(r"^## (.*)$", written("md", recovery), re.MULTILINE))

    assert found(BARE) == set()
    assert found(replace(BARE, products=(Product("p", "Jelly"),))) == {"Products"}
    assert found(replace(BARE, photos=(Photo("a", ZERO, "a.jpg"),))) == {"Photos"}
    assert found(replace(BARE, clearances=(ClinicianOverride("w", "sun", AT),))) == {"Avoid for now"}
    assert found(checked({1: {"redness": 1}})) == headings - {"Products", "Photos"}
    for name in PAGES:
        page = Page(written("html", BARE)).text if name == "html" else written(name, BARE)
        assert not [heading for heading in headings if heading.upper() in page.upper()]


def test_the_method_is_that_of_what_is_told() -> None:
    assert summary_of(BARE).method == METHOD
    assert summary_of(replace(BARE, products=(Product("p", "Jelly"),))).method == METHOD
    assert summary_of(checked({1: {"redness": 1}})).method == METHOD_OF_SKIN
    assert summary_of(sample(), without={"skin"}).method == METHOD
    wanted = "elf-reported; scores are the person's own, not a validated clinical scale; no photographs are assessed"
    for name in ("md", "txt"):
        assert wanted in flat(written(name, sample()))


@given(recoveries(max_window=30).map(without_skin))
def test_a_recovery_without_skin_tells_nothing_of_it(recovery: Recovery) -> None:
    assert not holds_skin(recovery)
    assert summary_of(recovery).skin is None
