"""`str.format`, whose fields may name attributes and items: each of them goes through its hook."""

from __future__ import annotations

import _string  # type: ignore[import-not-found]
import functools
import string
from collections.abc import Callable, Mapping
from typing import Any

from . import guard
from .hooks import load_attr, load_item
from .turnstile import running


def load_by_name(site: int, thing: Any, name: str) -> Any:
    """`getattr`."""
    name = guard.exact(name)
    return (load_format if name in FORMATS else load_attr)(site, thing, name)


def load_format(site: int, thing: Any, name: str) -> Any:
    """`thing.format` or `thing.format_map`; those of a text are ours."""
    of: Any = thing.__self__ if isinstance(thing, super) else thing  # type: ignore[attr-defined]
    if isinstance(of, str):
        return functools.partial(FORMATS[name], of)
    return FORMATS[name] if of is str else load_attr(site, thing, name)


class _Formatter(string.Formatter):
    def get_field(self, field_name: str, args: Any, kwargs: Any) -> tuple[Any, Any]:
        site = running().current.site
        first, rest = _string.formatter_field_name_split(field_name)
        thing = self.get_value(first, args, kwargs)
        for is_attribute, name in rest:
            thing = (load_attr if is_attribute else load_item)(site, thing, name)
        return thing, first

    def get_value(self, key: Any, args: Any, kwargs: Any) -> Any:
        return args[key] if isinstance(key, int) else kwargs[key]


def _format(text: str, /, *args: Any, **kwargs: Any) -> str:
    return _Formatter().vformat(text, args, kwargs)


def _format_map(text: str, mapping: Mapping[str, Any], /) -> str:
    return _Formatter().vformat(text, (), mapping)


FORMATS: dict[str, Callable[..., str]] = {"format": _format, "format_map": _format_map}
