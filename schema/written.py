"""What all tables of a lesson have in common: exact types, and only the keys that are listed."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from schema.choices import SLUG

LIST_MAX = 100
TEXT_MAX = 8_000

Line = Annotated[str, Field(min_length=1, max_length=120, pattern=r"^.*\S.*$")]
Prose = Annotated[str, Field(max_length=TEXT_MAX)]
WrittenProse = Annotated[str, Field(min_length=1, max_length=TEXT_MAX, pattern=r"\S")]
File = Annotated[
    str, Field(min_length=1, max_length=200, description="Path inside the lesson folder, with /.")
]
Seconds = Annotated[int, Field(ge=5, le=900)]
Weight = Annotated[float, Field(ge=0.1, le=10, allow_inf_nan=False)]
Finite = Annotated[float, Field(allow_inf_nan=False)]
ChallengeName = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
MisconceptionId = Annotated[str, Field(pattern=rf"^{SLUG}$", max_length=40)]


class Written(BaseModel):
    """A table of a lesson file: exact types, and only the keys that are listed."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
