"""What a submission may name on things that are not its own, however it spells the name.

The gate reads the text; a name that is put together at run time passes it.  So every access that could reach
the judge, which lives in the same process, is looked at again when it happens.  This keeps a verdict honest;
what protects the machine is the sandbox.
"""

from __future__ import annotations

import builtins
import enum
import functools
import sys
from collections.abc import Callable
from types import BuiltinFunctionType, CellType, CodeType, FrameType, FunctionType, ModuleType, TracebackType
from typing import Any

from .objects import Object


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


OURS = "_tr_"  # begins every name that the judge adds to what a submission sees
OWN = "solution"  # the module that a submission is

# The names between double underscores that may be used.
DUNDERS = _names(
    "__abs__ __add__ __all__ __and__ __author__ __bool__ __bytes__ __call__ __class__ __class_getitem__ "
    "__contains__ __copy__ __debug__ __deepcopy__ __delattr__ __delete__ __delitem__ __dict__ __doc__ "
    "__enter__ __eq__ __exit__ __float__ __floordiv__ __format__ __future__ __ge__ __get__ __getattr__ "
    "__getattribute__ __getitem__ __gt__ __hash__ __iadd__ __index__ __init__ __init_subclass__ __int__ "
    "__isub__ __iter__ __le__ __len__ __lt__ __main__ __missing__ __mod__ __mul__ __name__ __ne__ __neg__ "
    "__new__ __next__ __or__ __post_init__ __qualname__ __radd__ __repr__ __reversed__ __rsub__ __set__ "
    "__set_name__ __setattr__ __setitem__ __slots__ __str__ __sub__ __truediv__ __version__ __wrapped__ "
    "__xor__"
)
# Python's own machinery: frames, code, and the classes of classes.
FRAMES = _names(
    "tb_frame gi_frame gi_code gi_yieldfrom cr_frame cr_code ag_frame ag_code f_back f_globals f_builtins "
    "f_locals f_code co_code co_consts mro"
)
DEFINED_ONLY = _names("__getattribute__ __get__ __set__ __delete__ __set_name__")
OPEN_PRIVATE = _names("_replace _asdict _fields _make _field_defaults _value_ _name_ _missing_")
OF_A_METACLASS = _names("__name__ __qualname__ __doc__ __class__")

MACHINERY = frozenset([FrameType, TracebackType, CodeType, CellType])

PACKAGE = __name__.rpartition(".")[0]
# The parts of the judge from whose objects a run could be steered; those of the others are for submissions.
CLOSED_PARTS = tuple(
    f"{PACKAGE}.{part}"
    for part in (
        *("classify", "crew", "execute", "explorer", "hooks", "instrument", "job", "knowledge", "loops"),
        *("module", "rewriter", "schedulers", "scopes", "scribe", "tasks", "trial", "turnstile", "witness"),
    )
)
REASON = "`{}` is out of bounds here; the task needs nothing from inside Python"


def exact(name: Any) -> Any:
    """The letters of a name, of which a text of a submission's own class may say that they are others."""
    return str.__str__(name) if isinstance(name, str) else name


def forbidden(name: str) -> bool:
    """Whether this name is out of bounds on anything."""
    name = exact(name)
    return name in FRAMES or (name[:2] == "__" == name[-2:] and name not in DUNDERS)


def read(thing: Any, name: str) -> None:
    """Raises where `thing.name` may not be read."""
    if not isinstance(name, str):
        return  # Python itself says what is wrong
    if forbidden(name) or name[:4] == OURS:
        raise AttributeError(REASON.format(name))
    if name[:1] != "_":
        return
    if name[:2] == "__" == name[-2:]:
        if name in DEFINED_ONLY:
            raise AttributeError(REASON.format(name))
        if isinstance(thing, super):
            thing = thing.__self__  # type: ignore[attr-defined]
        if isinstance(thing, type):
            _read_of_a_class(thing, name)
        elif name == "__dict__" and (_is_of_the_library(thing) or _is_partly_judges(thing)):
            raise AttributeError(REASON.format(name))
    elif name not in OPEN_PRIVATE and _is_foreign(thing, name):
        raise AttributeError(REASON.format(name))


def opaque(kind: type) -> bool:
    """Whether such objects are machinery, Python's or the judge's: a submission may hold one, no more."""
    if kind.__module__ == OWN:
        return False
    return kind in MACHINERY or (_is_judges(kind) and kind.__module__.startswith(CLOSED_PARTS))


def given(value: Any) -> None:
    """Raises where something led to a part of the judge."""
    if opaque(type(value)):
        raise AttributeError("that is a part of the judge")


def changed(thing: Any) -> None:
    """Raises where a function of the library would mark or change what is not the submission's own."""
    if isinstance(thing, type | FunctionType | BuiltinFunctionType | ModuleType) and thing.__module__ != OWN:
        raise AttributeError(f"`{thing.__name__}` is not yours to change")


def write(thing: Any, name: str, value: Any) -> None:
    """Raises where `thing.name` may not be set or deleted."""
    read(thing, name)
    if isinstance(thing, ModuleType):
        raise AttributeError(f"`{name}` of this module is not yours to change")
    if name == "__class__" or (isinstance(thing, type) and thing.__module__ != OWN):
        raise AttributeError(f"`{name}` of this class is not yours to change")
    if isinstance(thing, FunctionType) and thing.__module__ != OWN:
        raise AttributeError(f"`{name}` of this function is not yours to change")
    if isinstance(thing, type) and is_metaclass(value):
        raise AttributeError("a class of classes cannot be kept in a class here")


def called(function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
    """Raises where classes are made by a call: their names would not have been looked at."""
    if type(function) is type and issubclass(function, type) and (len(args) != 1 or kwargs):
        raise AttributeError("write a class with `class`")
    if isinstance(function, type) and opaque(function):
        raise AttributeError("that is a part of the judge")
    if isinstance(function, enum.EnumMeta) and len(args) > 1:
        _check_members(args[1])
    for value in args:
        if type(value) is type and issubclass(value, type) and function not in _ASK_ABOUT_CLASSES:
            raise AttributeError("a class of classes cannot be handed over here")
    for value in kwargs.values():
        if is_metaclass(value):
            raise AttributeError("a class of classes cannot be handed over here")


def build_class(make: Callable[..., Any], name: str, /, *bases: Any, **options: Any) -> Any:
    """The `class` statement."""
    if any(is_metaclass(base) for base in bases):
        raise AttributeError("classes of classes cannot be written here")
    if not bases or bases == (object,):
        bases = (Object,)
    made = builtins.__build_class__(make, name, *bases, **options)
    if isinstance(made, type):
        _check_overrides(made)
        if any(is_metaclass(value) for value in vars(made).values()):
            raise AttributeError("a class of classes cannot be kept in a class here")
        for attribute in getattr(made, "__match_args__", ()):
            read(made, attribute)  # a pattern of this class would read it from whatever it is held against
    return made


def _check_members(members: Any) -> None:
    """Of an enumeration that is made by a call: none may have a name that no class here has."""
    names = members.replace(",", " ").split() if isinstance(members, str) else list(members)
    for name in names:
        name = name if isinstance(name, str) else next(iter(name), "")
        if forbidden(name):
            raise AttributeError(REASON.format(name))


def is_metaclass(value: Any) -> bool:
    """Whether calling it could make a class."""
    return isinstance(value, type) and issubclass(value, type)


def _read_of_a_class(thing: type, name: str) -> None:
    if name == "__dict__" and thing.__module__ != OWN:
        raise AttributeError(REASON.format(name))
    if name not in OF_A_METACLASS and issubclass(thing, type):
        raise AttributeError(REASON.format(name))


def _is_judges(kind: type) -> bool:
    """What is made by a call, such as a named tuple, only seems to come from where the call was made."""
    module = kind.__module__
    return module.startswith(PACKAGE) and vars(sys.modules[module]).get(kind.__name__) is kind


def _is_partly_judges(thing: Any) -> bool:
    return any(map(_is_judges, type(thing).__mro__))


def _is_of_the_library(thing: Any) -> bool:
    return isinstance(thing, ModuleType) or (isinstance(thing, FunctionType) and thing.__module__ != OWN)


def _is_foreign(thing: Any, name: str) -> bool:
    """Whether a private name was given by somebody else than the submission."""
    if isinstance(thing, ModuleType):
        return True
    kinds = _kinds(thing)
    for kind in kinds:
        if name in vars(kind):
            return kind.__module__ != OWN
    return kinds[0].__module__ != OWN or any(name in _parts(kind) for kind in kinds if _is_judges(kind))


def _kinds(thing: Any) -> tuple[type, ...]:
    """The classes in which its attributes are looked up, in that order."""
    if isinstance(thing, super):
        every = thing.__self_class__.__mro__  # type: ignore[attr-defined]
        return tuple(every[every.index(thing.__thisclass__) + 1 :])  # type: ignore[attr-defined]
    return thing.__mro__ if isinstance(thing, type) else type(thing).__mro__


@functools.cache
def _parts(kind: type) -> frozenset[str]:
    """The private attributes that the judge's own code gives to such an object, but for those of a thread:
    there they are the library's, and many know `_target` and `_args`."""
    if kind.__module__.endswith(".threads"):
        return frozenset()
    codes = [method.__code__ for method in vars(kind).values() if isinstance(method, FunctionType)]
    return frozenset(name for code in codes for name in code.co_names if name[:1] == "_" != name[1:2])


def _check_overrides(made: type) -> None:
    """Who redefines a private method of a lock would have a part in when threads stop."""
    judges = [kind for kind in made.__mro__ if _is_judges(kind) and not kind.__module__.endswith(".threads")]
    for name in vars(made):
        private = name[:1] == "_" != name[1:2]
        if private and any(name in vars(kind) or name in _parts(kind) for kind in judges):
            raise AttributeError(f"`{name}` is a name of the library's own; choose another one")


_ASK_ABOUT_CLASSES = (isinstance, issubclass, type, print, str, repr, id, hash)
