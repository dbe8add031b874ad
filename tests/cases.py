"""Many cases of one claim as one test: a test of pytest's own for each case costs more than most cases do."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

Test = Callable[..., None]


def each_case(
    names: str | tuple[str, ...], cases: Iterable[Any]
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Run a test for each case in turn, as ``pytest.mark.parametrize`` names them; the case that fails is told.

    All cases share the fixtures of the one test: for claims about values, about a file that each case writes anew, and
    about what is refused and leaves all as it was.
    """
    given = (names,) if isinstance(names, str) else names
    all_cases = tuple(cases)
    assert all_cases, "a claim about no case says nothing"

    def of(test: Test) -> Test:
        @wraps(test)
        def each(**fixtures: Any) -> None:
            for case in all_cases:
                values = dict(zip(given, (case,) if isinstance(names, str) else case, strict=True))
                try:
                    test(**values, **fixtures)
                except Exception as error:
                    error.add_note(f"The case: {values!r}")
                    raise

        signature = inspect.signature(test)
        left = [one for name, one in signature.parameters.items() if name not in given]
        each.__signature__ = signature.replace(parameters=left)  # type: ignore[attr-defined]  # what pytest asks for
        del each.__wrapped__
        return each

    return of
