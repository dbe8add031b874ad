"""A server that means harm, is broken, or is not the server: nothing is lost, and one sentence says what it is."""

from __future__ import annotations

import logging
import socket
import threading
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from routine_tui.model.sync_errors import SyncError
from routine_tui.sync.connection import LARGEST_ANSWER, Connection
from tests.cases import each_case
from tests.sync.phone import ticked
from tests.sync.real_servers import PASSWORD, USER, Reply, serving
from tests.sync.synced import CUT, Phone, Synced

pytestmark = [pytest.mark.slow, pytest.mark.parametrize("server", ["radicale"], indirect=True)]
PAGE = b"<!DOCTYPE html><html><body><form>Please sign in<br></form>"
HTML = [("Content-Type", "text/html; charset=utf-8")]
XML = [("Content-Type", "application/xml")]
STRANGE = "sent something that isn't a task list"
ANSWERS: list[tuple[str, Reply, str]] = [
    ("PROPFIND", ("200 OK", HTML, PAGE), STRANGE),
    ("PROPFIND", ("200 OK", [], b""), STRANGE),
    ("PROPFIND", ("207 Multi-Status", XML, b""), STRANGE),
    ("PROPFIND", ("207 Multi-Status", HTML, PAGE), STRANGE),
    ("PROPFIND", ("207 Multi-Status", XML, b'<multistatus xmlns="DAV:"/>'), STRANGE),
    ("PROPFIND", ("207 Multi-Status", XML, b'<multistatus xmlns="DAV:"><response/></multistatus>'), STRANGE),
    ("PROPFIND", ("207 Multi-Status", XML, b'<?xml version="1.0" encoding="utf-16"?><a xmlns="DAV:"/>'), STRANGE),
    ("PROPFIND", ("207 Multi-Status", XML, b"\xff\xfe\x00<"), STRANGE),
    ("PROPFIND", ("207 Multi-Status", XML, b"<a>" * 100_000), STRANGE),
    ("PROPFIND", ("207 Multi-Status", XML, b" " * (LARGEST_ANSWER + 1)), STRANGE),
    ("PROPFIND", ("207 Multi-Status", [("Content-Encoding", "gzip")], b"not packed"), STRANGE),
    ("PROPFIND", ("302 Found", [("Location", "/")], b""), "has moved the list"),
    ("PROPFIND", ("429 Too Many", [("Retry-After", "soon")], b""), "is busy and asks to wait"),
    ("PROPFIND", ("429 Too Many", [("Retry-After", "-5")], b""), "is busy and asks to wait"),
    ("PROPFIND", ("429 Too Many", [("Retry-After", "Wed, 21 Oct 2099 07:28:00 GMT")], b""), "is busy and asks to wait"),
    ("PROPFIND", ("401 No", [], b""), "Setting it up again stores a new one"),
    ("PROPFIND", ("401 No", [("WWW-Authenticate", "Negotiate")], b""), ""),
    ("REPORT", ("207 Multi-Status", XML, b'<multistatus xmlns="DAV:"><response><href>x</href></response>'), STRANGE),
    ("PUT", ("200 OK", HTML, PAGE), STRANGE),
    ("PUT", ("403 Forbidden", [], b""), "doesn't allow changes to this list"),
    ("PUT", ("302 Found", [("Location", "/")], b""), "has moved the list"),
]  # fmt: skip


def test_no_answer_ends_in_more_than_a_sentence_or_takes_anything_along(synced: Synced) -> None:
    synced.sync()
    phone, today = Phone(synced), synced.planner.today()

    @each_case(("method", "answer", "sentence"), ANSWERS)
    def of(method: str, answer: Reply, sentence: str) -> None:
        synced.planner.tick(today, [synced.steps[0]])
        phone.tick(synced.steps[1], "tasks.org", synced.clock.now())
        synced.server.asked.clear()
        synced.server.fault = lambda _, asked, path: answer if asked == method else None
        said = synced.refusal()
        assert sentence in said and "\n" not in said and PASSWORD not in said
        assert len(synced.server.asked) <= 4
        synced.server.fault = None
        forget_the_wait(synced)
        synced.sync()
        synced.sync()
        assert [synced.state(0), synced.state(1)] == ["done", "done"]
        assert str(phone.task(synced.steps[0]).icalendar_component["status"]) == "COMPLETED"
        synced.planner.untick(today, synced.steps)
        synced.sync()
        assert [synced.state(0), synced.state(1)] == ["due", "due"]

    of()


def forget_the_wait(synced: Synced) -> None:
    """As if the time had passed that the server asked for."""
    from msgspec.structs import replace

    setup = synced.store.find(synced.planner.recovery.id)
    assert setup is not None
    synced.store.keep(synced.planner.recovery.id, replace(setup, state=replace(setup.state, wait_until=None)))


def test_an_answer_without_any_task_is_no_list_that_was_emptied(synced: Synced) -> None:
    """What both sides agreed on is remembered, or a tick that was undone would come back."""
    today = synced.planner.today()
    synced.planner.tick(today, [synced.steps[0]])
    synced.sync()
    synced.planner.undo()
    empty: Reply = ("207 Multi-Status", XML, b'<multistatus xmlns="DAV:"></multistatus>')
    synced.server.fault = lambda _, method, path: empty if method == "PROPFIND" else None
    synced.refusal()
    synced.server.fault = None
    synced.sync()
    assert synced.state(0) == "due"


def test_a_set_up_that_dies_at_any_request_is_one_sentence_and_can_be_done_again(synced: Synced) -> None:
    synced.server.asked.clear()
    synced.set_up()
    count = len(synced.server.asked)
    assert count >= 3
    for loses in (False, True):
        for at in range(count):
            for answer in (CUT, ("200 OK", HTML, PAGE), ("500 No", [], b""), ("302 Found", [("Location", "/x")], b"")):
                synced.server.loses_answers = loses and answer is CUT
                synced.server.asked.clear()
                synced.server.fault = lambda number, *_, at=at, answer=answer: answer if number == at else None
                try:
                    synced.set_up()
                except SyncError as error:
                    assert "\n" not in str(error) and PASSWORD not in str(error)
                finally:
                    synced.server.fault, synced.server.loses_answers = None, False
    synced.set_up()
    assert synced.sync().problem == ""


def test_a_server_that_leads_elsewhere_gets_no_password_sent_there(synced: Synced, tmp_path: Path) -> None:
    """Seen to fail: at a set up the password followed wherever the server pointed, if only that was encrypted."""
    with serving("radicale", tmp_path / "other") as other:
        home = f"""<multistatus xmlns="DAV:"><response><href>/</href><propstat><prop>
            <C:calendar-home-set xmlns:C="urn:ietf:params:xml:ns:caldav"><href>{other.url}x/</href>
            </C:calendar-home-set></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>"""
        answers = [(f"{status} Moved", [("Location", f"{other.url}dav/")], b"") for status in (301, 302, 303, 307, 308)]
        for answer in (*answers, ("207 Multi-Status", XML, home.encode())):
            synced.server.fault = lambda *_, answer=answer: answer
            with pytest.raises(
                SyncError, match=r"leads to 127\.0\.0\.1:[0-9]+, another server, so your password was not"
            ):
                synced.set_up()
            assert "127.0.0.1" in synced.refusal()
        assert other.asked == []


@pytest.mark.parametrize("text", [b"\xef\xbf\xbe", b"\x01", b"\x00", b"\xff", b"&#0;", b"&#x1F;"])
def test_a_title_with_what_xml_does_not_allow_stops_no_sync(synced: Synced, text: bytes) -> None:
    """Seen to fail: servers hand on a title with U+FFFE as it is, and from then on nothing came in any more."""
    synced.sync()
    phone = Phone(synced)
    for step_id in synced.steps[:2]:
        phone.tick(step_id, "tasks.org", synced.clock.now())
    parts = []
    for href, content in (
        ("x.ics", b""),
        *((urlsplit(str(one.url)).path, one.data.encode()) for one in map(phone.task, synced.steps)),
    ):
        broken = content.replace(b"SUMMARY:", b"SUMMARY:" + text, 1)
        told = b"<getetag>1</getetag><C:calendar-data>" + broken + b"</C:calendar-data>"
        status = b"<status>HTTP/1.1 200 OK</status>"
        named = b"<href>" + href.encode() + b"</href>"
        parts.append(
            b"<response>" + named + b"<propstat><prop>" + told + b"</prop>" + status + b"</propstat></response>"
        )
    start = b'<?xml version="1.0" encoding="UTF-8"?><multistatus xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">'
    answer: Reply = ("207 Multi-Status", XML, start + b"".join(parts) + b"</multistatus>")
    synced.server.fault = lambda _, method, path: answer if method == "REPORT" else None
    assert synced.sync().taken == 2


def test_a_list_that_was_renamed_or_made_read_only_and_a_password_that_was_changed(synced: Synced) -> None:
    synced.sync()
    phone, today = Phone(synced), synced.planner.today()
    rename = """<propertyupdate xmlns="DAV:"><set><prop><displayname>Milk</displayname></prop></set></propertyupdate>"""
    assert phone.client.proppatch(synced.account.url, rename).status == 207
    phone.tick(synced.steps[0], "jtx", synced.clock.now())
    assert synced.sync().taken == 1
    synced.planner.tick(today, [synced.steps[1]])
    writes = ("PUT", "DELETE")
    synced.server.fault = lambda _, method, path: ("403 Forbidden", [], b"") if method in writes else None
    phone_sees = phone.task(synced.steps[2]).data.encode()
    synced.server.fault = None
    phone.write(phone.task(synced.steps[2]), ticked(phone_sees, "thunderbird", synced.clock.now()))
    synced.server.fault = lambda _, method, path: ("403 Forbidden", [], b"") if method in writes else None
    assert "doesn't allow changes to this list" in synced.refusal()
    assert synced.state(2) == "done"  # what can be read comes in all the same
    synced.server.fault = None
    (Path(synced.server.folder) / "users").write_text(f"{USER}:new one\n")
    try:
        assert "Setting it up again stores a new one" in synced.refusal()
        assert synced.sync("new one").sent == 1
    finally:
        (Path(synced.server.folder) / "users").write_text(f"{USER}:{PASSWORD}\n")


def test_a_server_that_never_answers_is_not_waited_for(synced: Synced, monkeypatch: pytest.MonkeyPatch) -> None:
    synced.sync()
    synced.planner.tick(synced.planner.today(), [synced.steps[0]])
    monkeypatch.setattr("routine_tui.sync.connection.TIMEOUT", 0.3)
    said = threading.Event()
    for method in ("PROPFIND", "PUT"):
        said.clear()

        def fault(_: int, asked: str, path: str, method: str = method) -> Reply | None:
            return CUT if asked == method and said.wait(60) else None

        synced.server.fault = fault
        assert "didn't answer in time" in synced.refusal()
        said.set()
        synced.server.fault = None
    synced.sync()
    assert synced.state(0) == "done"


def test_an_answer_that_comes_a_byte_at_a_time_is_not_waited_for(
    synced: Synced, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each byte was in time, so a sync took as long as the server wanted."""
    monkeypatch.setattr("routine_tui.sync.connection.LONGEST_ANSWER", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as server:
        over = threading.Event()
        threading.Thread(target=drips, args=(server, over)).start()
        address = f"http://127.0.0.1:{server.getsockname()[1]}/"
        with pytest.raises(SyncError, match="didn't answer in time"):
            Connection(address, USER, PASSWORD, synced.clock).ask("PROPFIND", address)
        over.set()


def drips(server: socket.socket, over: threading.Event) -> None:
    """Answer with a list that has no end, a space at a time."""
    with server.accept()[0] as caller:
        caller.recv(65_536)
        caller.sendall(b"HTTP/1.1 207 Multi-Status\r\nContent-Type: application/xml\r\nContent-Length: 9999\r\n\r\n<")
        with suppress(OSError):
            while not over.wait(0.01):
                caller.sendall(b" ")


def test_why_there_is_no_answer_is_told_as_it_is(synced: Synced, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a network it was told that the server had not answered in time, as the library calls that a timeout."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{closed.getsockname()[1]}/"
        with pytest.raises(SyncError, match="the connection was refused or lost"):
            Connection(nobody, USER, PASSWORD, synced.clock).ask("PROPFIND", nobody)

    def no_network(*_: object, **__: object) -> None:
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    monkeypatch.setattr("socket.getaddrinfo", no_network)
    somewhere = "https://cloud.example.com/"
    with pytest.raises(SyncError, match="there is no network, or no server of that name"):
        Connection(somewhere, USER, PASSWORD, synced.clock).ask("PROPFIND", somewhere)


def test_no_password_in_anything_that_is_logged(synced: Synced, caplog: pytest.LogCaptureFixture) -> None:
    import base64

    secret = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
    with caplog.at_level(logging.DEBUG):
        synced.sync()
        synced.server.fault = lambda *_: ("500 Internal Server Error", HTML, PAGE)
        synced.refusal()
        synced.server.fault = lambda *_: ("207 Multi-Status", HTML, PAGE)
        synced.refusal()
    assert not [line for line in caplog.messages if PASSWORD in line or secret in line]
    kept = "".join(path.read_text(errors="replace") for path in synced.planner.home.data.rglob("*") if path.is_file())
    assert PASSWORD not in kept and secret not in kept
