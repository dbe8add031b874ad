"""How the whole suite runs: property tests with modest numbers, the same ones every time in CI."""

from __future__ import annotations

import gc
import os

from hypothesis import HealthCheck, settings

_QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]

settings.register_profile("local", deadline=None, max_examples=40, suppress_health_check=_QUIET)
settings.register_profile("ci", settings.get_profile("local"), derandomize=True, database=None)
settings.register_profile("long", settings.get_profile("local"), max_examples=3000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "local"))


def pytest_collection_finish() -> None:
    """Let no collection look again and again through what every test shares: it took a sixth of the time."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
