"""The board of a class over the term, for the console."""

from typing import Annotated, Literal

from pydantic import Field

from schema.wire.base import Key, Message, Piece, Text


class ClassBoardAsked(Message):
    """Ask for the board of a class over all its rooms."""

    type: Literal["class_board_asked"] = "class_board_asked"
    key: Key
    series: Annotated[Text, Field(max_length=60)]


class ClassRow(Piece):
    """One student of a class, known by nickname; `rooms`: how many lessons they took part in."""

    name: str
    points: int
    rooms: int
    rank: int


class ClassBoard(Message):
    type: Literal["class_board"] = "class_board"
    series: str
    rows: list[ClassRow]
