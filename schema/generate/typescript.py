"""Models → TypeScript: an interface per model, a type per alias."""

from types import ModuleType, NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel

from schema.generate.vocabulary import Model, Vocabulary, says, vocabulary

PLAIN = {str: "string", int: "number", float: "number", bool: "boolean", NoneType: "null", Any: "unknown"}
HEAD = "// Generated from the models in schema/ by `make generate`.  Change the models, not this file.\n"


def typescript(modules: list[ModuleType], constants: dict[str, int]) -> str:
    """The whole file, for these modules and constants."""
    known = vocabulary(modules)
    parts = [HEAD]
    parts += [f"export const {name} = {value};\n" for name, value in constants.items()]
    parts += [f"export type {name} = {type_of(value, known, name)};\n" for name, value in known.aliases]
    parts += [_interface(model, known) for model in known.models if model.model_fields]
    return "\n".join(parts)


def _interface(model: Model, known: Vocabulary) -> str:
    fields = []
    for name, annotation in fields_of(model).items():
        says_field = model.model_fields[name].description
        note = f"  /** {says_field} */\n" if says_field else ""
        fields.append(f"{note}  {name}: {type_of(annotation, known)};\n")
    note = f"/** {says(model)} */\n" if says(model) else ""
    return f"{note}export interface {known.models[model]} {{\n{''.join(fields)}}}\n"


def fields_of(model: Model) -> dict[str, Any]:
    """Each field with its type as the sources write it, so that aliases are still to be seen."""
    written = get_type_hints(model, include_extras=True)
    return {name: written[name] for name in model.model_fields}


def type_of(annotation: Any, known: Vocabulary, inside: str = "") -> str:
    """The TypeScript type.  `inside` names the alias that is being spelled out, if one is."""
    alias = known.alias_of(annotation)
    if alias and alias != inside:
        return alias
    arguments = get_args(annotation)
    match get_origin(annotation):
        case origin if origin is Annotated:
            return type_of(arguments[0], known, inside)
        case origin if origin is Literal:
            return " | ".join(_literal(value) for value in arguments)
        case origin if origin in (Union, UnionType):
            return " | ".join(dict.fromkeys(type_of(part, known) for part in arguments))
        case origin if origin in (list, tuple):
            return f"readonly {_grouped(type_of(arguments[0], known))}[]"
        case origin if origin is dict:
            return f"Readonly<Record<string, {type_of(arguments[1], known)}>>"
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return known.models[annotation]
    return PLAIN[annotation]


def _literal(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value).lower()


def _grouped(written: str) -> str:
    return f"({written})" if " " in written else written
