"""Models → the protocol reference, `schema/README.md`."""

from types import ModuleType
from typing import Any

from schema.generate.typescript import fields_of, type_of
from schema.generate.vocabulary import Model, Vocabulary, members, says, vocabulary

HEAD = """\
# The protocol

<!-- Generated from the models in schema/wire/ by `make generate`.  Change the models, not this file. -->

A browser and the server exchange JSON objects, one per WebSocket text frame.  Each has a `type` that names
it, and no fields but the ones below.  A frame from a browser may have {frame_bytes} bytes; a submission
{source_bytes} bytes of UTF-8.  This is protocol {protocol}.

- The first message on a socket is `hello`.
- A request with a `key` is answered with `done` or `refused`, which carry the same key.  `done` means that
  Postgres has it.  Sending a request again with the same key has no further effect, so a browser repeats what
  was not answered when it comes back.
- What is to be seen is sent whole, never as a patch; the last one counts.
- `*_html` is HTML made by the server from the lesson's Markdown.  Every other string is plain text.
- There is one example of each message in [`examples/`](examples); the tests on both sides read them.

Types are written as in TypeScript.
"""


def reference(
    audiences: dict[str, tuple[ModuleType, Any, Any]],
    shared: list[ModuleType],
    fetched: ModuleType,
    **figures: int,
) -> str:
    """The whole file: for each audience what it sends and what it gets, what pages fetch, then the parts."""
    known = vocabulary([*shared, *(module for module, _, _ in audiences.values()), fetched])
    parts = [HEAD.format(**figures)]
    for audience, (_, sends, gets) in audiences.items():
        parts.append(f"## {audience.capitalize()}, on `/ws/{audience}`\n")
        parts += [f"### The {audience} sends\n", *_messages(audience, sends, known)]
        parts += [f"### The {audience} gets\n", *_messages(audience, gets, known)]
    parts += ["## Fetched over HTTP\n", *_messages("fetched", fetched.Fetched, known)]
    parts.append("## Parts\n")
    parts += [_choice(name, value, known) for name, value in known.aliases if _is_part(value)]
    parts += [_part(model, name, known) for model, name in known.models.items() if _is_part(model)]
    return "\n".join(parts)


def _messages(audience: str, union: Any, known: Vocabulary) -> list[str]:
    return [_message(audience, _type_name(model), model, known) for model in members(union)]


def _message(audience: str, name: str, model: Model, known: Vocabulary) -> str:
    example = f"[example](examples/{audience}/{name}.json)"
    return f"**`{name}`** {says(model)} ({example})\n{_fields(model, known)}"


def _part(model: Model, name: str, known: Vocabulary) -> str:
    return f"**`{name}`** {says(model)}\n{_fields(model, known)}"


def _choice(name: str, value: Any, known: Vocabulary) -> str:
    return f"**`{name}`** is {type_of(value, known, name)}\n"


def _fields(model: Model, known: Vocabulary) -> str:
    lines = []
    for name, annotation in fields_of(model).items():
        if name != "type":
            note = model.model_fields[name].description
            lines.append(f"- `{name}`: {type_of(annotation, known)}{'. ' + note if note else ''}\n")
    return f"\n{''.join(lines)}" if lines else ""


def _type_name(model: Model) -> str:
    return str(model.model_fields["type"].default)


def _is_part(value: Any) -> bool:
    """Neither a message nor a union of messages: those stand above."""
    parts = list(members(value))
    return not any("type" in part.model_fields or set(part.model_fields) == {"key"} for part in parts)
