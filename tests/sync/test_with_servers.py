"""Real servers on this machine: a list is made, synced, ticked by a phone, and each request misbehaves in turn."""

from __future__ import annotations

import shlex
import shutil
import ssl
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any, ClassVar, Literal

import keyring
import pytest
from caldav.collection import Calendar
from caldav.lib.url import URL
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as Nowhere
from keyring.errors import PasswordDeleteError
from msgspec.structs import replace

from routine_tui.cli.session import CliSession
from routine_tui.cli.sync import _watch
from routine_tui.cli.sync_server import Passwords
from routine_tui.model.recovery.visit import Visit
from routine_tui.model.sync_errors import NoPassword, SyncError, UnsafeAddress, WrongPassword
from routine_tui.planner.planner import Planner
from routine_tui.settings import find_home
from routine_tui.sync.account import Account
from routine_tui.sync.client import connected
from routine_tui.sync.connection import Connection
from routine_tui.sync.discovery import make_list, remove_list
from routine_tui.sync.password import find_password, forget_password, keep_password
from routine_tui.sync.run import ChangedThere, run_sync
from routine_tui.sync.state import Setup, SyncState, SyncStore
from routine_tui.sync.wording import task_name
from tests.cases import each_case
from tests.cli.outside import did, run
from tests.offline.no_network import LOOPBACK
from tests.planned import SetClock
from tests.sync.fake_list import FakeList
from tests.sync.phone import APPS, cancelled, renamed, reopened
from tests.sync.real_servers import APPLICATIONS, PASSWORD, USER, RealServer, Reply, serving
from tests.sync.synced import CUT, Phone, Synced

pytestmark = pytest.mark.slow
HERE = Path(__file__).parent


@pytest.fixture(scope="module", params=APPLICATIONS)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealServer]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(LOOPBACK, "1")
        with serving(request.param, tmp_path_factory.mktemp(request.param)) as running:
            yield running


@pytest.fixture
def synced(tmp_path: Path, server: RealServer) -> Iterator[Synced]:
    server.fault = None
    yield Synced(tmp_path / "home", server)
    server.fault = None


def test_the_list_has_four_days_at_most_and_nothing_new_is_one_request(synced: Synced) -> None:
    assert synced.requests() == ["PROPFIND"] + 9 * ["PUT"]
    assert synced.requests() == ["PROPFIND"]
    synced.planner.tick(synced.planner.today(), [synced.steps[0]])
    assert synced.requests() == ["PROPFIND", "PUT"]
    assert synced.requests() == ["PROPFIND"]
    synced.clock.set(synced.planner.today() + timedelta(days=2))
    assert sorted(synced.requests()) == 3 * ["DELETE"] + ["PROPFIND"] + 6 * ["PUT"]
    assert len(Phone(synced).titles()) == 12


def test_a_phone_ticks_takes_back_and_calls_off(synced: Synced) -> None:
    synced.sync()
    phone, today = Phone(synced), synced.planner.today()
    step_id = synced.steps[0]
    for app in APPS:
        at = synced.clock.now() - timedelta(minutes=17)
        phone.tick(step_id, app, at)
        assert synced.sync().taken == 1
        mark = synced.planner.recovery.record(today).marks[step_id]
        assert (mark.state, mark.at) == ("done", at)
        task = phone.task(step_id)
        phone.write(task, reopened(task.data.encode(), app, synced.clock.now()))
        synced.sync()
        assert synced.state(0) == "due"
        task = phone.task(step_id)
        phone.write(task, cancelled(task.data.encode(), app, synced.clock.now(), "indoors"))
        synced.sync()
        mark = synced.planner.recovery.record(today).marks[step_id]
        assert (mark.state, mark.reason) == ("skipped", "indoors")
        assert synced.planner.undo() == "synced 1 step from the phone"
        synced.sync()
        assert phone.task(step_id).icalendar_component["status"] == "NEEDS-ACTION"


def test_tomorrows_tick_counts_once_that_day_has_begun(synced: Synced) -> None:
    synced.sync()
    evening = synced.clock.now() + timedelta(hours=12)
    Phone(synced).tick(synced.steps[1], "tasks.org", evening, ahead=1)
    assert (synced.sync().waiting, synced.sync().waiting) == (1, 1)
    assert synced.planner.recovery.days == {}
    tomorrow = synced.planner.today() + timedelta(days=1)
    synced.clock.set(tomorrow)
    assert synced.sync().taken == 1
    mark = synced.planner.recovery.record(tomorrow).marks[synced.steps[1]]
    assert (mark.state, mark.at) == ("done", evening)


def test_what_is_deleted_or_renamed_there_is_put_right_and_what_is_not_ours_is_left_alone(synced: Synced) -> None:
    synced.sync()
    phone = Phone(synced)
    before = phone.titles()
    phone.task(synced.steps[0]).delete()
    task = phone.task(synced.steps[1])
    phone.write(task, renamed(task.data.encode(), "jtx", synced.clock.now(), "Wash"))
    lines = (
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", "BEGIN:VTODO", "UID:milk", "DTSTAMP:20261122T080000Z",
        "SUMMARY:Milk", "END:VTODO", "END:VCALENDAR", "",
    )  # fmt: skip
    task.url = URL.objectify(f"{synced.account.url}milk.ics")
    phone.write(task, "\r\n".join(lines).encode())
    assert synced.sync().sent == 2
    assert phone.titles() == sorted([*before, "Milk"])
    assert synced.requests() == ["PROPFIND"]


def test_what_a_task_holds(synced: Synced) -> None:
    synced.planner.skip(synced.planner.today(), [synced.steps[2]], "indoors")
    synced.sync()
    phone = Phone(synced)
    open_one, skipped = (phone.task(synced.steps[number]).icalendar_component for number in (0, 2))
    assert "rrule" not in open_one
    assert open_one["due"].dt == datetime.combine(synced.planner.today(), open_one["due"].dt.time())
    assert open_one["due"].dt.tzinfo is None
    assert (open_one["status"], open_one["percent-complete"]) == ("NEEDS-ACTION", 0)
    assert (skipped["status"], skipped["comment"]) == ("CANCELLED", "indoors")
    synced.planner.tick(synced.planner.today(), [synced.steps[0]])
    synced.sync()
    done = phone.task(synced.steps[0]).icalendar_component
    assert (done["status"], done["percent-complete"]) == ("COMPLETED", 100)
    assert done["completed"].dt == synced.clock.now().astimezone(UTC)


@pytest.mark.parametrize("server", ["radicale"], indirect=True)
def test_neutral_tasks_say_nothing_of_the_steps(tmp_path: Path, server: RealServer) -> None:
    server.fault = None
    synced = Synced(tmp_path / "home", server, neutral=True)
    synced.planner.skip(synced.planner.today(), [synced.steps[0]], "sore")
    synced.sync()
    phone = Phone(synced)
    assert set(phone.titles()) == {"Morning 1/3", "Morning 2/3", "Morning 3/3"}
    held = phone.task(synced.steps[0]).data.lower()
    assert not [word for word in ("sore", "cleanser", "face", "moisturis", "sunscreen") if word in held]


@pytest.mark.parametrize("loses_answers", [False, True])
def test_a_server_that_dies_at_any_request_loses_nothing(synced: Synced, loses_answers: bool) -> None:
    synced.sync()
    phone, today = Phone(synced), synced.planner.today()
    synced.server.loses_answers = loses_answers
    try:
        for number in range(5):
            synced.clock.set(today, (synced.clock.now() + timedelta(minutes=1)).time())
            synced.planner.untick(today, synced.steps)
            synced.server.fault = None
            synced.sync()
            phone.tick(synced.steps[0], "reminders", synced.clock.now())
            synced.clock.set(today, (synced.clock.now() + timedelta(minutes=1)).time())
            synced.planner.tick(today, synced.steps[1:])
            synced.server.asked.clear()
            synced.server.fault = lambda asked, method, path, at=number: CUT if asked == at else None
            if number < 4:  # a look, what is new, two writes
                assert "can't be reached" in synced.refusal()
            synced.server.fault = None
            synced.sync()
            assert [synced.state(place) for place in range(3)] == 3 * ["done"]
            told = [str(phone.task(step_id).icalendar_component["status"]) for step_id in synced.steps]
            assert told == 3 * ["COMPLETED"]
            assert synced.requests() == ["PROPFIND"]
    finally:
        synced.server.loses_answers = False


REFUSALS: list[tuple[Literal["PROPFIND", "REPORT", "PUT"], str, list[tuple[str, str]], str]] = [
    ("PROPFIND", "401 Unauthorized", [("WWW-Authenticate", "Basic")], "didn't accept the user name or the password"),
    ("PROPFIND", "403 Forbidden", [], "doesn't allow a look at this address"),
    ("PROPFIND", "404 Not Found", [], "is no longer on 127.0.0.1"),
    ("PROPFIND", "429 Too Many Requests", [("Retry-After", "120")], "is busy and asks to wait: nothing is lost."),
    ("PROPFIND", "503 Service Unavailable", [("Retry-After", "60")], "Sync again after 09:"),
    ("PROPFIND", "500 Internal Server Error", [], "has a problem (error 500)"),
    ("PROPFIND", "301 Moved", [("Location", "http://example.org/")], "has moved the list to another address"),
    ("PROPFIND", "200 OK", [("Content-Type", "text/html")], "sent something that isn't a task list"),
    ("PROPFIND", "207 Multi-Status", [("Content-Type", "application/xml")], "sent something that isn't a task list"),
    ("REPORT", "200 OK", [("Content-Type", "text/html")], "sent something that isn't a task list"),
    ("REPORT", "207 Multi-Status", [("Content-Type", "application/xml")], "sent something that isn't a task list"),
    ("REPORT", "404 Not Found", [], "is no longer on 127.0.0.1"),
    ("REPORT", "500 Internal Server Error", [], "has a problem (error 500)"),
    ("PUT", "403 Forbidden", [], "doesn't allow changes to this list"),
    ("PUT", "415 Unsupported Media Type", [], "doesn't take tasks"),
    ("PUT", "507 Insufficient Storage", [], "There is no space left on 127.0.0.1"),
    ("PUT", "502 Bad Gateway", [], "has a problem (error 502)"),
]  # fmt: skip


@pytest.mark.parametrize("server", ["radicale"], indirect=True)
def test_each_refusal_is_one_sentence_and_loses_nothing(synced: Synced) -> None:
    synced.sync()
    phone, today = Phone(synced), synced.planner.today()

    @each_case(("method", "status", "headers", "sentence"), REFUSALS)
    def of(method: str, status: str, headers: list[tuple[str, str]], sentence: str) -> None:
        synced.planner.tick(today, [synced.steps[0]])
        phone.tick(synced.steps[1], "tasks.org", synced.clock.now())
        synced.server.fault = lambda _, asked, path: (status, headers, b"<html>no") if asked == method else None
        synced.server.asked.clear()
        assert sentence in synced.refusal()
        assert (
            len([one for one in synced.server.asked if one.startswith(method)]) <= 2
        )  # never tried again but to sign in
        synced.server.fault = None
        if method == "PUT":
            assert synced.state(1) == "done"  # what came in is stored
        setup = synced.store.find(synced.planner.recovery.id)
        assert setup is not None and setup.state.last is not None and sentence in setup.state.last.problem
        synced.clock.set(today, (synced.clock.now() + timedelta(minutes=3)).time())
        synced.sync()
        assert [synced.state(0), synced.state(1)] == ["done", "done"]
        synced.planner.untick(today, synced.steps)
        synced.sync()
        synced.clock.set(today)

    of()


@pytest.mark.parametrize("server", ["radicale"], indirect=True)
def test_a_server_that_asks_to_wait_is_left_alone_until_then(synced: Synced) -> None:
    synced.sync()
    synced.server.fault = lambda *_: ("429 Too Many Requests", [("Retry-After", "600")], b"")
    assert "after 09:10" in synced.refusal()
    synced.server.asked.clear()
    assert "after 09:10" in synced.refusal()
    assert synced.server.asked == []


@pytest.mark.parametrize("server", ["radicale"], indirect=True)
def test_a_wrong_password_and_an_entry_that_is_no_calendar(synced: Synced) -> None:
    synced.sync()
    assert "didn't accept the user name or the password" in synced.refusal("wrong")
    assert synced.sync().sent == 0


def test_a_list_that_vanished_is_made_again(synced: Synced) -> None:
    synced.planner.tick(synced.planner.today(), [synced.steps[0]])
    synced.sync()
    with Connection(synced.account.url, USER, PASSWORD, synced.clock, "basic") as connection:
        remove_list(connection, synced.account.url)
    assert "“Face & co” is no longer on" in synced.refusal()
    synced.set_up()
    assert synced.sync().sent == 9
    assert synced.state(0) == "done"


def test_visits_are_in_a_calendar_of_their_own(synced: Synced) -> None:
    day = synced.planner.today() + timedelta(days=10)
    synced.planner.visits.add(Visit("kaya", day, time(9, 30), "Dr Kaya"))
    with Connection(synced.server.url, USER, PASSWORD, synced.clock) as connection:
        calendar, was_there = make_list(connection, synced.planner.recovery.id, "Face & co: visits", "VEVENT")
        assert not was_there and calendar != synced.account.url
    account = replace(synced.account, parts=("visits",), calendar_url=calendar, alarm=30)
    synced.store.keep(synced.planner.recovery.id, Setup(account))
    assert synced.sync().appointments == 1
    there: Any = Calendar(Phone(synced).client, calendar)
    (found,) = there.get_events()
    entry = found.icalendar_component
    assert (str(entry["summary"]), entry["dtstart"].dt) == ("Visit, Dr Kaya", datetime.combine(day, time(9, 30)))
    assert synced.requests() == ["PROPFIND"]
    entry["summary"] = "Something else"
    found.save()
    synced.planner.visits.edit("kaya", at=time(10))
    assert synced.sync().appointments == 1
    synced.planner.visits.call_off("kaya")
    assert synced.sync().appointments == 1
    assert there.get_events() == []


def test_a_second_computer_joins_the_same_list(synced: Synced, tmp_path: Path) -> None:
    shutil.copytree(tmp_path / "home", tmp_path / "other")
    synced.planner.tick(synced.planner.today(), [synced.steps[0]])
    synced.sync()
    planner = Planner(find_home(str(tmp_path / "other")), synced.clock)
    store = SyncStore(tmp_path / "other")
    with Connection(synced.server.url, USER, PASSWORD, synced.clock) as connection:
        assert make_list(connection, planner.recovery.id, "Other") == (synced.account.url, True)
    store.keep(planner.recovery.id, Setup(synced.account, SyncState()))
    assert run_sync(planner, store, lambda account: connected(account, PASSWORD, synced.clock)).taken == 1
    assert planner.agenda(planner.today()).items[0].state == "done"


def test_the_list_in_memory_answers_as_the_real_one(synced: Synced) -> None:
    real, fake = connected(synced.account, PASSWORD, synced.clock), FakeList()
    synced.sync()
    name = task_name(synced.planner.recovery.id, synced.planner.today(), synced.steps[0])
    content = real.read([name])[name][1]
    real.remove(name, real.etags()[name])
    told = []
    for tasks in (real, fake):
        made = tasks.write(name, content, None)
        outcomes: list[object] = [tasks.etags()[name] == made, list(tasks.read([name, "20261122-nothing.ics"]))]
        for etag in (None, '"other"'):
            with pytest.raises(ChangedThere):
                tasks.write(name, content, etag)
        with pytest.raises(ChangedThere):
            tasks.remove(name, '"other"')
        changed = tasks.write(name, content.replace(b"NEEDS-ACTION", b"IN-PROCESS"), made)
        tasks.remove(name, changed)
        tasks.remove(name, changed)
        with pytest.raises(ChangedThere):
            tasks.write(name, content, changed)
        outcomes += [changed == made, name in tasks.etags(), tasks.write(name, content, None) != ""]
        told.append(outcomes)
    assert told[0] == told[1] == [True, [name], False, False, True]


@pytest.mark.parametrize("server", ["radicale"], indirect=True)
def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path, server: RealServer) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(HERE / "self_signed.pem")
    with serving("radicale", tmp_path / "tls", context) as secret:
        with pytest.raises(
            SyncError, match=r"^The certificate of 127\.0\.0\.1:[0-9]+ isn't valid, so nothing was sent"
        ):
            make_list(
                Connection(secret.url, USER, PASSWORD, SetClock(datetime(2026, 11, 22, tzinfo=UTC).date())), "r", "x"
            )
        assert secret.asked == []


@pytest.mark.parametrize("server", ["radicale"], indirect=True)
def test_a_server_that_takes_no_tasks_is_told_at_the_setup(synced: Synced) -> None:
    only_events = f"""<multistatus xmlns="DAV:"><response><href>/{USER}/</href><propstat><prop>
        <C:supported-calendar-component-set xmlns:C="urn:ietf:params:xml:ns:caldav"><C:comp name="VEVENT"/>
        </C:supported-calendar-component-set></prop><status>HTTP/1.1 200 OK</status></propstat>
        </response></multistatus>"""
    answer: Reply = ("207 Multi-Status", [("Content-Type", "application/xml")], only_events.encode())
    synced.server.fault = lambda _, method, path: answer if "routine-tui" in path and method == "PROPFIND" else None
    with pytest.raises(SyncError, match="doesn't take tasks in a list like this one"):
        synced.set_up()
    synced.server.fault = lambda *_: ("404 Not Found", [], b"")
    with pytest.raises(SyncError, match="There is no calendar server at http://127"):
        synced.set_up()
    synced.server.fault = lambda *_: ("302 Found", [("Location", "http://example.org/dav/")], b"")
    with pytest.raises(UnsafeAddress):
        synced.set_up()


@pytest.mark.parametrize("server", ["radicale"], indirect=True)
def test_watching_goes_on_through_trouble_and_says_it_once(
    synced: Synced, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    session = CliSession(str(synced.planner.home.data))
    session.__dict__["planner"] = synced.planner
    monkeypatch.setattr(Passwords, "of", lambda *_: PASSWORD)
    pauses: list[float] = []
    faults = [None, None, CUT, CUT, ("429 Too Many", [("Retry-After", "4000")], b""), None]

    def sleep(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == len(faults):
            raise KeyboardInterrupt
        synced.clock.set(synced.planner.today(), (synced.clock.now() + timedelta(seconds=seconds)).time())
        fault = faults[len(pauses)]
        synced.server.fault = lambda *_: fault

    monkeypatch.setattr("time.sleep", sleep)
    with pytest.raises(KeyboardInterrupt):
        _watch(session, Passwords())
    said = capsys.readouterr().out.splitlines()
    assert [line[6:26] for line in said] == [
        "9 tasks were sent.", "Nothing new on eithe", said[2][6:26], said[3][6:26], "Nothing new on eithe",
    ]  # fmt: skip
    assert "can't be reached" in said[2] and "asks to wait" in said[3]
    synced.server.fault = lambda *_: ("401 Unauthorized", [], b"")
    asked = len(synced.server.asked)
    with pytest.raises(WrongPassword):
        _watch(session, Passwords())
    assert len(synced.server.asked) == asked + 1
    assert pauses[0] < 361 and pauses[2] < pauses[3] < 1441 and 3999 < pauses[4] < 4001


class OwnKeyring(KeyringBackend):
    """A keyring in memory."""

    priority = 1
    held: ClassVar[dict[tuple[str, str], str]] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if self.held.pop((service, username), None) is None:
            raise PasswordDeleteError


class Broken(OwnKeyring):
    """A keyring whose service does not answer, which says so in its own way."""

    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError("no bus")

    set_password = delete_password = get_password  # type: ignore[assignment]


def test_a_password_is_in_the_keyring_or_printed_by_a_command() -> None:
    account = Account("https://dav.example.org/mia/list/", "mia", "Face")
    before = keyring.get_keyring()
    own: Any = OwnKeyring
    nowhere: Any = Nowhere
    broken: Any = Broken
    try:
        for there, found in ((own(), PASSWORD), (nowhere(), None), (broken(), None)):
            keyring.set_keyring(there)
            assert keep_password(account, PASSWORD) == (found is not None)
            assert find_password(account) == found
            forget_password(account)
            forget_password(account)
            assert find_password(account) is None
    finally:
        keyring.set_keyring(before)
    says = f"{shlex.quote(sys.executable)} -c "
    printed = replace(account, password_command=says + "\"print('dew drop'); print('more')\"")
    assert find_password(printed) == PASSWORD
    for command in ("/nowhere/pass", says + '"raise SystemExit(1)"', says + '"print()"', '"'):
        with pytest.raises(NoPassword):
            find_password(replace(account, password_command=command))


@pytest.mark.parametrize("server", ["radicale"], indirect=True)
def test_the_commands(tmp_path: Path, server: RealServer) -> None:
    server.fault = None
    home = tmp_path / "home"
    did(home, "new", "Face")
    variables = {LOOPBACK: "1", "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}

    def sync(*words: str, typed: str = PASSWORD) -> str:
        ran = run(home, "sync", *words, typed=f"{typed}\n", **variables)
        assert (ran.status, ran.err) == (0, ""), ran
        return ran.out

    refused = run(home, "sync", "setup", server.url, "--user", USER, typed="wrong\n", **variables)
    assert (refused.status, refused.err.count("\n")) == (1, 1)
    assert "isn't set up" in did(home, "sync", "status")
    did(home, "visit", "add", "in 10 days", "9:30", "--with", "Dr Kaya")
    server.asked.clear()
    with_visits = ("--list", "Mine", "--with", "visits", "--alarm", "60")
    said = sync("setup", server.url, "--user", USER, *with_visits)
    assert "“Face” has its own list, “Mine”, on 127.0.0.1" in said and "1 appointment was brought up to date" in said
    assert "when, and why it was skipped" in said and "visits and sessions" in said
    calendars = [one for one in server.asked if one.startswith("PUT") and "visits" in one]
    assert len(calendars) == 1
    sync("setup", server.url, "--user", USER, "--list", "Mine")  # without them their calendar goes
    assert [one for one in server.asked if one.startswith("DELETE") and "visits" in one]
    said = sync("setup", server.url, "--user", USER, *with_visits)
    assert "1 appointment was brought up to date" in said
    assert sync() == "Nothing new on either side.\n"
    assert "“Face” is synced with the list “Mine”" in did(home, "sync", "status")
    assert "its list is deleted" in sync("off", "--delete-list")
    assert "isn't set up" in run(home, "sync").err
