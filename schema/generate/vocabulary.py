"""What there is to print: the models of some modules, and the names that stand for unions and literals."""

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel

Model = type[BaseModel]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every model and alias under the one name that it has in the client, in the order of the sources."""

    models: dict[Model, str]
    aliases: list[tuple[str, Any]]

    def alias_of(self, annotation: Any) -> str | None:
        """The name that the sources give to this union or literal, if they give it one."""
        return next((name for name, meant in self.aliases if meant == annotation), None)


def vocabulary(modules: list[ModuleType]) -> Vocabulary:
    """A name that two modules use gets its module's in front: `StudentHello`, `ConsoleHello`."""
    homes = [(name, module) for module in modules for name in [*_models(module), *_aliases(module)]]
    taken = [name for name, _ in homes]

    def named(name: str, module: ModuleType) -> str:
        return module.__name__.rpartition(".")[2].capitalize() + name if taken.count(name) > 1 else name

    return Vocabulary(
        models={m: named(name, home) for home in modules for name, m in _models(home).items()},
        aliases=[(named(name, home), value) for home in modules for name, value in _aliases(home).items()],
    )


def members(union: Any) -> Iterator[Model]:
    """The models of a union such as `StudentSends`, in order."""
    if isinstance(union, type) and issubclass(union, BaseModel):
        yield union
    elif get_origin(union) is Annotated:
        yield from members(get_args(union)[0])
    else:
        for part in get_args(union):
            yield from members(part)


def says(model: Model) -> str:
    """The docstring of the model itself, on one line; empty where it has none."""
    return " ".join(inspect.cleandoc(model.__dict__.get("__doc__") or "").split())


def _models(module: ModuleType) -> dict[str, Model]:
    return {
        name: value
        for name, value in vars(module).items()
        if isinstance(value, type) and issubclass(value, BaseModel) and value.__module__ == module.__name__
    }


def _aliases(module: ModuleType) -> dict[str, Any]:
    return {
        name: value for name, value in vars(module).items() if _is_choice(value) and _made_in(module, name)
    }


def _is_choice(value: Any) -> bool:
    return get_origin(value) is Literal or (get_origin(value) is Annotated and len(list(members(value))) > 1)


def _made_in(module: ModuleType, name: str) -> bool:
    return f"\n{name} = " in inspect.getsource(module)
