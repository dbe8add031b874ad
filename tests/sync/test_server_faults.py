"""Real servers that die, refuse, ask to wait, or lose the list: nothing is lost, and one sentence says what it was."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import pytest

from routine_tui.cli.session import CliSession
from routine_tui.cli.sync import _watch
from routine_tui.cli.sync_server import Passwords
from routine_tui.model.sync_errors import SyncError, UnsafeAddress, WrongPassword
from routine_tui.sync.connection import Connection
from routine_tui.sync.discovery import make_list, remove_list
from tests.cases import each_case
from tests.planned import SetClock
from tests.sync.real_servers import PASSWORD, USER, RealServer, Reply, serving
from tests.sync.synced import CUT, Phone, Synced

pytestmark = pytest.mark.slow
HERE = Path(__file__).parent
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
