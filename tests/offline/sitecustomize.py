"""What Python runs first in a child of the tests: the network is forbidden there too.

A ``sitecustomize`` that stands behind this one on the path still runs.
"""

from __future__ import annotations

import sys
from importlib.machinery import PathFinder, SourceFileLoader
from os.path import dirname

from no_network import forbid_network  # type: ignore[import-not-found]  # beside this file, as top-level as it is

forbid_network()
sys.path.remove(dirname(__file__))  # noqa: PTH120 (pathlib costs every child 10 ms)
behind = PathFinder.find_spec("sitecustomize")
if behind is not None and isinstance(behind.loader, SourceFileLoader):
    exec(behind.loader.get_code(behind.name) or "", {"__name__": behind.name, "__file__": behind.origin})
