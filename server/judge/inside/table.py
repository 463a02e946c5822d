"""The names under which instrumented code finds its hooks."""

from __future__ import annotations

from typing import Any

from .calls import at, call
from .formats import load_format
from .hooks import (
    Scope,
    begin_attr,
    begin_item,
    binary,
    binds,
    delete_attr,
    delete_item,
    end_attr,
    end_item,
    load_attr,
    load_item,
    load_name,
    loaded,
    seen,
    store_attr,
    store_item,
    store_name,
    update,
)
from .loops import PREFIX, loop_begin
from .wholes import contains, delegate, iterate, whole

HOOKS: dict[str, Any] = {
    PREFIX + name: function
    for name, function in {
        "la": load_attr, "sa": store_attr, "da": delete_attr, "li": load_item, "si": store_item,
        "di": delete_item, "ba": begin_attr, "ea": end_attr, "bi": begin_item, "ei": end_item,
        "up": update, "bin": binary, "all": whole, "in": contains, "iter": iterate, "from": delegate,
        "ln": load_name, "ld": loaded, "see": seen, "bn": binds, "fmt": load_format, "sn": store_name,
        "scope": Scope, "call": call, "at": at, "loop": loop_begin, "slice": slice, "locals": locals,
        "globals": globals,
    }.items()
}  # fmt: skip
