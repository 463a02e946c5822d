"""Rewrites a submission so that every access to what threads can share goes through a hook.

The rewritten program computes exactly what the original does.  Loads, stores and calls keep Python's
order of evaluation; an augmented assignment is a load, a computation and a store.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from types import CodeType

from .rewriter import Rewriter
from .scopes import Names
from .scribe import Site, Span

FILENAME = "<submission>"


@dataclass(frozen=True, slots=True)
class Program:
    """A submission, ready to run."""

    code: CodeType
    sites: tuple[Site, ...]
    lines: tuple[bytes, ...]
    has_loops: bool

    def text(self, span: Span) -> str:
        line, column, end_line, end_column = span
        if line != end_line:
            return self.lines[line - 1][column:].decode("utf-8", "replace") + "…"
        return self.lines[line - 1][column:end_column].decode("utf-8", "replace")


def instrument(source: str, tree: ast.Module) -> Program:
    has_loops = any(isinstance(node, ast.While) for node in ast.walk(tree))
    rewriter = Rewriter(Names(tree))
    rewritten = rewriter.module(tree)
    ast.fix_missing_locations(rewritten)
    code = compile(rewritten, FILENAME, "exec", dont_inherit=True)
    lines = tuple(line.encode() for line in source.splitlines())
    return Program(code, tuple(rewriter.sites), lines, has_loops)
