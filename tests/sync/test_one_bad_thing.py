"""One thing on the list that cannot be read, or was not stored, on real servers: it takes nothing else along."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from caldav.calendarobjectresource import Todo

from routine_tui.sync.wording import task_name
from tests.cases import each_case
from tests.sync.real_servers import Reply
from tests.sync.synced import Phone, Synced

pytestmark = pytest.mark.slow
STATUSES = ["404 Not Found", "403 Forbidden", "500 Internal Server Error", "507 Insufficient Storage", "nonsense"]


def answer(*things: str) -> Reply:
    """What a server tells of several things."""
    body = f'<multistatus xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">{"".join(things)}</multistatus>'
    return ("207 Multi-Status", [("Content-Type", "application/xml")], body.encode())


def told(href: str, properties: str, status: str = "200 OK") -> str:
    return (
        f"<response><href>{href}</href><propstat><prop>{properties}</prop><status>HTTP/1.1 {status}</status>"
        "</propstat></response>"
    )


def path_of(task: Todo) -> str:
    return urlsplit(str(task.url)).path


def test_what_cannot_be_read_keeps_nothing_else_from_coming_in(synced: Synced) -> None:
    """Seen to fail: where a server could not read one of several tasks, none of them came in, ever."""
    synced.sync()
    phone = Phone(synced)

    @each_case("status", STATUSES)
    def of(status: str) -> None:
        for step_id in synced.steps[:2]:
            phone.tick(step_id, "jtx", synced.clock.now())
        bad, good = (phone.task(step_id) for step_id in synced.steps[:2])
        whole = told(path_of(good), f'<getetag>"9"</getetag><C:calendar-data>{good.data}</C:calendar-data>')
        for broken in (
            f"<response><href>{path_of(bad)}</href><status>HTTP/1.1 {status}</status></response>",
            told(path_of(bad), "<C:calendar-data/>", status),
        ):
            synced.server.fault = lambda _, method, path, broken=broken: (
                answer(broken, whole) if method == "REPORT" else None
            )
            assert (synced.sync().refused, synced.state(0), synced.state(1)) == (1, "due", "done")
        synced.server.fault = None
        synced.sync()
        assert synced.state(0) == "done"
        synced.planner.untick(synced.planner.today(), synced.steps[:2])
        synced.sync()

    of()


def test_what_cannot_be_listed_is_not_put_there_again(synced: Synced) -> None:
    """Seen to fail: a list with one such thing was taken for no list at all."""
    synced.sync()
    today = synced.planner.today()
    synced.planner.tick(today, synced.steps[:1])
    path = "/" + synced.account.url.split("/", 3)[3]
    name = task_name(synced.planner.recovery.id, today, synced.steps[0])
    list_itself = told(path, "<resourcetype><collection/></resourcetype>")
    for broken in (
        f"<response><href>{path}{name}</href><status>HTTP/1.1 403 Forbidden</status></response>",
        told(f"{path}{name}", "<getetag/>", "403 Forbidden"),
    ):
        synced.server.fault = lambda _, method, path, broken=broken: (
            answer(*([list_itself] if method == "PROPFIND" else []), broken) if method != "PUT" else None
        )
        synced.server.asked.clear()
        synced.sync()
        assert not [one for one in synced.server.asked if name in one]
    synced.server.fault = None
    assert synced.sync().sent == 1
    assert synced.state(0) == "done"
    assert synced.requests() == ["PROPFIND"]


def test_a_server_that_says_that_it_stored_and_did_not_takes_no_tick_along(synced: Synced) -> None:
    """Seen to fail where it told a version, too: its old task was taken for one that was taken back on the phone."""
    synced.sync()
    today = synced.planner.today()
    synced.planner.tick(today, synced.steps[:1])
    lies: list[list[tuple[str, str]]] = [[("ETag", '"lie"')], [], [("ETag", '"another"')]]
    for headers in lies:
        synced.server.fault = lambda _, method, path, headers=headers: (
            ("201 Created", headers, b"") if method == "PUT" else None
        )
        synced.sync()
        assert synced.state(0) == "done"
    synced.server.fault = None
    assert (synced.sync().sent, synced.sync().sent, synced.state(0)) == (1, 0, "done")
    assert str(Phone(synced).task(synced.steps[0]).icalendar_component["status"]) == "COMPLETED"
    assert synced.requests() == ["PROPFIND"]
