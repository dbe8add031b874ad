"""Problems and episodes: the worst of a day counts, what is old is never told as now, and what came of it is told."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta

from msgspec.structs import replace

from routine_tui.exporters.summary.skin import SkinSummary
from routine_tui.exporters.summary.summary import summarise
from routine_tui.model.recovery.answers import Answer
from routine_tui.model.recovery.care import Care
from routine_tui.model.recovery.check_in import CheckIn, Look
from routine_tui.model.recovery.contact import Contact
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.visit import Visit
from tests.exporters.lived import PAGES, sample, summary_of, text_of, written
from tests.exporters.lived_care import TODAY, ZERO, cared, on
from tests.exporters.test_html_page import Page

BARE = Recovery("id", "Face", ZERO, 84, begun=ZERO)


def moment(offset: int, hour: int) -> datetime:
    return datetime(2026, 10, 31, hour, 30, tzinfo=UTC) + timedelta(days=offset)


def checked(told: dict[int, dict[str, Answer]], recovery: Recovery = BARE) -> Recovery:
    """A recovery with check-ins by day offset."""
    for offset, answers in told.items():
        recovery = recovery.checked_in(on(offset), CheckIn.of(answers, moment(offset, 9)))
    return recovery


def skin(recovery: Recovery) -> SkinSummary:
    found = summary_of(recovery).skin
    assert found is not None
    return found


def flat(text: str) -> str:
    return " ".join(re.sub(r"\\(?=[^\w\s])", "", text).split())


def test_a_problem_has_its_first_day_its_worst_its_last_and_what_was_before() -> None:
    (marks,) = skin(checked({0: {"marks": 0}, 9: {"marks": 1}, 14: {"marks": 3}, 21: {"marks": 2}})).problems
    assert (marks.first, marks.worst, marks.worst_on, marks.last, marks.last_on) == (on(9), 3, on(14), 2, on(21))
    assert marks.other == (3, on(14))
    page = flat(written("txt", checked({9: {"marks": 1}, 14: {"marks": 3}, 21: {"marks": 2}})))
    assert (
        "first seen D9 (9 Nov); worst 3, D14 (14 Nov); last 2, D21 (21 Nov); last change: 21 Nov, down from 3" in page
    )


def test_the_last_change_has_the_day_on_which_it_was_seen_and_not_the_newest_of_the_value_before() -> None:
    """Before, “down from 2, 14 Sep” read as if it had been 2 until lately."""
    (marks,) = skin(checked({1: {"marks": 2}, 9: {"marks": 2}, 12: {"marks": 1}, 20: {"marks": 1}})).problems
    assert (marks.other, marks.since) == ((2, on(9)), on(12))
    (same,) = skin(checked({1: {"marks": 2}, 9: {"marks": 2}})).problems
    assert (same.other, same.since) == (None, on(1))


def test_a_raised_scar_and_pits_are_two_problems_with_names_of_their_own() -> None:
    found = skin(checked({20: {"scar": 2, "pits": 1}})).problems
    assert [one.label for one in found] == ["Raised scar", "Pits"]


def test_the_worst_of_a_day_counts_and_has_its_hour_where_it_moved_within_the_day() -> None:
    check_in = CheckIn().with_answers({"pain": 8, "redness": 2}, moment(3, 7), places={"pain": "left cheek"})
    check_in = check_in.with_answers({"pain": 3, "redness": 2}, moment(3, 20))
    pain, redness = sorted(skin(BARE.checked_in(on(3), check_in)).problems, key=lambda one: one.name)
    assert (pain.worst, pain.worst_at, pain.where, pain.last) == (8, "07:30", "left cheek", 8)
    assert (redness.worst, redness.worst_at) == (2, "")
    assert "worst 8, D3 (3 Nov), 07:30" in flat(written("txt", BARE.checked_in(on(3), check_in)))


def test_what_is_there_comes_before_what_is_gone_and_what_is_seen_before_what_is_felt() -> None:
    found = skin(checked({1: {"redness": 4, "pain": 9, "itch": 2, "marks": 1}, 2: {"redness": 0, "pain": 0}})).problems
    assert [one.name for one in found] == ["marks", "itch", "redness", "pain"]


def test_what_is_there_or_not_is_a_problem_too() -> None:
    (lumps,) = skin(checked({4: {"lumps": True}, 6: {"lumps": True}, 9: {"lumps": False}})).problems
    assert (lumps.first, lumps.days, lumps.last) == (on(4), 2, 0)
    page = flat(written("txt", checked({4: {"lumps": True}, 9: {"lumps": False}})))
    assert "worst yes on 1 day; last no, D9 (9 Nov); no since 9 Nov" in page


def test_nothing_old_is_told_as_now() -> None:
    """Before, “Now 4” stood with an answer of weeks ago."""
    recovery = checked({4: {"redness": 4, "pus": True}})
    for each in (recovery, sample(), cared()):
        for name in PAGES:
            page = written(name, each)
            text = Page(page).text.split("</style>")[-1] if name == "html" else page
            told = text.split("@page")[-1] if name == "html" else text
            assert not re.search(r"\bnow\b", told[: told.lower().index("how the routine went")], re.IGNORECASE), name


# ---------------------------------------------------------------------- episodes


INFECTED: dict[int, dict[str, Answer]] = {
    2: {"pain": 2, "pus": False}, 3: {"pain": 5, "hot": True, "temp": 38.6}, 4: {"pain": 7, "pus": True},
    6: {"pus": True}, 8: {"pus": False, "hot": False, "pain": 1},
}  # fmt: skip


def test_an_episode_has_its_days_its_signs_the_fever_the_worst_pain_and_its_end() -> None:
    (found,) = skin(checked(INFECTED)).episodes
    assert (found.first, found.last, found.without_from) == (on(3), on(6), on(8))
    assert (found.hottest, found.pain) == ((38.6, on(3)), (7, on(4)))
    assert found.signs == ("Hot", "Pus")
    page = flat(written("txt", checked(INFECTED)))
    assert "D3 to D6 (3 to 6 Nov): 38.6 °C on D3 (3 Nov); hot and pus; worst pain 7 of 10 on D4 (4 Nov)." in page
    assert "without these signs from D8 (8 Nov)" in page


def test_what_came_of_an_episode_is_told_and_nothing_that_came_long_after() -> None:
    care = Care(
        visits=(
            Visit("v", on(4), None, "Dr Lind", agreed="Antibiotic for 7 days.", notes="Swab taken."),
            Visit("w", on(20), None, "Dr Late"),
            Visit("x", on(5), None, "Dr Off", called_off=True),
        ),
        courses=(Course("c", "Flucloxacillin", on(4)), Course("d", "Azelaic acid", on(19))),
    )  # fmt: skip
    care = care.having(contacts=(Contact("k", on(3), "clinic", said="Wait and see."), Contact("l", on(22), "helpline")))
    recovery = replace(checked(INFECTED), care=care)
    (found,) = skin(recovery).episodes
    assert [one.words for one in found.came] == [
        "Clinic: Wait and see.", "seen by Dr Lind: Antibiotic for 7 days; Swab taken.", "Flucloxacillin began",
    ]  # fmt: skip
    page = flat(written("txt", recovery))
    told = "seen by Dr Lind: Antibiotic for 7 days; Swab taken; D4 (4 Nov) Fluclox"
    assert f"What came of it: D3 (3 Nov) Clinic: Wait and see; D4 (4 Nov) {told}" in page
    assert "Flucloxacillin began. Check-ins: without these signs from" in page, "none of a clinician's words"
    assert "What came of it" not in flat(written("txt", recovery, ["care"]))


def test_what_was_before_the_look_that_called_for_it_is_not_told_as_what_came_of_it() -> None:
    """Once a visit at nine stood there as what came of pus that was seen in the evening."""
    care = Care(
        visits=(Visit("v", on(3), time(8, 15), "Dr Early"), Visit("w", on(3), time(11), "Dr Lind")),
        courses=(Course("c", "Flucloxacillin", on(3)),),
    )
    (found,) = skin(replace(checked(INFECTED), care=care)).episodes
    assert [(one.words, one.at) for one in found.came] == [
        ("seen by Dr Lind", time(11)), ("Flucloxacillin began", None),
    ]  # fmt: skip
    assert "What came of it: D3 (3 Nov), 11:00 seen by Dr Lind; D3 (3 Nov) Fl" in flat(
        written("txt", replace(checked(INFECTED), care=care))
    )


def test_each_level_that_was_reached_has_its_day_and_the_hour_of_its_look() -> None:
    recovery = checked({3: {"hot": True}})
    looks = (
        Look({"redness": 2}, moment(4, 7)),
        Look({"temp": 39.5, "rigors": True, "spreading": True}, moment(4, 20)),
    )
    told = summarise(recovery.checked_in(on(4), CheckIn(looks)), TODAY).skin  # by the program's own rules
    (found,) = told.episodes if told else ()
    assert [(one.level, one.day, one.at) for one in found.called] == [
        (3, on(3), time(9, 30)), (4, on(4), time(20, 30)),
    ]  # fmt: skip
    later = Look({"hot": True}, moment(9, 9))
    told = summarise(BARE.checked_in(on(3), CheckIn((later,))), TODAY).skin
    (found,) = told.episodes if told else ()
    assert [one.at for one in found.called] == [None], "what was told of another day says nothing of the hour"


def test_a_level_of_2_that_stays_is_told_beside_the_problems_and_one_that_passes_is_not() -> None:
    stays: dict[int, dict[str, Answer]] = {offset: {"redness": 3} for offset in (15, 17, 19, 21)}
    told = "called for: see a clinician soon (level 2 of 4), in 4 of 4 check-ins, D15 to D21 (15 to 21 Nov)."
    for name in ("txt", "md"):
        assert told in flat(written(name, checked(stays)))
    assert "(level 2 of 4)" not in flat(written("txt", checked({15: {"redness": 3}, 17: {"redness": 0}})))


def test_a_place_told_for_a_sign_that_is_not_there_is_not_told() -> None:
    look = Look({"redness": 2, "marks": 0}, moment(2, 9), places={"redness": "chin", "marks": "left cheek"})
    assert [one.where for one in skin(BARE.checked_in(on(2), CheckIn((look,)))).looks] == ["redness: chin"]


def test_a_level_3_without_such_signs_is_an_episode_with_what_it_rests_on() -> None:
    (found,) = skin(checked({2: {"scar": 4}, 5: {"scar": 1}})).episodes
    assert [one.level for one in found.called] == [3]
    assert (found.says, found.signs, found.without_from) == (("A scar at 4",), (), on(5))
    page = flat(written("md", checked({2: {"scar": 4}})))
    assert "A scar at 4." in page and "called for: contact a clinician today (level 3 of 4), D2 (2 Nov)" in page


def test_a_sign_that_was_not_asked_again_is_not_told_as_gone() -> None:
    """Once a check-in of redness alone said that fever and pus were gone."""
    bad: dict[str, Answer] = {"pus": True, "temp": 38.6}
    (found,) = skin(checked({2: bad, 5: {"redness": 1}})).episodes
    assert found.without_from is None
    (found,) = skin(checked({2: bad, 5: {"redness": 1}, 7: {"pus": True}, 9: {"pus": False}})).episodes
    assert (found.last, found.without_from) == (on(7), on(9))
    page = flat(written("txt", checked({2: bad, 9: {"pus": False}})))
    assert "without these signs from D9 (9 Nov), temperature not said." in page
    (found,) = skin(checked({2: {"temp": 39.0}, 5: {"redness": 1}})).episodes
    assert found.without_from is None
    (found,) = skin(checked({2: {"temp": 39.0}, 5: {"temp": 36.9}})).episodes
    assert (found.without_from, found.heat_unsaid) == (on(5), False)
    (found,) = skin(checked({2: {"scar": 4}, 5: {"redness": 1}})).episodes
    assert found.without_from is None


def test_two_episodes_far_apart_are_two() -> None:
    found = skin(checked({2: {"pus": True}, 20: {"pus": True}})).episodes
    assert [(one.first, one.last) for one in found] == [(on(2), on(2)), (on(20), on(20))]


def test_where_nothing_happened_no_episode_is_told() -> None:
    assert skin(checked({2: {"redness": 1}})).episodes == ()
    assert text_of("txt", summary_of(BARE, TODAY)).count("WHAT HAPPENED") == 0
