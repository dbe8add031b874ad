"""Who may come in: hosts, origins, and a code that works once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from routine_tui.web.access import (
    BROWSERS,
    TRIES,
    TRIES_SECONDS,
    WRONG_AT_MOST,
    Door,
    is_loopback,
    is_own_host,
    is_own_origin,
)
from tests.cases import each_case


class Watch:
    """A clock that a test moves, and what the terminal showed."""

    def __init__(self) -> None:
        self.now, self.codes = 0.0, list[str]()
        self.door = Door(lambda: self.now, self.codes.append)

    def wait(self) -> None:
        self.now += TRIES_SECONDS

    def wrong(self) -> str:
        """A code that is not the one that counts."""
        return f"{(int(self.codes[-1]) + 1) % 10**8:08}"


@each_case(
    ("host", "here", "with_network"),
    [
        ("127.0.0.1:8000", True, True),
        ("127.1.2.3:8000", True, True),
        ("localhost:8000", True, True),
        ("LOCALHOST:8000", True, True),
        ("[::1]:8000", True, True),
        ("192.168.1.7:8000", False, True),
        ("[fe80::1]:8000", False, True),
        ("127.0.0.1:8001", False, False),
        ("127.0.0.1", False, False),
        ("localhost", False, False),
        ("evil.example:8000", False, False),
        ("127.0.0.1.evil.example:8000", False, False),
        ("localhost.evil.example:8000", False, False),
        ("localhost.:8000", False, False),
        ("2130706433:8000", False, False),
        ("0x7f000001:8000", False, False),
        ("", False, False),
        (":8000", False, False),
        ("[::1:8000", False, False),
        ("127.0.0.1:8000@evil.example:8000", False, False),
    ],
)
def test_only_numbers_and_localhost_are_this_machine(host: str, here: bool, with_network: bool) -> None:
    assert is_own_host(host, 8000) is here
    assert is_own_host(host, 8000, allow_network=True) is with_network


@given(st.text(max_size=60))
def test_any_host_is_answered(host: str) -> None:
    assert is_own_host(host, 8000) in (True, False)
    assert is_loopback(host) in (True, False)


@each_case(
    ("origin", "is_own"),
    [
        ("http://127.0.0.1:8000", True),
        ("https://127.0.0.1:8000", False),
        ("http://127.0.0.1:8001", False),
        ("http://localhost:8000", False),
        ("http://evil.example", False),
        ("null", False),
        ("", False),
        (None, False),
    ],
)
def test_an_origin_is_that_of_the_page_that_was_opened(origin: str | None, is_own: bool) -> None:
    assert is_own_origin(origin, "127.0.0.1:8000") is is_own


def test_the_code_lets_one_browser_in_and_then_there_is_another_code() -> None:
    watch = Watch()
    first = watch.codes[-1]
    token = watch.door.try_code(f"{first[:4]} {first[4:]}")
    assert watch.door.knows(token)
    assert watch.codes[-1] != first or len(watch.codes) == 2
    assert watch.door.try_code(first) is None or first == watch.codes[1]
    assert not watch.door.knows(None)
    assert not watch.door.knows("")
    assert not watch.door.knows("x" * 43)


def test_after_some_wrong_codes_the_right_one_waits_too() -> None:
    watch = Watch()
    for _ in range(TRIES):
        assert watch.door.try_code(watch.wrong()) is None
    assert watch.door.waits()
    assert watch.door.try_code(watch.codes[-1]) is None
    watch.wait()
    assert watch.door.knows(watch.door.try_code(watch.codes[-1]))


def test_after_many_wrong_codes_the_code_is_another() -> None:
    watch = Watch()
    first = watch.codes[-1]
    for _ in range(WRONG_AT_MOST):
        watch.door.try_code(watch.wrong())
        watch.wait()
    assert len(watch.codes) == 2
    assert watch.door.try_code(first) is None or first == watch.codes[-1]


def test_ten_thousand_guesses_in_an_hour_let_nobody_in() -> None:
    watch = Watch()
    for guess in range(10_000):
        watch.now += 0.36
        wrong = f"{guess:08}"
        assert watch.door.try_code(wrong) is None or wrong in watch.codes
    tried = 3600 / TRIES_SECONDS * TRIES
    assert len(watch.codes) - 1 <= tried / WRONG_AT_MOST + 1


@given(st.text(max_size=100))
def test_whatever_is_typed_is_answered(typed: str) -> None:
    watch = Watch()
    token = watch.door.try_code(typed)
    assert token is None or "".join(one for one in typed if one in "0123456789") == watch.codes[0]


def test_the_browser_that_came_first_makes_room() -> None:
    watch = Watch()
    tokens = [watch.door.try_code(watch.codes[-1]) for _ in range(BROWSERS + 1)]
    assert [watch.door.knows(token) for token in tokens] == [False, *([True] * BROWSERS)]
