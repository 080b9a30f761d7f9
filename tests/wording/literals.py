"""The texts that stand in Python files.

Everything between quotation marks counts as something people may read, and as little as can be is left
out: what nobody can be shown by its place in the language (docstrings), patterns of `re`, known by a
backslash or by `(?`, and marks alone. Keys, ids and SQL need no rule of their own as long as none looks
like a forbidden word; the day one does, it is named in `said.MACHINE_WORDS`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

FILLED_IN = "…"  # stands for what a sentence gets at run time


def literals(file: Path) -> Iterator[tuple[int, str]]:
    """Line and text of every literal, one that is put together as a whole."""
    yield from _within(ast.parse(file.read_text(encoding="utf-8")))


def _within(node: ast.AST) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return  # a docstring
    if isinstance(node, ast.Constant | ast.JoinedStr | ast.BinOp):
        text = _joined(node)
        if text is not None and _is_text(text):
            yield getattr(node, "lineno", 0), text
        inner = _filled_in(node)
    else:
        inner = list(ast.iter_child_nodes(node))
    for child in inner:
        yield from _within(child)


def _joined(node: ast.AST) -> str | None:
    """The text of a literal, of pieces in a row (f-strings) and of sums; None of anything else."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(_joined(part) or FILLED_IN for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        sides = _joined(node.left), _joined(node.right)
        return None if sides == (None, None) else "".join(side or FILLED_IN for side in sides)
    return None


def _filled_in(node: ast.AST) -> list[ast.AST]:
    """What stands within a text and is looked at by itself: the fields of an f-string, other terms."""
    if isinstance(node, ast.JoinedStr):
        return [part for part in node.values if isinstance(part, ast.FormattedValue)]
    if isinstance(node, ast.BinOp):
        sides = (node.left, node.right)
        if _joined(node) is None:
            return list(sides)
        return [
            part for side in sides for part in (_filled_in(side) if _joined(side) is not None else [side])
        ]
    return []


def _is_text(text: str) -> bool:
    says_something = FILLED_IN in text or any(letter.isalpha() for letter in text)
    return says_something and "\\" not in text and "(?" not in text
