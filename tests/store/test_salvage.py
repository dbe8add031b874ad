"""What can still be read of a damaged file: check-ins as well as marks, and never an answer that nobody gave."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from msgspec.structs import replace

from routine_tui.model.diff.item_diff import found_things
from routine_tui.model.diff.skin_diff import found_profile
from routine_tui.model.recovery.answers import NAMES, YES_NO, Answer
from routine_tui.model.recovery.background import BackgroundAnswer
from routine_tui.model.recovery.care import Care
from routine_tui.model.recovery.check_in import CheckIn
from routine_tui.model.recovery.clearance import ClinicianOverride
from routine_tui.model.recovery.course import Course
from routine_tui.model.recovery.diary import Mark, Taking
from routine_tui.model.recovery.photo import Photo
from routine_tui.model.recovery.procedure import Around, AroundSince, PlannedDay, Procedure, Session
from routine_tui.model.recovery.product import Product
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.visit import Question, Visit
from routine_tui.store.repair import recover_from_backup
from routine_tui.store.repository import content_of
from routine_tui.store.salvage import readable_days, readable_things
from tests.cases import each_case
from tests.store.rooms import NOW, TODAY, ZERO, recovery, stored

AT = datetime(2026, 11, 22, 21, 40, tzinfo=UTC)
ANSWERS: dict[str, Answer] = {
    "redness": 3,
    "pain": 10,
    "temp": 38.25,
    "pus": True,
    "antibiotic_days": 12,
    "numb": False,
}
NOTE = 'dry, "skin": {"answers": {"scar": 4}} and more'


def lived(note: str = NOTE, at: datetime | None = AT, day_note: str = "") -> Recovery:
    """A recovery with a mark, a note and a check-in today, and a check-in of the day before."""
    before = TODAY - timedelta(days=1)
    return replace(
        recovery()
        .checked_in(before, CheckIn.of({"redness": 4}, AT - timedelta(days=1)))
        .marked(TODAY, "morning-cleanser", Mark("done", NOW))
        .noted(TODAY, day_note)
        .checked_in(TODAY, CheckIn.of(ANSWERS, at, note)),
        products=(Product("p", "Balm", ingredients='"redness": 1, "skin": {"answers": {"redness": 2}'),),
    )


def test_a_whole_day_gives_its_check_in_whole() -> None:
    assert readable_days(content_of(lived())) == lived().days
    skin = CheckIn.of(ANSWERS, AT).with_answers({"scar": 1}, AT, places={"scar": "chin"})
    taken = Mark("done", NOW, amount=3.0, taken=(Taking(NOW, 1), Taking(AT, 2)))
    rich = lived().checked_in(TODAY, skin).marked(TODAY, "morning-cleanser", taken)
    assert readable_days(content_of(rich)) == rich.days


@each_case("at", [AT, None])
@each_case("day_note", ["", "calm"])
def test_of_a_cut_file_only_what_was_answered_is_read(at: datetime | None, day_note: str) -> None:
    now = lived(at=at, day_note=day_note)
    content = content_of(now)
    begin, seen = content.index(b'{"day":"2026-11-22"'), 0
    for place in range(begin, content.index(b'"history"')):
        record = readable_days(content[:place]).get(TODAY)
        if record and record.skin:
            assert record.skin.answers.items() <= ANSWERS.items()
            assert record.skin.note in ("", NOTE)
            seen = max(seen, len(record.skin.answers))
        if record:
            assert record.note in ("", day_note)
    assert seen == len(ANSWERS)


def test_a_cut_day_gives_the_answers_before_the_cut_and_the_mark() -> None:
    content = content_of(lived())
    record = readable_days(content[: content.index(b'"redness":3')])[TODAY]
    assert set(record.marks) == {"morning-cleanser"}
    assert record.skin
    assert set(record.skin.answers) == {"antibiotic_days", "numb", "pain", "pus"}
    whole = readable_days(content[: content.index(b'"redness":3') + len(b'"redness":3,')])[TODAY]
    assert whole.skin
    assert whole.skin.answers["redness"] == 3


def test_the_note_of_a_check_in_is_read_where_the_day_is_torn_before_it() -> None:
    content = content_of(lived()).replace(b'"state":"done"', b'"state":"d\xff\xfee"', 1)
    record = readable_days(content)[TODAY]
    assert not record.marks
    assert record.skin == CheckIn.of(ANSWERS, AT, NOTE)


def test_the_note_of_a_day_is_read_where_its_check_in_is_cut() -> None:
    content = content_of(lived(day_note='calm, "so far"'))
    record = readable_days(content[: content.index(b'"redness":3,"temp"')])[TODAY]
    assert (record.note, list(record.marks)) == ('calm, "so far"', ["morning-cleanser"])


def test_a_day_that_is_in_no_calendar_hides_no_other_day() -> None:
    content = content_of(lived()).replace(b'{"day":"2026-11-21"', b'{"day":"2026-02-30"', 1)
    assert readable_days(content) == {TODAY: lived().days[TODAY]}


@each_case("wrong", [b'{"answers":[]}', b"[]", b'{"looks":7}', b"null", b"7", b'"x"'])
def test_what_is_no_check_in_hides_no_mark(wrong: bytes) -> None:
    """Seen to fail where the kinds of what can be wrong with a day were fewer."""
    content = content_of(lived(day_note="calm"))
    begin = content.index(b'"skin":', content.index(b'{"day":"2026-11-22"'))
    record = readable_days(content[:begin] + b'"skin":' + wrong + content[content.index(b"}}", begin) :])[TODAY]
    assert record.marks == lived().days[TODAY].marks


def test_answers_of_a_torn_day_of_an_older_version_have_the_names_of_today() -> None:
    day = (
        b'{"days":{"1":{"day":"2026-11-22","marks":{},"skin":{"answers":{"bleeding":true,"redness":2},"at":"2026-11-22T'
    )
    record = readable_days(day)[TODAY]
    assert record.skin and record.skin.answers == {"bled": True, "redness": 2}


@each_case(
    "wrong", [b'"redness":7', b'"redness":true', b'"redness":3.5', b'"ridness":3', b'"redness":"3"', b'"redness":33333']
)
def test_an_answer_that_is_none_is_left_out_and_the_others_are_read(wrong: bytes) -> None:
    """Seen to fail with a check-in of which msgspec lets BadInput through."""
    content = content_of(lived()).replace(b'"redness":3', wrong, 1)
    record = readable_days(content)[TODAY]
    assert record.skin
    assert record.skin.answers == {name: answer for name, answer in ANSWERS.items() if name != "redness"}
    assert readable_days(content)[TODAY - timedelta(days=1)].skin


def test_a_day_before_the_session_or_with_every_answer_is_read_too() -> None:
    answers: dict[str, Answer] = dict.fromkeys(YES_NO, False)
    now = recovery().checked_in(ZERO, CheckIn.of(answers, AT))
    content = content_of(now)
    cut = content[: content.index(b"}", content.index(b'"skin"')) + 1]
    record = readable_days(cut)[ZERO]
    assert record.skin
    assert dict(record.skin.answers) == answers
    assert set(NAMES) >= set(answers)


def test_shelf_pictures_words_and_profile_are_read_up_to_the_cut_and_told() -> None:
    """Seen to fail: a shelf that only the damaged file held was not spoken of."""
    known = lived()
    now = replace(
        known,
        products=(*known.products, Product("q", "Oil", "Oat", ingredients="Aqua,\nOil")),
        photos=(Photo("f", TODAY, "2026-11-22-0a1b2c3d.jpg", caption="left"),),
        clearances=(ClinicianOverride("c", "makeup", AT, TODAY, "Dr Kaya"),),
        profile={"diabetes": True},
    )
    content = content_of(now)
    assert readable_things(content, known) == replace(now, days=known.days)
    found = readable_things(content, known)
    assert [*found_profile(known, found), *found_things(known, found)] == [
        "Profile, diabetes: yes",
        "Product Oat Oil: name Oil, brand Oat, category other, ingredients Aqua, Oil",
        "Picture of 22 Nov 2026: day 2026-11-22, file 2026-11-22-0a1b2c3d.jpg, caption left",
        f"Clinician's word of 22 Nov 2026 on makeup: item makeup, at {AT}, from day 2026-11-22, words Dr Kaya",
    ]
    cut = readable_things(content[: content.index(b'"Dr Kaya"')], known)
    assert (cut.products, cut.photos, cut.clearances, cut.profile) == (now.products, now.photos, (), {})
    undone = content.replace(b'"id":"q"', b'"id":"q","gone":true').replace(b'"value":true', b'"value":7')
    assert (readable_things(undone, known).products, readable_things(undone, known).profile) == (known.products, {})


def test_what_is_planned_is_read_up_to_the_cut_and_told() -> None:
    """Seen to fail: where a session was planned was told in the words of the program's own code."""
    day = TODAY + timedelta(days=9)
    care = Care(
        (Visit("v", day, time(9, 30), "Dr Kaya", agreed="no sun", ready=("photos",)),),
        (Question("q", TODAY, 'Sun, "visits": {"1": {?', "hat"),),
        (Course("c", "Cream", TODAY, ("evening-serum",), "Dr Kaya", reviews=(28, 56)),),
        (Procedure("p", "Laser", "laser", count=3, around=(AroundSince(TODAY, (Around("sunscreen", 1, 5, "Oil"),)),)),),
        (Session("s", "p", (PlannedDay(TODAY, day), PlannedDay(day, None)), None, False, "7 mm"),),
        (BackgroundAnswer("device", "pen", True),),
    )
    known = recovery()
    now = replace(known, care=care)
    content = content_of(now)
    assert readable_things(content, known) == now
    rests = "since 2026-11-22 target sunscreen before 1 days from it on 5 instead Oil"
    placed = "since 2026-11-22 day 2026-12-01 and since 2026-12-01"
    assert list(found_things(known, now)) == [
        "Visit of 1 Dec 2026: day 2026-12-01, at 09:30:00, who Dr Kaya, agreed no sun, ready to bring photos",
        'Question “Sun, "visits": {"1": {?”: asked on 2026-11-22, text Sun, "visits": {"1": {?, answer hat',
        "Treatment Cream: label Cream, first day 2026-11-22, steps evening-serum, set by Dr Kaya, reviews 28 and 56",
        f"Procedure Laser: label Laser, kind laser, count 3, pauses around sessions {rests}",
        f"Session that was cancelled: procedure id p, day {placed}, note 7 mm",
        "History, device: text pen, private yes",
    ]
    cut = readable_things(content[: content.index(b'"7 mm"')], known).care
    assert (cut.visits, cut.procedures, cut.sessions, cut.background) == (care.visits, care.procedures, (), ())


def test_a_product_that_only_a_damaged_file_held_is_listed_beside_it(tmp_path: Path) -> None:
    door = stored(tmp_path, lived())
    door.keep(NOW, "backup")
    door.change("shelf", lambda old: replace(old, products=(*old.products, Product("q", "Oil"))), NOW)
    content = door.path.read_bytes()
    door.path.write_bytes(content[: content.index(b'"history"')])
    told = recover_from_backup(door.path, door.backups, NOW) or ""
    assert "1 record of products, photos, care or profile, newer than the backup, is listed in " in told
    (listing,) = door.path.parent.glob("*.txt")
    assert listing.read_text("utf-8").splitlines()[1:] == ["Product Oil: name Oil, category other"]
