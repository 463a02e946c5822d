"""What a wrong answer shows that a student believes, and how many of a class believed it when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from server.room.events import Given, Pairs, Pick, Picks, PlayerId
from server.room.plan import Misconception, Question
from server.room.rounds.marking import folded, share_of
from server.room.rounds.telling import in_words
from server.room.state import QuestionRound, Room

OFTEN_SHARE = 0.2  # so many of those who answered make a misconception worth a word to the class


@dataclass(frozen=True, slots=True)
class Touch:
    """One revealed question that a misconception could show itself in: who answered, and who fell for it."""

    step: int
    answered: int
    fell: frozenset[PlayerId]


def shown_by(question: Question, given: Given) -> frozenset[str]:
    """The ids of the misconceptions that an answer shows; none if it is right or nothing was foreseen."""
    match given:
        case Pick(option):
            erred = [option] if option not in question.right else []
        case Picks(options):
            erred = list(set(options) ^ set(question.right))
        case Pairs(options):
            erred = [
                i
                for i, (mine, right) in enumerate(zip(options, question.right, strict=True))
                if mine != right
            ]
        case _:
            erred = []
    named = question.misconceptions
    found = {named[place] for place in erred if place < len(named)} - {""}
    return frozenset(found or _foreseen(question, given))


def _foreseen(question: Question, given: Given) -> set[str]:
    if question.form == "poll" or share_of(question, given) == 1:
        return set()
    words = folded(in_words(question, given))
    listed = next((wrong.misconception for wrong in question.wrong if folded(wrong.answer) == words), "")
    return {listed or question.misconception} - {""}


def touched_by(question: Question) -> frozenset[str]:
    """Every misconception that some answer to this question would show."""
    listed = (wrong.misconception for wrong in question.wrong)
    return frozenset({*question.misconceptions, *listed, question.misconception} - {""})


def is_often(fell: int, answered: int) -> bool:
    return fell > 0 and fell >= OFTEN_SHARE * answered


def touches(room: Room) -> Mapping[str, tuple[Touch, ...]]:
    """By misconception, in the lesson's order: each revealed question that touches it, first to last."""
    revealed = list(revealed_questions(room))
    shown = {
        step: {player: shown_by(question, answer.given) for player, answer in round_.answers.items()}
        for step, question, round_ in revealed
    }
    return {
        misconception.id: tuple(
            Touch(
                step,
                len(shown[step]),
                frozenset(p for p, ids in shown[step].items() if misconception.id in ids),
            )
            for step, question, _ in revealed
            if misconception.id in touched_by(question) and shown[step]
        )
        for misconception in room.plan.misconceptions
    }


def believed_by(room: Room, player: PlayerId) -> list[tuple[Misconception, bool]]:
    """The student's own misconceptions, and whether the last answer that touched one still showed it."""
    ever, still = set[str](), dict[str, bool]()
    for _, question, round_ in revealed_questions(room):
        if answered := round_.answers.get(player):
            shown = shown_by(question, answered.given)
            ever |= shown
            still |= {id: id in shown for id in touched_by(question)}
    return [(found, still[found.id]) for found in room.plan.misconceptions if found.id in ever]


def revealed_questions(room: Room) -> Iterator[tuple[int, Question, QuestionRound]]:
    """Each question whose answer is out, with its step, in the lesson's order."""
    for step, round_ in sorted(room.rounds.items()):
        question = room.question(step)
        if question is not None and isinstance(round_, QuestionRound) and round_.state == "revealed":
            yield step, question, round_
