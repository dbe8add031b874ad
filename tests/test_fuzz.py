"""Whatever is in a file that we did not write, and whatever is typed: something that can be shown, or one sentence.

``benchmarks/fuzz.py`` runs the same claims for minutes, guided by the code that they reach.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from datetime import date, time, timedelta
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from hypothesis import example, given, settings
from hypothesis import strategies as st

from routine_tui.cli.picking import Named, find_steps
from routine_tui.dates import read_day, read_time
from routine_tui.exporters import json_archive as archive
from routine_tui.exporters.formats import FORMATS, ExportRequest
from routine_tui.model.day.agenda import agenda
from routine_tui.model.day.progress import calendar, days_between
from routine_tui.model.errors import RoutineError
from routine_tui.model.recovery.recovery import Recovery
from routine_tui.model.recovery.schedule import Schedule
from routine_tui.planner.planner import Planner
from routine_tui.settings import Settings, read_settings
from routine_tui.store.repository import read_copy
from tests.store.rot import SINCE, TODAY, ZERO, disk_that_takes_all, opened
from tests.texts import HOSTILE, texts

Json = Any
FEW: Final = settings(max_examples=settings().max_examples * 3 // 10)
"""For claims that write files."""
FILE: Final = Path("Face.json")
WORDS: Final = (
    "2026-11-22", "0001-01-01", "9999-12-31", "2026-02-30", "2026-11-22T07:42:00+00:00", "2026-11-22T07:42:00",
    "2026-11-22t07:42:00z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "9999-12-31T23:59:59.999999Z",
    "0001-01-01T00:00:00.000000Z", "2026-11-22T07:42:00.000000Z", "03:00:00", "24:00:00", "FREQ=DAILY;COUNT=1000000000",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;INTERVAL=5", "done", "skipped", "morning", "night", "gone",
    "changed", *SINCE,
)  # fmt: skip
"""Values of another place or another form, which pass a first look."""
scalars = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 800), st.integers(), st.sampled_from([10**9, 10**18, 10**30, -(10**12)]),
    st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(WORDS), st.sampled_from(HOSTILE), texts,
)  # fmt: skip
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS) | texts, inner, max_size=3),
    max_leaves=6,
)


@lru_cache(maxsize=1)
def whole() -> dict[str, Json]:
    """The tables of a file with all that a file can hold: days, notes, versions, pauses, a history, what was merged."""
    with TemporaryDirectory() as folder, disk_that_takes_all():
        planner = opened(Path(folder))
        planner.recoveries.begin("Face", ZERO)
        planner.tick(ZERO, SINCE[:2], note="tight")
        planner.note(ZERO, "red")
        planner.pauses.add(ZERO + timedelta(days=2), ZERO + timedelta(days=3), SINCE[:1], "away")
        planner.routine.edit(SINCE[0], ZERO + timedelta(days=1), product="another")
        planner.routine.end("evening-cleanser", TODAY)
        planner.undo()
        planner.skip(TODAY, SINCE[:1], "indoors")
        assert planner.path is not None
        tables: dict[str, Json] = json.loads(planner.path.read_bytes())
    del tables["checksum"]
    tables["days"][str(ZERO.toordinal())]["words"] = {SINCE[2]: "said without a mark"}
    return tables


def places(value: Json) -> Iterator[tuple[Any, Any]]:
    """Every place in some JSON: what holds it, and under which key."""
    keys = value.keys() if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for key in list(keys):
        yield value, key
        yield from places(value[key])


@st.composite
def mutated(draw: st.DrawFn, make: Callable[[], Json]) -> Json:
    """Some JSON with something else in one to three places of it: a value, nothing, or what stands in another place."""
    changed = deepcopy(make())
    for _ in range(draw(st.integers(1, 3))):
        found = list(places(changed))
        holder, key = found[draw(st.integers(0, len(found) - 1))]
        match draw(st.sampled_from(("put", "put", "take away", "copy", "add"))):
            case "put":
                holder[key] = draw(anything)
            case "take away":
                del holder[key]
            case "copy":
                other, place = found[draw(st.integers(0, len(found) - 1))]
                holder[key] = deepcopy(other[place])
            case _ if isinstance(holder, dict):
                name = draw(st.sampled_from(("1", "2", "01", " 1", "x", "-1", str(10**18))) | st.sampled_from(WORDS))
                holder[name] = deepcopy(holder[key])
            case _:
                holder.append(deepcopy(holder[key]))
    return changed


@contextmanager
def one_sentence() -> Iterator[None]:
    """Let pass what is told in one sentence, and nothing else."""
    try:
        yield
    except RoutineError as refused:
        assert re.fullmatch(r"[^\n]+[.?]", str(refused)), str(refused)


def show(recovery: Recovery) -> None:
    """Look at all of a recovery: every day's checklist, the calendar, what an export would say of it."""
    for day in days_between(recovery.day_zero, recovery.last_day):
        agenda(recovery, day, TODAY)
    calendar(recovery, TODAY)


def use(planner: Planner) -> None:
    """Do all that can be done with the file that a planner finds; each thing is done, or refused in one sentence."""
    recovery = planner.find()
    assert recovery is not None
    show(recovery)
    for name in FORMATS:
        planner.exports.file(ExportRequest(name))
    day = recovery.nearest(TODAY)
    steps = [item.step_id for item in planner.agenda(day).items]
    for change in (
        lambda: planner.tick(day, steps),
        lambda: planner.note(day, "calm"),
        lambda: planner.recoveries.describe("Another", recovery.day_zero, recovery.window_days),
        lambda: planner.untick(day, steps),
        *(lambda step_id=step_id: planner.routine.end(step_id, day) for step_id in steps[:2]),
        lambda: planner.pauses.add(day),
        *[planner.undo] * 8,
        *[planner.redo] * 3,
    ):
        with one_sentence():
            change()
    left = planner.recovery
    assert opened(planner.home.data).find() == left


def without(*path: str) -> Json:
    """The tables of a whole file with something taken out of it."""
    tables = place = deepcopy(whole())
    for key in path[:-1]:
        place = place[key]
    del place[path[-1]]
    return tables


def renumbered(table: str, number: str, other: str) -> Json:
    """The tables of a whole file with a document under another number."""
    tables = deepcopy(whole())
    tables[table][other] = tables[table].pop(number)
    return tables


@FEW
@example(renumbered("steps", "1", "01"))
@example(renumbered("pauses", "1", "1_0"))
@example(without("pauses", "1", "id"))
@example(without("days", str(ZERO.toordinal()), "marks"))
@given(mutated(whole))
def test_whatever_another_program_puts_in_a_document_is_shown_and_can_be_changed_or_is_refused(tables: Json) -> None:
    """Seen to fail without ``_require_number`` and ``_require_parts`` in ``document_checks``."""
    with TemporaryDirectory() as folder, disk_that_takes_all(), one_sentence():
        path = Path(folder, "recoveries", FILE)
        path.parent.mkdir()
        path.write_text(json.dumps(tables), "utf-8")
        use(opened(Path(folder)))


@FEW
@given(mutated(whole))
def test_whatever_is_in_a_copy_to_restore_or_merge_it_is_taken_or_refused(tables: Json) -> None:
    with TemporaryDirectory() as folder, disk_that_takes_all():
        path = Path(folder, "recoveries", FILE)
        path.parent.mkdir()
        path.write_text(json.dumps(whole()), "utf-8")
        planner, content = opened(Path(folder)), json.dumps(tables).encode()
        for dry_run in (True, False):
            with one_sentence():
                for difference in planner.safety.merge(content, FILE, dry_run).differences or ():
                    assert "\n" not in str(difference)
        with one_sentence():
            planner.undo()
        for dry_run in (True, False):
            with one_sentence():
                for difference in planner.safety.restore(content, FILE, dry_run).differences or ():
                    assert "\n" not in str(difference)
        show(opened(Path(folder)).recovery)


@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
@example(b"[" * 100_000)
def test_bytes_are_a_recovery_or_refused(content: bytes) -> None:
    with one_sentence():
        show(read_copy(content, FILE).recovery)
    with one_sentence():
        show(archive.load(content))


@lru_cache(maxsize=1)
def exported() -> Json:
    """An export that is whole, as JSON."""
    with TemporaryDirectory() as folder, disk_that_takes_all():
        path = Path(folder, "recoveries", FILE)
        path.parent.mkdir()
        path.write_text(json.dumps(whole()), "utf-8")
        return json.loads(opened(Path(folder)).exports.file(ExportRequest("json")))


@given(mutated(exported))
def test_whatever_is_in_an_export_it_is_read_or_refused(content: Json) -> None:
    with one_sentence():
        show(archive.load(json.dumps(content)))


SETTINGS: Final = """\
# mine
theme = "routine-dark"
day_starts_at = "04:00"
week_starts_on = "sunday"
glyphs = "ascii"
backups_daily = 14
backups_weekly = 8
[keys]
"step.tick" = "x"
"""


@st.composite
def settings_files(draw: st.DrawFn) -> str:
    """A settings file with some of it cut out or replaced."""
    text = SETTINGS
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        instead = st.sampled_from(
            ('"', "=", "[", "]", "\n", "[[", "1e9", "1979-05-27", "inf", "{", "true", "'''", "\\u0000")
        )
        text = text[:start] + draw(instead | st.text(max_size=5) | st.just("")) + text[end:]
    return text


@given(st.one_of(st.binary(max_size=100), settings_files().map(lambda text: text.encode("utf-8", "surrogatepass"))))
def test_whatever_is_in_the_settings_they_are_read_or_refused(content: bytes) -> None:
    with TemporaryDirectory() as folder, one_sentence():
        path = Path(folder, "config.toml")
        path.write_bytes(content)
        settings = read_settings(path)
        assert isinstance(settings, Settings)
        opened(Path(folder), settings).find()


DATE_WORDS: Final = (
    "today", "tomorrow", "mon", "Monday", "4", "22", "11", "2026", "26", "March", "nov", "-", "/", ".", " ", ",", "+",
    "-3", "d", "days", "st", "of", "T", ":", "12", "am", "utc", "Z", "0", "29 feb", "99999999999", "\u0662", "\n", "w",
)  # fmt: skip


@given(st.lists(st.sampled_from(DATE_WORDS), max_size=8).map("".join) | st.text(max_size=30), st.dates())
def test_whatever_is_typed_for_a_day_it_is_one_or_a_sentence(text: str, today: date) -> None:
    with one_sentence():
        assert isinstance(read_day(text, today), date)
    with one_sentence():
        assert isinstance(read_time(text), time)


RULE_WORDS: Final = (
    "day", "days", "every ", "other ", "2 ", "3 on 2 off", " on ", " off", "mon", ",", "thu", " and ", "week", "month",
    " ", "FREQ=", "DAILY", "WEEKLY", "MONTHLY", "YEARLY", ";", "INTERVAL=", "COUNT=", "BYDAY=", "BYMONTH=",
    "BYMONTHDAY=", "BYSETPOS=", "WKST=", "UNTIL=", "MO", "-1FR", "1", "2", "-1", "29", "30", "366",
    "20261122", "DTSTART:", "RRULE:",
    "DURATION:P3D", "\n", "BYEASTER=", "BYWEEKNO=", "0", "\u0663",
)  # fmt: skip


@example("3 on 2 off-1\n-1", TODAY)
@given(st.lists(st.sampled_from(RULE_WORDS), max_size=12).map("".join) | st.text(max_size=40), st.dates())
def test_whatever_is_typed_for_a_rule_it_is_one_that_keeps_or_a_sentence(text: str, first_day: date) -> None:
    """Found by atheris: a sentence of two lines. Seen to fail without ``visible`` in ``Schedule.from_words``."""
    with one_sentence():
        schedule = Schedule.from_words(text, first_day)
        schedule.days(min(first_day, date(2290, 1, 1)) + timedelta(days=730))
        assert "\n" not in schedule.in_words()
        assert Schedule.from_rfc5545(schedule.to_rfc5545(), date(2000, 1, 1)) == schedule
        assert Schedule.from_words(schedule.as_typed(), schedule.first_day, schedule.last_day) == schedule


NAMED: Final = [
    Named(1, "morning-cleanser", "morning", "Gel"),
    Named(2, "2", "evening", "Cream 1"),
    Named(3, "x", "day", "Gel"),
]


@given(
    st.lists(
        st.sampled_from(("1", "gel", " ", "morning", "cream", "2", "\u0663", "²", "x", "-")).map(str)
        | st.text(max_size=8),
        max_size=3,
    )
)
def test_whatever_is_typed_for_steps_they_are_found_or_a_sentence(words: list[str]) -> None:
    for steps in (NAMED, []):
        with one_sentence():
            assert set(find_steps(words, steps, "here")) <= set(NAMED)
