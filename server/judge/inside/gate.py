"""What a submission may not be: too large, too deep, or reaching for what the rules forbid.

The gate gives honest messages early.  It is not what protects the machine: the sandbox is.
"""

from __future__ import annotations

import ast
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from . import guard
from .facade import ALLOWED_MODULES, HIDDEN_BUILTINS
from .loops import PREFIX

BYTES_MAX = 16 * 1024
LINES_MAX = 2_000
NODES_MAX = 6_000
DEPTH_MAX = 60
TRY_DEPTH_MAX = 6
DIGITS_MAX = 300
VALUES = frozenset(["int", "float", "complex", "str", "bytes"])
EQUALITY = frozenset(["__eq__", "__ne__", "__hash__"])
ONLY_CALLED = frozenset(["getattr", "setattr", "delattr", "hasattr", "vars"])


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a submission is not run, and where."""

    line: int | None
    reason: str


def check(source: str) -> ast.Module | Refused:
    """The syntax tree of a submission that may be run."""
    refused = _check_text(source)
    if refused is not None:
        return refused
    tree = _parse(source)
    if isinstance(tree, Refused):
        return tree
    if not tree.body or all(isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant) for n in tree.body):
        return Refused(1, "The file is empty. Start from the code that the challenge gives you.")
    return _Gate().check(tree) or tree


def _check_text(source: str) -> Refused | None:
    try:
        size = len(source.encode("utf-8"))
    except UnicodeEncodeError as error:
        line = source[: error.start].count("\n") + 1
        return Refused(line, "There is a broken character on this line. Delete it and type it again.")
    if size > BYTES_MAX:
        return Refused(None, f"The file has {size:,} bytes; at most {BYTES_MAX:,} are read. Make it shorter.")
    if "\0" in source:
        line = source[: source.index("\0")].count("\n") + 1
        return Refused(line, "There is a null character on this line. Delete it.")
    if source.count("\n") > LINES_MAX:
        return Refused(LINES_MAX, f"The file has more than {LINES_MAX:,} lines. Make it shorter.")
    return None


def _parse(source: str) -> ast.Module | Refused:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source)
    except SyntaxError as error:
        return Refused(error.lineno, f"Python cannot read this line: {error.msg}.")
    except (RecursionError, MemoryError, ValueError, OverflowError, SystemError):  # the last: of CPython 3.11
        return Refused(None, "The code is nested too deeply or holds a number that is too long.")


def _names_in(node: ast.AST) -> Iterator[str]:
    """Every identifier that stands in the node itself, in whatever role."""
    if isinstance(node, ast.Constant):
        return
    for _, value in ast.iter_fields(node):
        for name in value if isinstance(value, list) else [value]:
            if isinstance(name, str):
                yield name


class _Gate(ast.NodeVisitor):
    def __init__(self) -> None:
        self.nodes = 0
        self.depth = 0
        self.tries = 0
        self.callees: list[ast.expr] = []
        self.found: Refused | None = None

    def check(self, tree: ast.Module) -> Refused | None:
        limit = sys.getrecursionlimit()
        try:
            self.visit(tree)
        except RecursionError:
            return Refused(None, "The code is nested too deeply.")
        finally:
            sys.setrecursionlimit(limit)
        return self.found

    def _refuse(self, node: ast.AST, reason: str) -> None:
        if self.found is None:
            self.found = Refused(getattr(node, "lineno", None), reason)

    def visit(self, node: ast.AST) -> None:
        self.nodes += 1
        self.depth += 1
        if self.nodes > NODES_MAX:
            self._refuse(node, "The program is too large. Make it shorter.")
        elif self.depth > DEPTH_MAX:
            self._refuse(node, "The code is nested too deeply on this line.")
        for name in _names_in(node):
            self._name(node, name)
        if self.found is None:
            super().visit(node)
        self.depth -= 1

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            self._module(node, alias.name)
        self.generic_visit(node)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        if node.level:
            self._refuse(node, "There is no package here to import from. Name a module of the library.")
        self._module(node, node.module or "")
        self.generic_visit(node)

    def _module(self, node: ast.AST, name: str) -> None:
        if name not in ALLOWED_MODULES:
            allowed = "threading, queue, concurrent.futures, time, collections, contextlib, functools"
            self._refuse(node, f"`{name}` cannot be imported here. You may use {allowed} and the like.")

    def _name(self, node: ast.AST, name: str) -> None:
        if name.startswith(PREFIX):
            self._refuse(node, f"Names that begin with `{PREFIX}` are the judge's. Choose another name.")
        elif guard.forbidden(name):
            self._refuse(node, f"`{name}` is out of bounds here. The task needs nothing from inside Python.")

    def visit_Name(self, node: ast.Name) -> None:
        if node.id in HIDDEN_BUILTINS and isinstance(node.ctx, ast.Load):
            self._refuse(node, f"`{node.id}` is not available here. The task can be solved without it.")
        if node.id in ONLY_CALLED and node not in self.callees:
            self._refuse(node, f"`{node.id}` can only be called here, not handed over.")

    def visit_Call(self, node: ast.Call) -> None:
        self.callees.append(node.func)
        self.generic_visit(node)
        self.callees.pop()

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if node.attr in guard.DEFINED_ONLY:
            self._refuse(node, f"`{node.attr}` is out of bounds here. The task can be solved without it.")
        self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        if node.name == "__del__":
            self._refuse(node, "`__del__` runs at moments that nobody controls. Leave it out.")
        self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        is_value = any(isinstance(base, ast.Name) and base.id in VALUES for base in node.bases)
        own = {statement.name for statement in node.body if isinstance(statement, ast.FunctionDef)}
        if is_value and own & EQUALITY:
            self._refuse(node, "A number that equals what it likes is no number. Use a plain one.")
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, int) and abs(node.value) >= 10**DIGITS_MAX:
            self._refuse(node, "There is a number with too many digits on this line.")

    def _async(self, node: ast.AST) -> None:
        self._refuse(node, "`async` code runs in one thread; this task is about threads.")

    visit_AsyncFunctionDef = visit_AsyncFor = visit_AsyncWith = visit_Await = _async

    def _try(self, node: ast.AST) -> None:
        self.tries += 1
        if self.tries > TRY_DEPTH_MAX:
            self._refuse(node, "`try` is nested too deeply on this line.")
        self.generic_visit(node)
        self.tries -= 1

    visit_Try = visit_TryStar = visit_With = _try
