"""The JSON Schema of lesson files, so that an editor can complete keys and underline mistakes."""

import json

from schema.lesson import BlocksFile, LessonFile, MisconceptionFile, QuestionFile, TermFile
from schema.tour import TourFile
from schema.written import Written


def lesson_schemas() -> dict[str, str]:
    """Each published schema by its file name: for lesson.toml, and for files of, tours parts."""
    return {
        "lesson.schema.json": _schema(LessonFile),
        "questions.schema.json": _schema(QuestionFile),
        "terms.schema.json": _schema(TermFile),
        "blocks.schema.json": _schema(BlocksFile),
        "misconceptions.schema.json": _schema(MisconceptionFile),
        "tours.schema.json": _schema(TourFile),
    }


def _schema(model: type[Written]) -> str:
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **model.model_json_schema()}
    return json.dumps(schema, indent=1, ensure_ascii=False) + "\n"
