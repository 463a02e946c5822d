"""What a student takes along, as a browser gets it: the glossary, and the summary of the lesson."""

import json
from typing import cast

from schema.report import Verdict
from schema.wire import fetched as w
from schema.wire import student as s
from server.room.plan import Plan, Terms
from server.room.state import Attempt, Room
from server.room.view_summary import SummaryQuestionView, SummaryRaceView, SummaryView
from server.web.prose import html
from server.web.translate.shown import answer_value, belief, term


def glossary(plan: Plan) -> w.Glossary:
    """Every term of the lesson once, by the alphabet."""
    found = {
        item.term.casefold(): item for step in plan.steps if isinstance(step, Terms) for item in step.terms
    }
    return w.Glossary(terms=[term(found[name]) for name in sorted(found)])


def summary(room: Room, view: SummaryView) -> w.Summary:
    return w.Summary(
        room=room.code,
        lesson=room.plan.title,
        language=room.plan.language,
        opened_at_ms=round(room.opened_at * 1000),
        name=view.player.name,
        number=view.player.number,
        points=view.points,
        rank=view.rank,
        of=view.of,
        learned=[s.MyBelief(belief=belief(found), still=still) for found, still in view.learned],
        questions=[_question(question) for question in view.questions],
        races=[_race(race) for race in view.races],
    )


def _question(view: SummaryQuestionView) -> w.SummaryQuestion:
    asked = view.question
    return w.SummaryQuestion(
        number=view.number,
        title=asked.title,
        form=asked.form,
        prompt_html=html(asked.prompt_md),
        options_html=[html(option) for option in asked.options_md],
        items_html=[html(item) for item in asked.items_md],
        answer=answer_value(view.given) if view.given else None,
        answer_label=view.given_label,
        right=list(asked.right),
        right_label=view.right_label,
        mark=view.mark,
        points=view.points,
        explanation_html=html(asked.explanation_md),
        whys_html=[html(why) for why in asked.whys_md],
        beliefs=[belief(found) for found in view.beliefs],
    )


def _race(view: SummaryRaceView) -> w.SummaryRace:
    return w.SummaryRace(
        title=view.title,
        attempts=[
            _attempt(number, attempt)
            for number, attempt in enumerate(view.attempts, start=1)
            if attempt.verdict is not None
        ],
        source=view.source,
        points=view.points,
        place=view.place,
    )


def _attempt(number: int, attempt: Attempt) -> w.SummaryAttempt:
    return w.SummaryAttempt(
        number=number,
        verdict=cast(Verdict, attempt.verdict),
        message=attempt.message,
        story=_story(attempt.report_json),
    )


def _story(report_json: str) -> str:
    """The witness's story, where the report has one."""
    report = json.loads(report_json) if report_json else {}
    witness = report.get("witness") or {}
    return str(witness.get("story", ""))
