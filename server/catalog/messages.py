"""A model's complaint in the author's words: which question, which key, and what to write instead."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from itertools import pairwise
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from schema.lesson import LessonHead

_LISTS = ("step", "question", "term", "tab", "bonus", "misconception", "program")


def complaints(error: ValidationError, model: Any, prefix: Sequence[int | str] = ()) -> Iterator[str]:
    """One sentence for each error.  `model` is what was validated, `prefix` where it stands in its file."""
    errors = error.errors(include_url=False)
    meant = {
        (*found["loc"][:-1], _suggestion(found, model))
        for found in errors
        if found["type"] == "extra_forbidden"
    }
    for found in errors:
        if found["type"] == "missing" and found["loc"] in meant:
            continue
        place = place_of((*prefix, *found["loc"]))
        yield f"{place} {_sentence(found, model)}".strip()


def place_of(location: Sequence[int | str]) -> str:
    """`('step', 3, 'questions', 'question', 1, 'single', 'seconds')` is "step 4, question 2"."""
    places = [
        f"{name} {index + 1}"
        for name, index in pairwise(location)
        if name in _LISTS and isinstance(index, int)
    ]
    return ", ".join(places)


def _sentence(found: ErrorDetails, model: Any) -> str:
    key, value, context = str(found["loc"][-1] if found["loc"] else ""), found["input"], found.get("ctx", {})
    match found["type"]:
        case "missing" if key == "tab":
            return "has no tab: add [[step.tab]]"
        case "missing":
            return f"has no {key}: add {key} = …"
        case "extra_forbidden":
            return f"has the unknown key {key}{_advice(found, model)}"
        case "union_tag_not_found":
            return f"has no {_tag(context)}: add one of {', '.join(_expected(found, model))}"
        case "union_tag_invalid":
            tag = context["tag"]
            return f"has {_tag(context)} = {_shown(tag)}{_one_of(tag, _expected(found, model))}"
        case "literal_error":
            return f"has {key} = {_shown(value)}{_one_of(value, _literals(context))}"
        case "list_type" if isinstance(value, dict) and key in _LISTS:
            return f"has [{key}] with single brackets: write [[{key}]]"
        case "model_type" | "model_attributes_type" | "dict_type":
            return f"is {_shown(value)}, and a table is wanted: begin it with [[…]]"
        case "value_error":
            return _own_words(key, str(context["error"]))
        case "string_pattern_mismatch":
            return f"has {key} = {_shown(value)}: {_PATTERNS.get(key, 'write a line of text')}"
        case kind:
            return f"has {key} = {_shown(value)}, {_bound(kind, context, found['msg'])}"


_PATTERNS = {
    "language": 'write a language code such as "en" or "de"',
    "challenge": "write the name of its folder: lower-case letters, digits and - between them",
    "misconception": "write the id of a [[misconception]]: lower-case letters, digits and - between them",
    "id": "write lower-case letters, digits and - between them",
}


def _own_words(key: str, complaint: str) -> str:
    return f"{complaint} ({key})" if complaint.startswith(("has ", "marks ")) else f"{key}: {complaint}"


def _bound(kind: str, context: dict[str, Any], message: str) -> str:
    match kind:
        case "string_type":
            return "and a text is wanted: put it between quotation marks"
        case "int_type" | "int_from_float":
            return "and a whole number is wanted, without quotation marks"
        case "float_type" | "finite_number":
            return "and a number is wanted, without quotation marks"
        case "bool_type":
            return "and true or false is wanted, without quotation marks"
        case "list_type":
            return "and a list is wanted: put it between [ and ]"
        case "string_too_short" | "too_short":
            return "which is empty: fill it in, or leave the key out if it has a default"
        case "string_too_long":
            return f"and at most {context['max_length']} characters fit"
        case "too_long":
            return f"and at most {context['max_length']} entries fit"
        case "greater_than_equal":
            return f"and at least {context['ge']} is wanted"
        case "less_than_equal":
            return f"and at most {context['le']} is allowed"
        case _:
            return message[:1].lower() + message[1:]


def _advice(found: ErrorDetails, model: Any) -> str:
    key = str(found["loc"][-1])
    known = list(_model_at(model, found["loc"][:-1]).model_fields)
    if suggestion := _suggestion(found, model):
        return f"; did you mean {suggestion}?"
    if "kind" in known and key in LessonHead.model_fields:
        return ": move it above the first [[step]]"
    if key in ("question", "term", "tab", "bonus"):
        return f": begin it with [[step.{key}]], below the [[step]] that it belongs to"
    return f"; known here: {', '.join(known)}"


def _suggestion(found: ErrorDetails, model: Any) -> str:
    known = [*_model_at(model, found["loc"][:-1]).model_fields]
    return next(iter(get_close_matches(str(found["loc"][-1]).lower(), known, n=1)), "")


def _expected(found: ErrorDetails, model: Any) -> list[str]:
    tag = str(found.get("ctx", {}).get("discriminator", "")).strip("'")
    return [
        _tag_value(candidate, tag)
        for candidate in _models_at(model, found["loc"])
        if tag in candidate.model_fields
    ]


def _tag(context: dict[str, Any]) -> str:
    return str(context["discriminator"]).strip("'")


def _literals(context: dict[str, Any]) -> list[str]:
    return [word.strip("'") for word in str(context["expected"]).replace(" or ", ", ").split(", ")]


def _one_of(value: object, known: list[str]) -> str:
    close = get_close_matches(str(value).lower(), known, n=1)
    return f"; did you mean {close[0]}?" if close else f", which is none of {', '.join(known)}"


def _shown(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case int() if value.bit_length() > 128:
            return "a number of very many digits"
        case str():
            return f'"{value if len(value) <= 40 else value[:37] + "…"}"'
        case list():
            return f"a list of {len(value)}"
        case dict():
            return "a table"
        case _:
            return str(value)[:40]


def _model_at(model: Any, location: Sequence[int | str]) -> type[BaseModel]:
    return _models_at(model, location)[0]


def _models_at(model: Any, location: Sequence[int | str]) -> list[type[BaseModel]]:
    """The models that may stand at a place; each name in it is a field, or the tag that picks one of them."""
    candidates = _models_in(model)
    for part in location:
        if isinstance(part, int):
            continue
        tagged = [m for m in candidates if any(_tag_value(m, tag) == part for tag in ("kind", "form"))]
        fields = [m.model_fields[part].annotation for m in candidates if part in m.model_fields]
        candidates = tagged or [inner for field in fields for inner in _models_in(field)] or candidates
    return candidates


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and not get_origin(annotation):
        return [annotation] if issubclass(annotation, BaseModel) else []
    return [model for inner in get_args(annotation) for model in _models_in(inner)]


def _tag_value(model: type[BaseModel], tag: str) -> str:
    field = model.model_fields.get(tag)
    literal = field is not None and get_origin(field.annotation) is Literal
    return str(get_args(field.annotation)[0]) if field is not None and literal else ""
