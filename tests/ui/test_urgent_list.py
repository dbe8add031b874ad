"""The urgent list of a check-in: a few lines that open, self-harm apart, and what is asked only after other answers."""

from __future__ import annotations

from collections.abc import Mapping

from routine_tui.facts.skin import check_in_form, question_groups, questions
from routine_tui.model.recovery.answers import NAMES, URGENT_SIGNS, Answer
from routine_tui.model.recovery.check_in import EVERYWHERE, CheckIn
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.skin.check_in_form import WHERE
from routine_tui.ui.dialogs.check_in import CheckInAnswer
from routine_tui.ui.dialogs.concern import ConcernDialog
from routine_tui.ui.main import MainScreen
from routine_tui.ui.widgets.question_sheet import QuestionSheet
from tests.cases import each_case
from tests.ui.checking_in import TO_THE_SIGNS, ZERO, ask, check_in, lived, new_planner
from tests.ui.driver import NOW, TODAY, opened

IN_LINES = [name for name in URGENT_SIGNS if name != "self_harm"]


def sheet(answers: Mapping[str, Answer] | None = None) -> QuestionSheet:
    """What a check-in asks, with nothing drawn."""
    form = check_in_form()
    asked = [one for one in questions() if one.asked and one.group != "profile"]
    return QuestionSheet(form.parts(question_groups(), asked), answers or {}, form)


def pressed(keys: str, answers: dict[str, Answer] | None = None) -> QuestionSheet:
    """The same after some keys."""
    shown = sheet(answers)
    for key in keys:
        assert shown.press(key, key), f"{key} means nothing"
    return shown


def asked(shown: QuestionSheet) -> list[str]:
    """The questions that have a line now."""
    return [row.question.id for row in shown.rows if row.question]


# ---------------------------------------------------------------------- the list


def test_every_urgent_question_stands_in_one_of_a_few_lines_and_self_harm_apart() -> None:
    form = check_in_form()
    assert sorted(name for line in form.line for name in line.asks) == sorted(IN_LINES)
    assert len(form.line) <= 8 and max(len(line.asks) for line in form.line) <= 4, "at a glance"
    assert form.apart.asks == ("self_harm",)
    texts = [*(line.label for line in form.line), form.apart.label, form.apart.hint, form.where.label, form.where.hint]
    assert all(text.isascii() for text in texts) and max(len(line.label) for line in form.line) <= 27
    named = [name for one in form.only_after for name in (*one.questions, *one.any_of)]
    assert {*named, *form.follows, *form.follows.values()} <= {*NAMES, *WHERE}


@each_case("name", IN_LINES)
def test_each_urgent_question_is_answered_in_two_keys(name: str) -> None:
    number, line = next((n, line) for n, line in enumerate(check_in_form().line, 1) if name in line.asks)
    shown = pressed(f"{number}{'abcd'[line.asks.index(name)]}")
    assert shown.answers == {name: True} and asked(shown)[: len(line.asks)] == list(line.asks)


async def test_a_worried_person_reaches_the_answer_in_five_keys() -> None:
    for keys in (("c", "3", "a", "ctrl+s"), ("c", "1", "n", "y", "ctrl+s"), ("c", "6", "y", "ctrl+s")):
        async with opened(new_planner(Recovery("r", "Face", ZERO))) as app:
            await app.press(*keys)
            assert len(keys) <= 5 and isinstance(app.app.screen, ConcernDialog)
            assert ("Call" in app.text and "level 3" in app.text) or "level 4" in app.text


def test_0_says_no_to_all_of_it_but_a_yes_and_self_harm() -> None:
    assert pressed("0").answers == dict.fromkeys(IN_LINES, False)
    shown = pressed("3a0")
    assert shown.answers == dict.fromkeys(IN_LINES, False) | {"vision": True}
    assert shown.row.question is not None and shown.row.question.id == "self_harm"
    assert not shown.press("0", "0") and not shown.press("N", "N") and "self_harm" not in shown.answers
    assert pressed("0y").answers["self_harm"] is True


def test_n_on_a_line_says_no_to_that_line_and_a_point_takes_it_back() -> None:
    shown = pressed("jn")
    line = check_in_form().line[0]
    assert shown.answers == dict.fromkeys(line.asks, False) and shown.row.key == "2"
    assert pressed("jnk.").answers == {}


def test_a_line_stays_open_where_it_has_a_yes_and_closes_when_another_opens() -> None:
    assert asked(pressed("12"))[:4] == list(check_in_form().line[1].asks)
    shown = pressed("1a2")
    assert set(asked(shown)[:8]) == {*check_in_form().line[0].asks, *check_in_form().line[1].asks}


async def test_all_of_it_can_be_clicked_in_a_small_window() -> None:
    async with check_in(Recovery("r", "Face", ZERO), size=(46, 38)) as form:
        await form.app.click("3  Eyes")
        row = form.app.line("Light hurts")
        await form.app.click("Light hurts", 0, row.index(" yes") + 1 - row.index("Light hurts"))
        assert form.answers == {"light": True}
        await form.app.click("0  None of the others")
        assert form.answers == dict.fromkeys(IN_LINES, False) | {"light": True}
        await form.app.click("Save (^s)")
    assert form.given == [CheckInAnswer(dict.fromkeys(IN_LINES, False) | {"light": True})]


async def test_self_harm_alone_says_who_listens_and_nothing_of_it_stands_on_the_screen_behind() -> None:
    async with opened(new_planner(Recovery("r", "Face", ZERO)), (80, 40)) as app:
        await app.press("c", "0", "y", "ctrl+s")
        assert isinstance(app.app.screen, ConcernDialog) and "You don't have to go through this alone" in app.text
        await app.press("escape")
        assert isinstance(app.app.screen, MainScreen) and "self-harm" not in app.text.lower()


# ---------------------------------------------------------------------- only where it is asked for


@each_case(
    ("name", "answers"),
    [
        ("eye", {"pus": True}),
        ("eye", {"swelling": 2}),
        ("antibiotic_days", {"antibiotics": True}),
        ("improving", {"antibiotic_days": 2}),
        ("side", {"hot": True}),
        ("place", {"redness": 3}),
    ],
)
def test_some_questions_are_asked_only_after_others(name: str, answers: dict[str, Answer]) -> None:
    lower: dict[str, Answer] = {
        other: False if answer is True else int(answer) - 1 for other, answer in answers.items()
    }
    assert name in asked(sheet(answers)) and name not in asked(sheet(lower)) and name not in asked(sheet())
    answer: Answer = 1 if name in ("side", "place", "antibiotic_days") else True
    assert name in asked(sheet({name: answer}))  # what is answered is never hidden


def test_each_of_them_stands_behind_what_asks_for_it() -> None:
    shown = asked(sheet({"temp": 37.0, "pus": True, "antibiotics": True, "antibiotic_days": 3}))
    at = {name: shown.index(name) for name in shown}
    assert at["painkiller"] == at["temp"] + 1 and at["eye"] > at["raw"] and at["side"] > at["eye"]
    assert at["antibiotics"] + 1 == at["antibiotic_days"] == at["improving"] - 1


async def test_the_needles_are_asked_about_once() -> None:
    async with opened(new_planner(lived())) as app:
        assert "shared_needle" in asked((await ask(app)).form.sheet)
        said = Recovery("r", "Face", ZERO).checked_in(ZERO, CheckIn.of({"shared_needle": False}, NOW))
        again = asked((await ask(app, said)).form.sheet)
        assert "shared_needle" not in again and "dirty_needle" in again


# ---------------------------------------------------------------------- side and place


async def test_side_and_place_are_two_digits_and_are_stored_with_the_look() -> None:
    planner = new_planner(Recovery("r", "Face", ZERO))
    async with opened(planner) as app:
        await app.press("c", *TO_THE_SIGNS, *["down"] * 15, "y", "N", "1", "5", "ctrl+s")
        assert isinstance(app.app.screen, ConcernDialog)
        (look,) = planner.recovery.record(TODAY).skin.looks  # type: ignore[union-attr]
        assert dict(look.places) == {EVERYWHERE: "left cheek"} and not {*WHERE} & look.answers.keys()
        await app.press("escape", "c")
        form = app.app.screen.query_one("Questionnaire")
        assert form.answers["side"] == 1 and form.answers["place"] == 5  # type: ignore[attr-defined]


@each_case(
    ("answers", "said"),
    [({"side": 1, "place": 5}, "left cheek"), ({"side": 4, "place": 8}, "jaw, both sides"), ({"place": 7}, "chin"),
     ({"side": 2}, "right side"), ({"side": 4}, "both sides"), ({}, "")],
)  # fmt: skip
def test_a_place_in_words_reads_back(answers: dict[str, Answer], said: str) -> None:
    form = check_in_form()
    assert form.place_of(answers) == said and form.place_in({EVERYWHERE: said}) == answers
    assert form.place_in({EVERYWHERE: "left cheek, near the scar"}) == form.place_in({"scar": "chin"}) == {}
