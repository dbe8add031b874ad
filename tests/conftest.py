"""How the whole suite runs: without a network, and property tests with modest numbers; in CI more, and the same."""

from __future__ import annotations

import ctypes
import gc
import os
import re
import sys
import tempfile
from collections.abc import Generator
from contextlib import suppress
from functools import cache
from importlib import import_module
from itertools import count
from pathlib import Path
from shutil import disk_usage
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests import quiet_workers, typesetter
from tests.offline.no_network import forbid_network

COUNTED = {Path(__file__).parent / room for room in ("model", "store", "exporters", "importers", "planner", "cli")}
"""Whose tests count lines, in CI: those of the heart, and of the rooms that use it without a screen."""
_ALL_SLOW = re.compile(r"^pytestmark = \[?pytest\.mark\.slow\b", re.MULTILINE)
_SCREEN = Path(__file__).parent / "ui"
_FILES_ENDED = count(1)
ROOM = 1_000_000_000
"""Bytes that have to be free in memory."""

if "no_network" not in sys.modules:  # a worker of xdist is a child too: it is watched from its start
    forbid_network()
_OFFLINE = str(Path(__file__).parent / "offline")
"""What is in here forbids the network in every child that is given the PYTHONPATH."""
_INHERITED = [folder for folder in os.environ.get("PYTHONPATH", "").split(os.pathsep) if folder not in ("", _OFFLINE)]
os.environ["PYTHONPATH"] = os.pathsep.join([_OFFLINE, *_INHERITED])

typesetter.stand_in()
sys.dont_write_bytecode = False
"""Without bytecode every worker and every child compiles the program anew, which is half of what a child costs."""
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
_MEMORY = Path("/dev/shm")
"""A folder in memory, where there is one: the suite makes tens of thousands of small files."""
if "PYTEST_XDIST_WORKER" not in os.environ and os.access(_MEMORY, os.W_OK) and disk_usage(_MEMORY).free > ROOM:
    os.environ["TMPDIR"] = tempfile.tempdir = str(_MEMORY)

_QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]

settings.register_profile("local", deadline=None, max_examples=5, suppress_health_check=_QUIET)
settings.register_profile("ci", settings.get_profile("local"), max_examples=25, derandomize=True, database=None)
settings.register_profile("long", settings.get_profile("local"), max_examples=3000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "local"))


def pytest_configure(config: pytest.Config) -> None:
    """Let workers tell only what is shown."""
    quiet_workers.say_less(config)


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Generator[None, object, object]:
    """Look for nothing to throw away while all is kept: that took a tenth of the time in which tests are found."""
    gc.disable()
    try:
        if os.environ.get("PYTEST_XDIST_WORKER", "gw0") != "gw0" and _is_whole(session.config):
            _import_from_the_end(session.config.rootpath)
        return (yield)
    finally:
        gc.enable()


def _is_whole(config: pytest.Config) -> bool:
    """Whether no part of the suite was named."""
    return config.args_source is not pytest.Config.ArgsSource.ARGS


def _import_from_the_end(root: Path) -> None:
    """Import the tests, the last one first: in a fresh copy a worker compiles half of them, and the first one the rest.

    Two that begin at the same file compile the same files at the same time. What cannot be imported is told when it is
    found.
    """
    for path in sorted(Path(__file__).parent.rglob("test_*.py"), reverse=True):
        if not _is_slow(path):
            with suppress(Exception):
                import_module(".".join(path.relative_to(root).with_suffix("").parts))


@cache
def _is_slow(path: Path) -> bool:
    """Whether a whole file of tests is slow."""
    return _ALL_SLOW.search(path.read_text("utf-8")) is not None


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Read no file whose tests are all slow, nor the libraries that it needs, where slow tests are not to run."""
    is_left_out = config.option.markexpr == "not slow" and collection_path.suffix == ".py" and _is_slow(collection_path)
    return True if is_left_out else None


def pytest_collection_finish() -> None:
    """Let no collection look again and again through what every test shares: it took a sixth of the time."""
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


def pytest_make_parametrize_id(val: object) -> str | None:
    """Keep out of a test's name what a command line does not give back, so that each test can be run by its name."""
    return re.sub(r"[^\w .,+-]", "_", val)[:60] if isinstance(val, str) else None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Count lines where the heart is tested with written-out cases, and in no other test: counting doubles its time."""
    is_counted = not COUNTED.isdisjoint(item.path.parents) and item.get_closest_marker("hypothesis") is None
    stopped: list[Any] = []  # a worker has two: its own, and that of every process that was started while lines count
    current = import_module("coverage").Coverage.current  # by name, as type checkers take docs/coverage.py for it
    while not is_counted and (counting := current()) is not None:
        counting.stop()
        stopped.append(counting)
    try:
        return (yield)
    finally:
        for counting in reversed(stopped):
            counting.start()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Give back what the apps of a file held in circles, which would else wait for a hundred megabytes more.

    What is left then is what all tests share, such as modules: no later collection looks through it again. Files
    without an app hold little: of those each eighth one will do.
    """
    if nextitem is None or nextitem.path != item.path:
        typesetter.end()
        if _SCREEN in item.path.parents or next(_FILES_ENDED) % 8 == 0:
            gc.collect()
            gc.freeze()
            _give_back()


def _give_back() -> None:
    """Let the C library hand free memory to the system, where it can: a worker would keep the most it ever had."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)


def pytest_xdist_auto_num_workers() -> int:
    """One worker a core: a third on two cores finds and compiles all tests once more, and is no sooner done."""
    return os.cpu_count() or 1
