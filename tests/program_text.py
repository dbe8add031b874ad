"""What stands in the modules of the program, for tests about its text: each is parsed and walked through once."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import routine_tui

PACKAGE = Path(routine_tui.__file__).parent
OF_A_TEXT = {name for name in dir(str) if not name.startswith("_")}


class Source(NamedTuple):
    """What a module holds, without its trees, which would take a hundred megabytes."""

    imports: frozenset[str]
    """The modules that it names in imports, at any place."""
    names: frozenset[tuple[str, str]]
    """What it takes from others: ``("datetime", "now")`` for both ``datetime.now`` and an import of that."""
    texts: tuple[tuple[int, str], ...]
    """Its strings with their lines, those that stand alone, which are docstrings, left out."""
    joined: tuple[str, ...]
    """Its f-strings, with … for what is filled in."""
    taken_apart: tuple[str, ...]
    """What is done with the text of an error that asks or changes what the sentence says."""


@cache
def sources() -> Mapping[str, Source]:
    """Every module of the program, by its path in the package."""
    paths = sorted(PACKAGE.rglob("*.py"))
    return {path.relative_to(PACKAGE).as_posix(): read(path.read_text("utf-8")) for path in paths}


def read(text: str) -> Source:
    """What a module of some text holds."""
    imports: set[str] = set()
    names: set[tuple[str, str]] = set()
    texts, joined = [], []
    alone, caught = set(), set()
    asked: list[tuple[ast.AST, ast.expr]] = []
    """What is done with a value that may be an error's text, and that value."""
    for node in ast.walk(ast.parse(text)):  # which comes to a node before it comes to what is in it
        match node:
            case ast.Constant():
                if isinstance(node.value, str) and id(node) not in alone:
                    texts.append((node.lineno, node.value))
            case ast.Attribute():
                names.add((_last_name(node.value), node.attr))
                if node.attr in OF_A_TEXT or node.attr == "args":
                    asked.append((node, node.value))
            case ast.Subscript():
                asked.append((node, node.value))
            case ast.Compare():
                if isinstance(node.ops[0], ast.In | ast.NotIn):
                    asked.append((node, node.comparators[0]))
            case ast.Expr():
                alone.add(id(node.value))
            case ast.JoinedStr():
                parts = (str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
                joined.append("".join(parts))
            case ast.ExceptHandler():
                caught.add(node.name)
            case ast.Import():
                imports |= {one.name for one in node.names}
            case ast.ImportFrom():
                imports.add(node.module or "")
                names |= {(node.module or "", one.name) for one in node.names if one.name != "time"}
            case _:
                pass
    taken_apart = tuple(ast.unparse(node) for node, value in asked if _is_of_an_error(node, value, caught - {None}))
    return Source(frozenset(imports), frozenset(names), tuple(texts), tuple(joined), taken_apart)


def _last_name(node: ast.expr) -> str:
    """``datetime`` for both ``datetime`` and ``datetime.datetime``."""
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _is_of_an_error(node: ast.AST, value: ast.expr, caught: set[str | None]) -> bool:
    """Whether a value is the text of an error that was caught, or the error whose ``args`` are asked for."""
    if isinstance(node, ast.Attribute) and node.attr == "args":
        return isinstance(value, ast.Name) and value.id in caught
    if not (isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "str" and value.args):
        return False
    return isinstance(value.args[0], ast.Name) and value.args[0].id in caught
