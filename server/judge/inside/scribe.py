"""What every part of the rewriting needs: sites, hooks, temporaries, and the scope it is in."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Any

from .loops import PREFIX
from .scopes import Comprehension, Names, Scope

Span = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Site:
    """A place in the source where something shared is touched."""

    line: int
    column: int
    span: Span
    base: Span | None = None  # of `x` in `x.a` and `x[i]`


class Scribe(ast.NodeTransformer):
    def __init__(self, names: Names) -> None:
        self.names = names
        self.scope: Scope = names.module
        self.classes: list[str] = []
        self.sites: list[Site] = []
        self.tokens: dict[Scope, str] = {}
        self.temporaries = 0
        self.modules: set[str] = set()

    # -- helpers --------------------------------------------------------------------------------

    def _site(self, node: Any, base: Any = None, count: int = 1) -> ast.Constant:
        number = len(self.sites)
        site = Site(node.lineno, node.col_offset, span_of(node), None if base is None else span_of(base))
        self.sites.extend([site] * count)
        return const(number)

    def _mangled(self, name: str) -> str:
        owner = self.classes[-1].lstrip("_") if self.classes else ""
        private = name.startswith("__") and not name.endswith("__") and "." not in name
        return f"_{owner}{name}" if owner and private else name

    def _temporary(self) -> str:
        self.temporaries += 1
        return f"{PREFIX}{self.temporaries}"

    def _token(self, name: str) -> ast.expr | None:
        """The object that stands for the scope of a shared variable; None if it is not shared."""
        owner = self.scope.owner(name)
        if owner is None:
            shared = name in self.names.shared_globals
            return hook("globals", load(name)) if shared else None
        return load(self.tokens[owner]) if name in owner.shared else None

    def _iterable(self, value: ast.expr) -> ast.expr:
        return hook("iter", value, self._site(value, value), self.visit(value))

    # -- scopes ---------------------------------------------------------------------------------

    def module(self, tree: ast.Module) -> ast.Module:
        for node in tree.body:
            if isinstance(node, ast.Import):
                found = {(a.asname or a.name).partition(".")[0] for a in node.names}
                self.modules |= {n for n in found if self.names.module.bound.get(n) == 1}
        return ast.Module(self._block(tree.body), [])

    def _block(self, body: list[ast.stmt]) -> list[ast.stmt]:
        done: list[ast.stmt] = []
        for statement in body:
            result = self.visit(statement)
            done.extend(result if isinstance(result, list) else [result])
        return done

    def _arguments(self, arguments: ast.arguments) -> ast.arguments:
        arguments.defaults = [self.visit(d) for d in arguments.defaults]
        arguments.kw_defaults = [d and self.visit(d) for d in arguments.kw_defaults]
        every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        for argument in (*every, arguments.vararg, arguments.kwarg):
            if argument is not None and argument.annotation is not None:
                argument.annotation = self._annotation(argument.annotation)
        return arguments

    def _annotation(self, value: ast.expr) -> ast.expr:
        """It is evaluated like any other expression, unless the submission wants it kept as a text."""
        visited: ast.expr = value if self.names.lazy_annotations else self.visit(value)
        return visited

    def _decorators(self, node: ast.FunctionDef | ast.ClassDef) -> list[ast.expr]:
        """The last one to be applied tells that the name is bound, if others can see it."""
        visited = [self.visit(d) for d in node.decorator_list]
        token = self._token(node.name)
        return (
            visited
            if token is None
            else [hook("bn", node, self._site(node), token, const(node.name)), *visited]
        )

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        node.decorator_list = self._decorators(node)
        node.args = self._arguments(node.args)
        node.returns = node.returns and self._annotation(node.returns)
        outer, self.scope = self.scope, self.names.of[node]
        prologue = self._prologue(node)
        node.body = [*prologue, *self._block(node.body)]
        self.scope = outer
        return node

    def _prologue(self, node: ast.FunctionDef) -> list[ast.stmt]:
        if not self.scope.shared:
            return []
        name = self.tokens[self.scope] = f"{PREFIX}scope{len(self.tokens)}"
        make = ast.Assign([ast.Name(name, ast.Store())], hook("scope", node.body[0]))
        return [ast.copy_location(make, node.body[0])]

    def visit_Lambda(self, node: ast.Lambda) -> ast.Lambda:
        node.args = self._arguments(node.args)
        outer, self.scope = self.scope, self.names.of[node]
        node.body = self.visit(node.body)
        self.scope = outer
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        node.decorator_list = self._decorators(node)
        node.bases = [self.visit(b) for b in node.bases]
        for keyword in node.keywords:
            keyword.value = self.visit(keyword.value)
        outer, self.scope = self.scope, self.names.of[node]
        self.classes.append(node.name)
        node.body = self._block(node.body)
        self.classes.pop()
        self.scope = outer
        return node

    def _comprehension(self, node: Any) -> Any:
        first = node.generators[0]
        first.iter = self._iterable(first.iter)
        outer, self.scope = self.scope, self.names.of[node]
        for place, generator in enumerate(node.generators):
            if place:
                generator.iter = self._iterable(generator.iter)
            generator.ifs = [self.visit(c) for c in generator.ifs]
        for field in ("key", "value", "elt"):
            if hasattr(node, field):
                setattr(node, field, self.visit(getattr(node, field)))
        self.scope = outer
        return node

    def visit_ListComp(self, node: Comprehension) -> Any:
        return self._comprehension(node)

    visit_SetComp = visit_DictComp = visit_GeneratorExp = visit_ListComp


def span_of(node: Any) -> Span:
    return (node.lineno, node.col_offset, node.end_lineno or node.lineno, node.end_col_offset or 0)


def hook(name: str, node: ast.AST, *args: ast.expr) -> ast.Call:
    call = ast.Call(ast.Name(PREFIX + name, ast.Load()), list(args), [])
    return ast.copy_location(call, node)


def const(value: Any) -> ast.Constant:
    return ast.Constant(value)


def load(name: str) -> ast.Name:
    return ast.Name(name, ast.Load())
