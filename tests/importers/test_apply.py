"""What was found, taken into a recovery: nothing of ours is replaced, no words are lost, twice is as once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from routine_tui.importers.found import Habit, Losses, Record, one_a_day
from routine_tui.importers.window import window_of
from routine_tui.model.day.agenda import agenda
from routine_tui.model.recovery.diary import Day, Mark
from routine_tui.model.recovery.integrity import check_integrity
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.routine import Routine, StepVersion
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.model.text import NOTE_LIMIT
from tests.cases import each_case
from tests.hang import no_hang
from tests.importers.face import NOW, TODAY, ZERO, ZONE, balm, bare, day, of, taken
from tests.importers.habits import habits

NEAR = st.integers(-60, 90).map(day)


def marks(recovery: Recovery) -> dict[date, list[Mark]]:
    return {at: list(record.marks.values()) for at, record in sorted(recovery.days.items())}


# ---------------------------------------------------------------------- marks


def test_done_and_skipped_days_become_marks_with_their_words() -> None:
    after = taken(bare(), balm(
        Record(day(1), "done", "calm", "2.5 km"), Record(day(2), "skipped", "", "", None, "ill"),
    )).recovery  # fmt: skip
    noon = [datetime(2026, 11, number, 12, tzinfo=ZONE) for number in (2, 3)]
    assert marks(after) == {
        day(1): [Mark("done", noon[0], note="2.5 km\ncalm")], day(2): [Mark("skipped", noon[1], reason="ill")]
    }  # fmt: skip


def test_a_time_that_is_known_is_kept_and_noon_stands_for_one_that_is_not() -> None:
    moment = datetime(2026, 11, 4, 23, 59, 13, 5, tzinfo=UTC)
    records = (
        Record(day(1), "done", at=datetime.combine(day(1), time(7, 42))),
        Record(day(2), "done", at=datetime.combine(day(2), time(0, 40))),
        Record(day(3), "done", at=moment), Record(day(4), "done"),
    )  # fmt: skip
    done = taken(bare(), balm(*records))
    assert [one.at.isoformat() for (one,) in marks(done.recovery).values()] == [
        "2026-11-02T07:42:00+01:00", "2026-11-03T00:40:00+01:00", "2026-11-04T23:59:13+00:00",
        "2026-11-05T12:00:00+01:00",
    ]  # fmt: skip
    assert done.timeless == 1


@each_case("at", [None, datetime.combine(TODAY, time(12)), NOW + timedelta(hours=3)])
def test_no_mark_is_later_than_now(at: datetime | None) -> None:
    assert marks(taken(bare(), balm(Record(TODAY, "done", at=at))).recovery) == {TODAY: [Mark("done", NOW)]}


def test_a_no_is_not_recorded_and_counted_and_its_words_go_to_the_day() -> None:
    records = (Record(day(1), "not done"), Record(day(2), "not done", "forgot"), Record(day(3), "not done", "", "1 km"))
    done = taken(bare(), balm(*records))
    assert {at: record.note for at, record in done.recovery.days.items()} == {
        day(2): "Balm: forgot", day(3): "Balm: 1 km"
    }  # fmt: skip
    assert (done.done, done.notes) == (0, 2)
    assert (done.losses["not_done"], done.losses["short"]) == (2, 1)


def test_words_join_a_note_that_is_there() -> None:
    before = bare().noted(day(1), "dry")
    after = taken(before, balm(Record(day(1), "unknown", "red\nand warm"))).recovery
    assert after.record(day(1)).note == "dry\nBalm: red\nand warm"


def test_words_that_are_only_a_part_of_others_are_kept() -> None:
    before = bare().noted(day(1), "Balm: red and warm")
    assert taken(before, balm(Record(day(1), "unknown", "red"))).recovery.record(day(1)).note == (
        "Balm: red and warm\nBalm: red"
    )


def test_what_is_to_come_is_no_mark_though_its_words_are_kept() -> None:
    done = taken(bare(), balm(Record(TODAY + timedelta(days=1), "done", "planned"), Record(day(30), "done")))
    assert (done.losses["ahead"], done.done) == (2, 0)
    assert done.recovery.days == {
        TODAY + timedelta(days=1): Day(TODAY + timedelta(days=1), {}, "Balm: planned")
    }  # fmt: skip


def test_a_note_that_a_day_has_no_room_for_is_counted() -> None:
    before = bare().noted(day(1), "x" * (NOTE_LIMIT - 10))
    done = taken(before, balm(Record(day(1), "unknown", "too long for it")))
    assert (done.losses["room"], done.recovery) == (1, taken(before, balm(Record(day(1), "unknown", ""))).recovery)


# ---------------------------------------------------------------------- what is here already


def test_a_mark_that_is_here_stays_and_the_words_of_the_other_are_kept() -> None:
    ours = Mark("skipped", datetime(2026, 11, 2, 8, tzinfo=ZONE), "tired", "mine")
    before = bare("Balm").marked(day(1), "evening-balm", ours)
    done = taken(before, balm(Record(day(1), "done", "theirs")))
    assert done.recovery.record(day(1)).marks == {"evening-balm": ours}
    assert done.recovery.record(day(1)).note == "Balm: theirs"
    assert (done.known, done.differing, done.done) == (1, 1, 0)
    assert taken(done.recovery, balm(Record(day(1), "done", "theirs"))).recovery is done.recovery


def test_the_second_time_changes_nothing_and_says_so() -> None:
    habit = balm(Record(day(1), "done", "a"), Record(day(2), "not done", "b"), Record(day(3), "skipped"))
    first = taken(bare(), habit)
    second = taken(first.recovery, habit, now=NOW + timedelta(days=1))
    assert second.recovery is first.recovery
    assert (second.done, second.skipped, second.notes, second.known, second.differing) == (0, 0, 0, 2, 0)
    assert [step.is_new for step in second.steps] == [False]


def test_more_records_of_the_same_file_join_the_same_step_though_it_was_renamed() -> None:
    first = taken(bare(), balm(Record(day(1), "done"))).recovery
    renamed = first.with_routine(first.routine.with_changes("test-balm", ZERO, name="Ointment"))
    done = taken(renamed, balm(Record(day(1), "done"), Record(day(2), "done")))
    assert [(step.step_id, step.is_new, step.done) for step in done.steps] == [("test-balm", False, 1)]
    assert len(done.recovery.routine.steps) == 1


@each_case(
    ("name", "slot", "joins"),
    [
        ("balm", None, True), ("BALM ", None, True), ("Balm", "evening", True), ("Balm", "morning", False),
        ("Balms", None, False),
    ],
)  # fmt: skip
def test_a_habit_joins_the_only_step_of_its_name_in_its_part_of_the_day(name: str, slot: Any, joins: bool) -> None:
    done = taken(bare("Balm"), Habit(name, (Record(day(1), "done"),), slot=slot))
    assert [step.is_new for step in done.steps] == [not joins]


def test_of_two_steps_of_one_name_none_is_joined_unless_the_part_of_the_day_says_which() -> None:
    routine = bare("Balm").routine.with_step(StepVersion(ZERO, "morning", "other", "Balm", Schedule(ZERO)))
    before = bare().with_routine(routine)
    assert [step.is_new for step in taken(before, balm(Record(day(1), "done"))).steps] == [True]
    in_the_morning = taken(before, balm(Record(day(1), "done"), slot="morning"))
    assert [step.step_id for step in in_the_morning.steps] == ["morning-balm"]


def test_two_habits_of_one_name_stay_two_steps_and_stay_apart_the_second_time() -> None:
    twins = (balm(Record(day(1), "done")), balm(Record(day(2), "done")))
    first = taken(bare("Balm"), *twins)
    assert [step.step_id for step in first.steps] == ["test-balm", "test-balm-2"]
    assert taken(first.recovery, *twins).recovery is first.recovery


def test_days_before_a_step_that_is_here_are_seen_and_what_it_was_since_stays() -> None:
    later = StepVersion(day(10), "evening", "moisturiser", "Balm", Schedule(day(10), "FREQ=DAILY;INTERVAL=3"))
    before = bare().with_routine(Routine().with_step(later))
    done = taken(before, balm(Record(day(2), "done"), Record(day(12), "done")))
    step = done.recovery.routine.step("evening-balm")
    assert step.versions[1:] == before.routine.steps[0].versions
    assert (step.versions[0].valid_from, step.versions[0].schedule) == (day(2), Schedule(day(2), last_day=day(9)))
    states = {
        number: [item.state for item in agenda(done.recovery, day(number), TODAY).items] for number in (1, 2, 3, 11)
    }
    assert states == {1: [], 2: ["done"], 3: ["open"], 11: ["not_due"]}


# ---------------------------------------------------------------------- whatever was found


def texts(recovery: Recovery) -> str:
    """All words of all days."""
    return "\n".join(
        part
        for record in recovery.days.values()
        for part in (record.note, *(f"{mark.note}\n{mark.reason}" for mark in record.marks.values()))
    )


@given(
    habits(("done", "not done", "skipped", "unknown"), days=NEAR),
    habits(("done", "not done", "skipped", "unknown"), days=NEAR),
)
def test_everything_in_the_window_is_accounted_for_whatever_was_found(one: list[Habit], other: list[Habit]) -> None:
    before = taken(bare("Balm", "Cream, thick"), *one).recovery
    done = taken(before, *other)
    check_integrity(done.recovery)
    inside = [record for habit in other for record in habit.records if before.contains(record.day)]
    marked = [record for record in inside if record.state in ("done", "skipped") and record.day <= TODAY]
    assert done.done + done.skipped + done.known == len(marked)
    said = texts(done.recovery)
    assert [record.note for record in inside if record.note not in said] == []
    for at, record in before.days.items():
        assert done.recovery.record(at).note.startswith(record.note)
        assert record.marks.items() <= done.recovery.record(at).marks.items()
    assert taken(done.recovery, *other).recovery is done.recovery
    for at in {record.day for record in marked}:
        shown = {item.step_id for item in agenda(done.recovery, at, TODAY).items}
        assert done.recovery.record(at).marks.keys() <= shown


# ---------------------------------------------------------------------- a recovery that begins with it


def window(*days: date, day_zero: date | None = None, states: Sequence[str] = ("done",)) -> tuple[date, date]:
    """The first and the last day of a recovery that begins with records of some days."""
    records = [Record(one, states[number % len(states)]) for number, one in enumerate(sorted(days))]  # type: ignore[arg-type]
    first, length = window_of(of(balm(*records)), TODAY, day_zero)
    Recovery("x", "x", first, length)
    return first, first + timedelta(days=length - 1)


AHEAD = TODAY + timedelta(days=83)


def test_it_reaches_from_the_first_record_on_and_84_days_ahead_where_it_is_in_use() -> None:
    assert window(day(-100), day(20)) == (day(-100), AHEAD)
    assert window() == (TODAY, AHEAD)


def test_of_an_old_one_it_is_the_span_of_its_records_and_a_week_at_least() -> None:
    old = date(2020, 1, 1)
    assert window(old, date(2020, 6, 1)) == (old, date(2020, 6, 1))
    assert window(old) == (old, date(2020, 1, 7))


def test_all_records_fit_where_that_is_possible_and_else_the_newest_count() -> None:
    assert window(TODAY - timedelta(days=700), TODAY) == (TODAY - timedelta(days=700), TODAY + timedelta(days=29))
    assert window(TODAY - timedelta(days=729), TODAY) == (TODAY - timedelta(days=729), TODAY)
    assert window(TODAY - timedelta(days=730), TODAY) == (AHEAD - timedelta(days=729), AHEAD)
    assert window(date(2010, 1, 1), date(2015, 1, 1)) == (date(2013, 1, 2), date(2015, 1, 1))


def test_the_first_day_can_be_set() -> None:
    assert window(date(2010, 1, 1), date(2015, 1, 1), day_zero=date(2011, 1, 1)) == (
        date(2011, 1, 1),
        date(2012, 12, 30),
    )
    assert window(day(1), TODAY, day_zero=day(-9)) == (day(-9), AHEAD)


def test_days_that_were_not_done_belong_to_it_and_days_to_come_do_not_stretch_it() -> None:
    assert window(day(-300), day(1), states=("not done", "done"))[0] == day(-300)
    assert window(day(1), date(2030, 1, 1)) == (day(1), AHEAD)


@given(st.lists(st.dates(date(1990, 1, 1), date(2040, 1, 1)), max_size=4), st.none() | st.dates(date(1990, 1, 1)))
def test_whatever_days_there_are_a_recovery_can_begin_with_them(days: list[date], day_zero: date | None) -> None:
    if day_zero is None or day_zero.year <= 2200:
        window(*set(days), day_zero=day_zero)


def test_replacing_the_name_of_a_step_is_no_reason_to_lose_its_days() -> None:
    before = bare("Balm")
    renamed = before.with_routine(before.routine.with_changes("evening-balm", day(5), name="Ointment"))
    done = taken(renamed, balm(Record(day(1), "done")))
    assert [step.step_id for step in done.steps] == ["evening-balm"]
    assert replace(done.recovery, days={}) == renamed


def test_a_date_and_time_of_the_calendar_are_that_moment_whenever_our_days_begin() -> None:
    shown = datetime.fromisoformat("2026-11-03T00:40")
    (mark,) = marks(taken(bare(), balm(Record(day(2), "done", at=shown))).recovery)[day(2)]
    assert mark.at.isoformat() == "2026-11-03T00:40:00+01:00"


def test_of_two_records_of_a_day_all_words_are_kept_however_many_there_are() -> None:
    losses = Losses()
    records = [Record(day(1), "skipped", "a", reason="ill"), Record(day(1), "skipped", "b", reason="away")]
    (one,) = one_a_day(records, losses)
    assert (one.note, one.reason, losses["doubled"]) == ("a\nill\nb", "away", 1)
    many = [Record(day(1), "done", f"note {number}, {'x' * 40}") for number in range(40_000)]
    with no_hang():
        (one,) = one_a_day(many, losses)
    assert one.note.count("\n") == 39_999


def test_words_together_that_are_longer_than_a_note_are_cut_and_counted() -> None:
    long = "n" * (NOTE_LIMIT - 3)
    for record, cut in ((Record(day(1), "done", long, "2"), 0), (Record(day(1), "done", long, "2.5"), 1)):
        done = taken(bare(), balm(record))
        assert (done.losses["texts"], len(marks(done.recovery)[day(1)][0].note)) == (cut, NOTE_LIMIT - 1 + cut)
