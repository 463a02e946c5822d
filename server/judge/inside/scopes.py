"""Which names can several threads see?

A local variable belongs to one call, so to one thread, unless an inner function captures it and
somebody binds it again.  A global is shared once some function declares it `global` and binds it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

Function = ast.FunctionDef | ast.Lambda
Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
MODULE, FUNCTION, LAMBDA, CLASS, COMPREHENSION = "module", "function", "lambda", "class", "comprehension"


class Scope:
    """One block of names: a module, class, function, lambda or comprehension."""

    def __init__(self, kind: str, parent: Scope | None) -> None:
        self.kind = kind
        self.parent = parent
        self.bound: dict[str, int] = {}  # name: how often it is bound; once in a loop counts as twice
        self.globals: set[str] = set()
        self.nonlocals: set[str] = set()
        self.shared: set[str] = set()
        self.used: set[str] = set()
        self.children: list[Scope] = []

    def bind(self, name: str, times: int = 1) -> None:
        self.bound[name] = self.bound.get(name, 0) + times

    def owner(self, name: str) -> Scope | None:
        """The function whose variable this is; None if it is a global or a builtin."""
        scope: Scope | None = self
        if name in self.globals:
            return None
        while scope is not None:
            visible = scope is self or scope.kind != CLASS
            if visible and name in scope.bound and name not in scope.nonlocals | scope.globals:
                return None if scope.kind == MODULE else scope
            if name in scope.globals:
                return None
            scope = scope.parent
        return None

    def function(self) -> Scope:
        """The nearest scope that is not a comprehension."""
        scope = self
        while scope.kind == COMPREHENSION and scope.parent is not None:
            scope = scope.parent
        return scope


class Names(ast.NodeVisitor):
    """Finds every scope of a module, and which of their variables are shared."""

    def __init__(self, tree: ast.Module) -> None:
        self.of: dict[ast.AST, Scope] = {}
        self.module = Scope(MODULE, None)
        self.of[tree] = self.module
        self.scope = self.module
        self.in_loop = 0
        self.lazy_annotations = any(
            isinstance(statement, ast.ImportFrom) and statement.module == "__future__"
            for statement in tree.body
        )
        for statement in tree.body:
            self.visit(statement)
        self.shared_globals = self._shared_globals()
        for scope in self._all(self.module):
            self._mark(scope)

    def _all(self, scope: Scope) -> Iterator[Scope]:
        yield scope
        for child in scope.children:
            yield from self._all(child)

    def _shared_globals(self) -> set[str]:
        scopes = [s for s in self._all(self.module) if s is not self.module]
        if any({"globals", "vars"} & s.used for s in scopes):
            return set(self.module.bound)
        return {n for s in scopes for n in s.globals if n in s.bound}

    def _mark(self, scope: Scope) -> None:
        for name in scope.used | set(scope.bound):
            owner = scope.owner(name)
            if owner is None or owner.kind != FUNCTION:
                continue
            if (name in scope.nonlocals and name in scope.bound) or (
                scope.function() is not owner and owner.bound.get(name, 0) > 1
            ):
                owner.shared.add(name)

    # -- scopes ---------------------------------------------------------------------------------

    def _inside(self, node: ast.AST, kind: str) -> Scope:
        scope = Scope(kind, self.scope)
        self.scope.children.append(scope)
        self.of[node] = scope
        return scope

    def _function(self, node: Function, body: list[ast.AST], kind: str) -> None:
        arguments = node.args
        for default in [*arguments.defaults, *arguments.kw_defaults]:
            if default is not None:
                self.visit(default)
        every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
        given = [argument for argument in (*every, arguments.vararg, arguments.kwarg) if argument is not None]
        for annotation in [*(argument.annotation for argument in given), getattr(node, "returns", None)]:
            if annotation is not None:
                self.visit(annotation)
        outer, loops = self.scope, self.in_loop
        self.scope, self.in_loop = self._inside(node, kind), 0
        for argument in given:
            self.scope.bind(argument.arg)
        for child in body:
            self.visit(child)
        self.scope, self.in_loop = outer, loops

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._bind(node.name)
        for decorator in node.decorator_list:
            self.visit(decorator)
        self._function(node, list(node.body), FUNCTION)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._function(node, [node.body], LAMBDA)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._bind(node.name)
        for outside in [*node.decorator_list, *node.bases, *(k.value for k in node.keywords)]:
            self.visit(outside)
        outer = self.scope
        self.scope = self._inside(node, CLASS)
        for child in node.body:
            self.visit(child)
        self.scope = outer

    def _comprehension(self, node: Comprehension) -> None:
        self.visit(node.generators[0].iter)
        outer = self.scope
        self.scope = self._inside(node, COMPREHENSION)
        for place, generator in enumerate(node.generators):
            self.visit(generator.target)
            if place:
                self.visit(generator.iter)
            for condition in generator.ifs:
                self.visit(condition)
        for field in ("key", "value", "elt"):
            if hasattr(node, field):
                self.visit(getattr(node, field))
        self.scope = outer

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _comprehension

    # -- names ----------------------------------------------------------------------------------

    def _bind(self, name: str) -> None:
        self.scope.bind(name, 2 if self.in_loop else 1)

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            self.scope.used.add(node.id)
        else:
            self._bind(node.id)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.visit(node.value)
        self.scope.function().bind(node.target.id, 2 if self.in_loop else 1)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if isinstance(node.target, ast.Name):
            self.scope.used.add(node.target.id)
        self.generic_visit(node)

    def visit_Global(self, node: ast.Global) -> None:
        self.scope.globals.update(node.names)

    def visit_Nonlocal(self, node: ast.Nonlocal) -> None:
        self.scope.nonlocals.update(node.names)

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        if node.name:
            self._bind(node.name)
        self.generic_visit(node)

    def visit_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        for alias in node.names:
            self._bind((alias.asname or alias.name).partition(".")[0])

    visit_ImportFrom = visit_Import

    def _loop(self, node: ast.For | ast.While) -> None:
        self.in_loop += 1
        self.generic_visit(node)
        self.in_loop -= 1

    visit_For = visit_While = _loop

    def visit_MatchAs(self, node: ast.MatchAs) -> None:
        if node.name:
            self._bind(node.name)
        self.generic_visit(node)

    def visit_MatchStar(self, node: ast.MatchStar) -> None:
        if node.name:
            self._bind(node.name)

    def visit_MatchMapping(self, node: ast.MatchMapping) -> None:
        if node.rest:
            self._bind(node.rest)
        self.generic_visit(node)
