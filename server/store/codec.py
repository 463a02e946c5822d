"""Events ⇄ what the journal keeps of them: a kind, which is the event's name, and a body, which is JSON.

The schemas are made from the type hints of the events, so a new event needs nothing here.  Where a field may
hold one of several dataclasses, the JSON says which in `is`: `Picks` and `Order` look the same otherwise.
"""

import dataclasses
from collections.abc import Mapping
from functools import reduce
from operator import or_
from types import NoneType, UnionType
from typing import Any, Literal, NewType, Union, get_args, get_origin, get_type_hints

from pydantic_core import CoreSchema, SchemaSerializer, SchemaValidator, core_schema

from server.room.events import Event, Given

TAG = "is"
CONFIG = core_schema.CoreConfig(strict=True, ser_json_inf_nan="constants")  # which Postgres then refuses
PLAIN: Mapping[Any, CoreSchema] = {
    str: core_schema.str_schema(),
    int: core_schema.int_schema(),
    float: core_schema.float_schema(allow_inf_nan=False),
    bool: core_schema.bool_schema(),
}


def encode(event: Event) -> tuple[str, str]:
    """The event's kind, and its body as JSON."""
    kind = type(event).__name__
    return kind, _writers[kind].to_json(event, warnings="error").decode()


def decode(kind: str, body: str) -> Event:
    """The event that was encoded so.  Raises `ValueError` for anything that no event was encoded to."""
    reader = _readers.get(kind)
    if reader is None:
        raise ValueError(f"the journal holds an event of an unknown kind, {kind}")
    event: Event = reader.validate_json(body)
    return event


def decode_given(body: str) -> Given:
    """The answer that a student gave, as it stands in the body of `AnswerLocked`."""
    given: Given = _given.validate_json(body)
    return given


def _schema(hint: Any) -> CoreSchema:
    if isinstance(hint, NewType):
        return _schema(hint.__supertype__)
    if hint in PLAIN:
        return PLAIN[hint]
    if dataclasses.is_dataclass(hint):
        assert isinstance(hint, type)
        return _record(hint)
    parts, origin = get_args(hint), get_origin(hint)
    if origin is Literal:
        return core_schema.literal_schema(list(parts))
    if origin is tuple and len(parts) == 2 and parts[1] is Ellipsis:
        return core_schema.tuple_variable_schema(_schema(parts[0]))
    if origin in (Union, UnionType):
        return _either(parts)
    raise TypeError(f"the journal cannot keep a field of type {hint}")


def _either(parts: tuple[Any, ...]) -> CoreSchema:
    choices = [part for part in parts if part is not NoneType]
    if len(choices) < len(parts):
        return core_schema.nullable_schema(_schema(reduce(or_, choices)))
    return core_schema.tagged_union_schema(
        {choice.__name__: _record(choice, tagged=True) for choice in choices}, _which
    )


def _record(cls: type, *, tagged: bool = False) -> CoreSchema:
    hints = get_type_hints(cls)
    return core_schema.dataclass_schema(
        cls,
        core_schema.dataclass_args_schema(
            cls.__name__, [_field(field, hints[field.name]) for field in dataclasses.fields(cls)]
        ),
        list(hints),
        slots=True,
        frozen=True,
        config=CONFIG if tagged else CONFIG | {"extra_fields_behavior": "forbid"},
        serialization=_SAYING_WHICH if tagged else None,
    )


def _field(field: "dataclasses.Field[Any]", hint: Any) -> core_schema.DataclassField:
    """A field with a default may be missing: then the journal is older than the field."""
    schema = _schema(hint)
    if field.default is not dataclasses.MISSING:
        schema = core_schema.with_default_schema(schema, default=field.default)
    return core_schema.dataclass_field(field.name, schema)


def _which(value: Any) -> Any:
    return value.get(TAG) if isinstance(value, dict) else type(value).__name__


def _saying_which(value: object, fields: core_schema.SerializerFunctionWrapHandler) -> dict[str, Any]:
    return {TAG: type(value).__name__, **fields(value)}


_SAYING_WHICH = core_schema.wrap_serializer_function_ser_schema(_saying_which)
_schemas = {cls.__name__: _schema(cls) for cls in get_args(Event)}
_readers = {kind: SchemaValidator(schema, CONFIG) for kind, schema in _schemas.items()}
_writers = {kind: SchemaSerializer(schema, CONFIG) for kind, schema in _schemas.items()}
_given = SchemaValidator(_schema(Given), CONFIG)
