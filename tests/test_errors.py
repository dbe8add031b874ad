"""Errors say what happened in fields: no module takes a sentence apart, and none below the faces names a flag."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import routine_tui
from routine_tui.cli.program import COMMANDS

PACKAGE = Path(routine_tui.__file__).parent
MODULES = {str(path.relative_to(PACKAGE)): path for path in sorted(PACKAGE.rglob("*.py"))}
BELOW = [name for name in MODULES if not name.startswith(("cli/", "ui/"))]
FLAG_OR_COMMAND = re.compile(rf"(?<![\w-])--[a-z]|\broutine-tui ({'|'.join(COMMANDS)})\b")
OF_A_TEXT = {name for name in dir(str) if not name.startswith("_")}


def tree_of(name: str) -> ast.AST:
    return ast.parse(MODULES[name].read_text(encoding="utf-8"))


def literals(tree: ast.AST) -> Iterator[str]:
    """The strings of a module but those that stand alone, which are docstrings; pieces beside each other are one."""
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in alone:
            yield node.value


def taken_apart(tree: ast.AST) -> Iterator[str]:
    """What is done with the text of an error that asks or changes what the sentence says."""
    caught = {node.name for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler) and node.name}
    for node in ast.walk(tree):
        if (isinstance(node, ast.Attribute) and node.attr in OF_A_TEXT) or isinstance(node, ast.Subscript):
            sentence = node.value
        elif isinstance(node, ast.Compare) and isinstance(node.ops[0], ast.In | ast.NotIn):
            sentence = node.comparators[0]
        else:
            continue
        if (
            isinstance(sentence, ast.Call)
            and isinstance(sentence.func, ast.Name)
            and sentence.func.id == "str"
            and isinstance(sentence.args[0], ast.Name)
            and sentence.args[0].id in caught
        ):
            yield ast.unparse(node)
    yield from (
        ast.unparse(node) for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "args" and isinstance(node.value, ast.Name)
        and node.value.id in caught
    )  # fmt: skip


def test_no_flag_and_no_command() -> None:
    found = {name: [text for text in literals(tree_of(name)) if FLAG_OR_COMMAND.search(text)] for name in BELOW}
    assert {name: texts for name, texts in found.items() if texts} == {}


def test_no_sentence_taken_apart() -> None:
    found = {name: list(taken_apart(tree_of(name))) for name in MODULES}
    assert {name: pieces for name, pieces in found.items() if pieces} == {}


def test_both_look() -> None:
    tree = ast.parse(
        "try:\n    ...\nexcept E as error:\n    str(error).replace('a', 'b')\n    'a' in str(error)\n"
        "    str(error)[3:]\n    error.args[0]\n    x = f'use {y} --force'\n"
    )
    assert len(list(taken_apart(tree))) == 4
    assert [text for text in literals(tree) if FLAG_OR_COMMAND.search(text)] == ["use … --force", " --force"]
