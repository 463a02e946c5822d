"""The rewriting itself: one method per kind of syntax that can touch what threads share."""

from __future__ import annotations

import ast
from typing import Any

from .loops import PREFIX
from .scopes import CLASS, MODULE
from .scribe import Scribe, const, hook, load

_BINARY = (ast.Add, ast.Sub, ast.Mult, ast.BitOr, ast.BitXor, ast.BitAnd)
FORMATS = frozenset(["format", "format_map"])  # of a text: their fields may name attributes and items
_ASKED_OF_SUPER = FORMATS | {"__dict__"}
_NATIVE_CALLS = frozenset(["super", "locals", "dir", "globals"])  # they look at the frame that calls them


class Rewriter(Scribe):
    # -- loads ----------------------------------------------------------------------------------

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if not isinstance(node.ctx, ast.Load):
            return node
        token = self._token(node.id)
        if token is None:
            return node
        site = self._site(node)
        told = hook("ln", node, site, token, const(node.id))
        return hook("ld", node, site, ast.copy_location(ast.BoolOp(ast.Or(), [told, node]), node))

    def _is_native(self, value: ast.expr, name: str) -> bool:
        """`super().x` and `module.x` have nothing to do with shared data."""
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
            private = name[:1] == "_" and not name.endswith("__")
            return value.func.id == "super" and not private and name not in _ASKED_OF_SUPER
        known = isinstance(value, ast.Name) and value.id in self.modules
        return known and self.scope.owner(value.id) is None  # type: ignore[attr-defined]

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        if self._is_native(node.value, node.attr):
            return node
        site = self._site(node, node.value)
        return hook(
            "fmt" if node.attr in FORMATS else "la",
            node,
            site,
            self.visit(node.value),
            const(self._mangled(node.attr)),
        )

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        site = self._site(node, node.value)
        return hook("li", node, site, self.visit(node.value), self._key(node.slice))

    def _key(self, key: ast.expr) -> ast.expr:
        if isinstance(key, ast.Slice):
            parts = [self.visit(p) if p else const(None) for p in (key.lower, key.upper, key.step)]
            return hook("slice", key, *parts)
        if isinstance(key, ast.Tuple):
            key.elts = [self._key(e) for e in key.elts]
            return key
        result: ast.expr = self.visit(key)
        return result

    # -- stores ---------------------------------------------------------------------------------

    def _store(self, target: ast.expr, value: ast.expr) -> ast.stmt:
        """The statement that stores `value` (already rewritten) in `target`."""
        match target:
            case ast.Attribute():
                site = self._site(target, target.value)
                name = const(self._mangled(target.attr))
                done: ast.stmt = ast.Expr(hook("sa", target, site, value, self.visit(target.value), name))
            case ast.Subscript():
                site = self._site(target, target.value)
                key = self._key_after(target)
                done = ast.Expr(hook("si", target, site, value, *key))
            case ast.Name() if (token := self._token(target.id)) is not None:
                site = self._site(target)
                told = hook("sn", target, site, token, const(target.id), value)
                done = ast.Assign([target], told)
            case _:
                done = ast.Assign([target], value)
        return ast.copy_location(done, target)

    def _key_after(self, target: ast.Subscript) -> tuple[ast.expr, ast.expr]:
        return self.visit(target.value), self._key(target.slice)

    def _is_plain(self, target: ast.expr) -> bool:
        match target:
            case ast.Name():
                return self._token(target.id) is None
            case ast.Tuple() | ast.List():
                return all(self._is_plain(e) for e in target.elts)
            case ast.Starred():
                return self._is_plain(target.value)
        return False

    def _unpack(self, target: ast.expr, stores: list[ast.stmt]) -> ast.expr:
        """`target` with a temporary in the place of each leaf; the stores follow in order."""
        match target:
            case ast.Tuple() | ast.List():
                target.elts = [self._unpack(e, stores) for e in target.elts]
                return target
            case ast.Starred():
                target.value = self._unpack(target.value, stores)
                return target
        name = self._temporary()
        stores.append(self._store(target, ast.copy_location(load(name), target)))
        return ast.copy_location(ast.Name(name, ast.Store()), target)

    def _bind(self, target: ast.expr) -> tuple[ast.expr, list[ast.stmt]]:
        if self._is_plain(target):
            return target, []
        stores: list[ast.stmt] = []
        return self._unpack(target, stores), stores

    def visit_Assign(self, node: ast.Assign) -> list[ast.stmt] | ast.stmt:
        unpacked = any(isinstance(t, ast.Tuple | ast.List) for t in node.targets)
        literal = isinstance(node.value, ast.Tuple | ast.List)
        value = self._whole(node.value) if unpacked and not literal else self.visit(node.value)
        if len(node.targets) == 1 and not unpacked:
            return self._store(node.targets[0], value)
        if all(self._is_plain(t) for t in node.targets):
            node.value = value
            return node
        name = self._temporary()
        keep = ast.Assign([ast.Name(name, ast.Store())], value)
        done: list[ast.stmt] = [ast.copy_location(keep, node)]
        for target in node.targets:
            bound, stores = self._bind(target)
            done.append(ast.copy_location(ast.Assign([bound], load(name)), node))
            done.extend(stores)
        return done

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.stmt:
        node.annotation = self._annotation(node.annotation)
        if node.value is None:
            return node
        if self._is_plain(node.target):
            node.value = self.visit(node.value)
            return node
        return self._store(node.target, self.visit(node.value))

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.stmt:
        symbol = const(type(node.op).__name__)
        target = node.target
        match target:
            case ast.Attribute():
                site = self._site(target, target.value, count=2)
                base, name = self.visit(target.value), const(self._mangled(target.attr))
                begun = hook("ba", target, site, base, name)
                done: ast.stmt = ast.Expr(hook("ea", node, begun, symbol, self.visit(node.value)))
            case ast.Subscript():
                site = self._site(target, target.value, count=2)
                begun = hook("bi", target, site, self.visit(target.value), self._key(target.slice))
                done = ast.Expr(hook("ei", node, begun, symbol, self.visit(node.value)))
            case _:
                old = self.visit_Name(ast.copy_location(load(target.id), target))
                site = self._site(target)
                done = self._store(target, hook("up", node, site, symbol, old, self.visit(node.value)))
        return ast.copy_location(done, node)

    def visit_Delete(self, node: ast.Delete) -> list[ast.stmt]:
        done: list[ast.stmt] = []
        for target in node.targets:
            match target:
                case ast.Attribute():
                    site, name = self._site(target, target.value), const(self._mangled(target.attr))
                    done.append(ast.Expr(hook("da", target, site, self.visit(target.value), name)))
                case ast.Subscript():
                    site = self._site(target, target.value)
                    done.append(ast.Expr(hook("di", target, site, *self._key_after(target))))
                case ast.Name():
                    done += [*self._told(target, target.id), ast.Delete([target])]
        return [ast.copy_location(statement, node) for statement in done]

    def visit_NamedExpr(self, node: ast.NamedExpr) -> ast.NamedExpr:
        node.value = self.visit(node.value)
        token = self._token(node.target.id)
        if token is not None:
            site = self._site(node.target)
            node.value = hook("sn", node, site, token, const(node.target.id), node.value)
        return node

    # -- calls and operators --------------------------------------------------------------------

    def _whole(self, value: ast.expr) -> ast.expr:
        """`value`, which is about to be read from end to end."""
        if isinstance(value, ast.Constant):
            return value
        return hook("all", value, self._site(value), self.visit(value))

    def visit_Call(self, node: ast.Call) -> ast.Call:
        native = isinstance(node.func, ast.Name) and node.func.id in _NATIVE_CALLS
        native = native or (isinstance(node.func, ast.Name) and node.func.id == "vars" and not node.args)
        site = self._site(node, node.func)
        function = self.visit(node.func)
        node.args = [self.visit(a) for a in node.args]
        for keyword in node.keywords:
            keyword.value = self.visit(keyword.value) if keyword.arg else self._whole(keyword.value)
        if native:
            return node
        node.args = [site, function, *node.args]
        node.func = ast.copy_location(load(PREFIX + "call"), node)
        return node

    def visit_Starred(self, node: ast.Starred) -> ast.Starred:
        if isinstance(node.ctx, ast.Load):
            node.value = self._whole(node.value)
        return node

    def visit_FormattedValue(self, node: ast.FormattedValue) -> ast.FormattedValue:
        node.value = self._whole(node.value)
        if node.format_spec is not None:
            node.format_spec = self.visit(node.format_spec)
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        numbers = any(
            isinstance(o, ast.Constant) and not isinstance(o.value, str) for o in (node.left, node.right)
        )
        if not isinstance(node.op, _BINARY) or (numbers and not isinstance(node.op, ast.Mult)):
            return self.generic_visit(node)  # type: ignore[return-value]
        symbol = const(type(node.op).__name__)
        return hook("bin", node, self._site(node), symbol, self.visit(node.left), self.visit(node.right))

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        if len(node.ops) == 1:
            return self._compare_two(node, node.ops[0], node.left, node.comparators[0])
        for place, symbol in enumerate(node.ops):
            each = node.comparators[place]
            looks = isinstance(symbol, ast.In | ast.NotIn)
            node.comparators[place] = self._whole(each) if looks else self.visit(each)
        node.left = self.visit(node.left)
        return node

    def _compare_two(self, node: ast.Compare, symbol: ast.cmpop, left: Any, right: Any) -> ast.expr:
        match symbol:
            case ast.In() | ast.NotIn():
                found = hook("in", node, self._site(node, right), self.visit(left), self.visit(right))
                return found if isinstance(symbol, ast.In) else self._not(found, node)
            case ast.Eq() | ast.NotEq() if not isinstance(left, ast.Constant) and not isinstance(
                right, ast.Constant
            ):
                name = const(type(symbol).__name__)
                return hook("bin", node, self._site(node), name, self.visit(left), self.visit(right))
        return self.generic_visit(node)  # type: ignore[return-value]

    def _not(self, value: ast.expr, node: ast.AST) -> ast.expr:
        return ast.copy_location(ast.UnaryOp(ast.Not(), value), node)

    # -- statements -----------------------------------------------------------------------------

    def visit_For(self, node: ast.For) -> ast.For:
        node.iter = self._iterable(node.iter)
        node.target, stores = self._bind(node.target)
        node.body = [*stores, *self._block(node.body)]
        node.orelse = self._block(node.orelse)
        return node

    def visit_While(self, node: ast.While) -> list[ast.stmt]:
        name = self._temporary()
        begin = ast.Assign([ast.Name(name, ast.Store())], hook("loop", node, self._site(node.test)))
        spins = self.scope.function().kind not in (MODULE, CLASS) and not _hands_over(node)
        values = hook("locals", node) if spins else const(None)
        turn = ast.Call(ast.Attribute(load(name), "turn", ast.Load()), [values], [])
        both = ast.BoolOp(ast.And(), [ast.copy_location(turn, node.test), self.visit(node.test)])
        node.test = ast.copy_location(both, node.test)
        node.body = self._block(node.body)
        node.orelse = self._block(node.orelse)
        return [ast.copy_location(begin, node), node]

    def visit_YieldFrom(self, node: ast.YieldFrom) -> ast.YieldFrom:
        node.value = hook("from", node, self._site(node.value, node.value), self.visit(node.value))
        return node

    def visit_With(self, node: ast.With) -> ast.With:
        stores: list[ast.stmt] = []
        for item in node.items:
            site = self._site(item.context_expr, item.context_expr)
            item.context_expr = hook("at", item.context_expr, site, self.visit(item.context_expr))
            if item.optional_vars is not None:
                item.optional_vars, more = self._bind(item.optional_vars)
                stores.extend(more)
        node.body = [*stores, *self._block(node.body)]
        return node

    def visit_Match(self, node: ast.Match) -> ast.Match:
        node.subject = hook("see", node, self.visit(node.subject))
        for name in _captured(node):
            if (token := self._token(name)) is not None:
                node.subject = hook("sn", node, self._site(node), token, const(name), node.subject)
        for case in node.cases:
            case.guard = case.guard and self.visit(case.guard)
            case.body = self._block(case.body)
        return node

    def visit_If(self, node: ast.If) -> ast.If:
        node.test = self.visit(node.test)
        node.body = self._block(node.body)
        node.orelse = self._block(node.orelse)
        return node

    def visit_Try(self, node: ast.Try) -> ast.Try:
        node.body = self._block(node.body)
        for handler in node.handlers:
            handler.type = handler.type and self.visit(handler.type)
            handler.body = self._kept(handler, self._block(handler.body))
        node.orelse = self._block(node.orelse)
        node.finalbody = self._block(node.finalbody)
        return node

    visit_TryStar = visit_Try  # type: ignore[assignment]

    # -- names that other statements bind -------------------------------------------------------

    def _told(self, node: ast.AST, name: str) -> list[ast.stmt]:
        """Tells that the next statement binds this name, if others can see it."""
        token = self._token(name)
        if token is None:
            return []
        told = hook("sn", node, self._site(node), token, const(name), const(None))
        return [ast.copy_location(ast.Expr(told), node)]

    def visit_Import(self, node: ast.Import | ast.ImportFrom) -> list[ast.stmt]:
        names = [(alias.asname or alias.name).partition(".")[0] for alias in node.names]
        return [*(told for name in names for told in self._told(node, name)), node]

    visit_ImportFrom = visit_Import

    def _kept(self, handler: ast.ExceptHandler, body: list[ast.stmt]) -> list[ast.stmt]:
        """`except … as name`, where others can see the name: a store, and a deletion at the end."""
        name = handler.name
        if name is None or self._token(name) is None:
            return body
        handler.name = self._temporary()
        target = ast.copy_location(ast.Name(name, ast.Store()), handler)
        end = [self._store(target, const(None)), ast.Delete([ast.Name(name, ast.Del())])]
        return [self._store(target, load(handler.name)), ast.Try(body, [], [], end)]


def _hands_over(loop: ast.While) -> bool:
    """Whether it is a generator's: a turn that changes nothing has still given somebody a value."""
    waiting: list[ast.AST] = [*loop.body, loop.test]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Yield | ast.YieldFrom):
            return True
        if not isinstance(node, ast.FunctionDef | ast.Lambda | ast.ClassDef):
            waiting.extend(ast.iter_child_nodes(node))
    return False


def _captured(node: ast.Match) -> list[str]:
    """The names that its patterns bind."""
    parts = [part for case in node.cases for part in ast.walk(case.pattern)]
    found = [getattr(part, "name", None) or getattr(part, "rest", None) for part in parts]
    return [name for name in dict.fromkeys(found) if name]
