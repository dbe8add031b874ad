"""Pytest collects once, and each mutant gets a fork of it: see ``benchmarks/mutants.py``."""

from __future__ import annotations

import json
import os
import resource
import select
import signal
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import Final

import pytest
from hypothesis import Phase, settings
from mutmut.configuration import config
from mutmut.mutation.trampoline import set_mutant_under_test
from mutmut.state import state

MOST_SECONDS: Final = 6.0
"""Time of a processor that the tests of one mutant may take without it (s); the longest are left out first."""


def pytest_sessionstart() -> None:
    """Leave out the search for a small example: one that fails is all that counts."""
    settings.register_profile("mutants", settings.get_profile("ci"), phases=(Phase.explicit, Phase.generate))
    settings.load_profile("mutants")
    config()


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    """Run the tests once to see which of them reach what, then those that reach it for each mutant."""
    plan = Path(os.environ["MUTANTS_PLAN"])
    outcome, killer = plan.with_name("outcome.json"), plan.with_name("killer")
    if _forked(300, lambda: _look(session, outcome)) != 0:
        raise RuntimeError("The tests do not pass without a mutant.")
    reached: dict[str, dict[str, float]] = json.loads(outcome.read_text("utf-8"))
    every = {one: spent for tests in reached.values() for one, spent in tests.items()}
    results: dict[str, str] = {}
    killers: Counter[tuple[str, str]] = Counter()
    for mutant in ("", *json.loads(plan.read_text("utf-8"))):
        function = mutant.partition("__mutmut_")[0]
        tests = reached.get(function, {}) if mutant else every
        order = sorted(tests, key=lambda one: (-killers[function, one], tests[one]))
        spent = list(accumulate(tests[one] for one in order))
        chosen = [one for one, until in zip(order, spent, strict=True) if until < MOST_SECONDS]
        if not chosen:
            results[mutant] = "no test"
            continue
        status = _forked(10 + 4 * MOST_SECONDS, partial(_try, session, mutant, chosen, killer))
        results[mutant] = {0: "survived", None: "timeout"}.get(status, "killed")
        if results[mutant] != "survived":
            killers[function, killer.read_text("utf-8")] += 1
        print(results[mutant], mutant, killer.read_text("utf-8"), file=sys.stderr, flush=True)
    if results.pop("") != "survived":
        raise RuntimeError("The tests do not pass in another order.")
    outcome.write_text(json.dumps(results), "utf-8")
    return True


def _look(session: pytest.Session, outcome: Path) -> int:
    """Note which test reaches which function, and how much time of a processor the test takes (s)."""
    set_mutant_under_test("stats")
    reached: dict[str, dict[str, float]] = {}
    for item, following in zip(session.items, [*session.items[1:], None], strict=True):
        state()._stats.clear()
        began = sum(os.times()[:4])
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            print(f"without a mutant, this does not pass: {item.nodeid}", file=sys.stderr)
            return 1
        for function in state()._stats:
            reached.setdefault(function, {})[item.nodeid] = sum(os.times()[:4]) - began
    outcome.write_text(json.dumps(reached), "utf-8")
    return 0


def _try(session: pytest.Session, mutant: str, chosen: list[str], killer: Path) -> int:
    """Run tests with a mutant until one does not pass; gives 1 where one did not."""
    set_mutant_under_test(mutant)
    items = {item.nodeid: item for item in session.items}
    for name, following in zip(chosen, [*chosen[1:], ""], strict=True):
        killer.write_text(name)
        items[name].config.hook.pytest_runtest_protocol(item=items[name], nextitem=items.get(following))
        if session.testsfailed:
            return 1
    return 0


def _forked(seconds: float, action: Callable[[], int]) -> int | None:
    """The status of an action in a child of its own; None where it took more time of a processor than it may (s).

    One that waits without end is ended as well, but later: others may want the machine too.
    """
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.setsid()
            resource.setrlimit(resource.RLIMIT_CPU, (int(seconds) + 1, int(seconds) + 2))
            status = action()
        finally:
            os._exit(status)
    watch = os.pidfd_open(child)
    select.select([watch], [], [], 60 + 6 * seconds)
    os.close(watch)
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGXCPU, signal.SIGKILL):
        return None
    return status
