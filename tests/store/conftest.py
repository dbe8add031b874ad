"""A recovery that was lived in for twelve days."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.store.rot import Life, disk_that_takes_all, lived


@pytest.fixture(scope="module")
def _lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    with disk_that_takes_all():
        yield lived(tmp_path_factory.mktemp("home"))


@pytest.fixture
def life(_lived: Life) -> Iterator[Life]:
    """Twelve days of records, a backup of this morning, three ticks since; put right again after each test."""
    yield _lived
    _lived.put(_lived.content, kept_time=True)
