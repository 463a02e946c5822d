"""From what may be seen to what a browser gets: scenes and a student's own."""

from collections.abc import Callable
from typing import Literal, assert_never, cast

from schema.report import Verdict
from schema.wire import shared as w
from schema.wire import student as s
from server.room import events as e
from server.room import view as v
from server.room.plan import Block, Misconception, Term
from server.room.rounds.counting import TallyOf
from server.room.state import Attempt, Player
from server.room.view_experiment import ExperimentView
from server.room.view_learned import FellView, LearnedView
from server.room.view_reveal import RevealView
from server.room.view_run import ReplayView, TourView
from server.room.view_student import MyLapView, MyRaceView, ResultView, YouView
from server.web.prose import coloured, html
from server.web.translate import experiment, runs

DraftOf = Callable[[int, s.Mode], str | None]


def milliseconds(seconds: float) -> int:
    return max(0, round(seconds * 1000))


def scene(view: v.SceneView, code_off: str) -> w.Scene:
    """All but the starters and the lanes.  `code_off` says why code cannot be run here; empty when it can."""
    match view:
        case v.LobbyView():
            return w.LobbyScene(starters=[], approval=view.approval, waiting=view.waiting)
        case v.SlideView():
            return w.SlideScene(step=view.step, title=view.title, body_html=html(view.body_md))
        case v.TermsView():
            return w.TermsScene(step=view.step, title=view.title, terms=[term(t) for t in view.terms])
        case TourView():
            return runs.tour(view)
        case v.QuestionView():
            return _question(view)
        case v.RaceView():
            return _race(view, code_off)
        case v.CodeView():
            return experiment.code_scene(view)
        case ExperimentView():
            return experiment.scene(view, code_off)
        case ReplayView():
            return runs.replay(view)
        case v.BoardView():
            return w.LeaderboardScene(rows=[row(r) for r in view.rows], of=view.of)
        case LearnedView():
            return _learned(view)
        case v.PodiumView():
            rows = [row(r) for r in view.rows]
            return w.PodiumScene(step=view.step, title=view.title, rows=rows, of=view.of, ended=view.ended)
        case _:
            assert_never(view)


def starter(player: Player) -> w.Starter:
    return w.Starter(player=player.id, number=player.number, name=player.name)


def row(view: v.BoardRowView) -> w.BoardRow:
    return w.BoardRow(
        player=view.player,
        number=view.number,
        name=view.name,
        points=view.points,
        rank=view.rank,
        rank_before=view.rank_before,
        gained=view.gained,
    )


def term(view: Term) -> w.Term:
    return w.Term(term=view.term, meaning_html=html(view.meaning_md), example_html=html(view.example_md))


def tally(view: TallyOf) -> w.Tally:
    """The misconception stands in it by its name."""
    return w.Tally(label=view.label, count=view.count, right=view.right, misconception=view.misconception)


def belief(view: Misconception) -> w.Belief:
    return w.Belief(name=view.name, mend_html=html(view.mend_md), read_html=html(view.read_md))


def _learned(view: LearnedView) -> w.LearnedScene:
    return w.LearnedScene(
        step=view.step,
        title=view.title,
        body_html=html(view.text_md),
        rows=[
            w.LearnedRow(
                belief=belief(row.misconception),
                first=_fell(row.first),
                last=_fell(row.last) if row.last else None,
            )
            for row in view.rows
        ],
        of=view.of,
    )


def _fell(view: FellView) -> w.Fell:
    return w.Fell(question=view.question, fell=view.fell, answered=view.answered)


def _clock(view: v.ClockView) -> w.Clock:
    return w.Clock(
        state=view.state,
        remaining_ms=milliseconds(view.remaining_seconds),
        total_ms=milliseconds(view.total_seconds),
    )


def _question(view: v.QuestionView) -> w.QuestionScene:
    return w.QuestionScene(
        step=view.step,
        number=view.number,
        of=view.of,
        form=view.form,
        state=view.state,
        title=view.title,
        prompt_html=html(view.prompt_md),
        options_html=[html(option) for option in view.options_md],
        items_html=[html(item) for item in view.items_md],
        unit=view.unit,
        points=view.points,
        clock=_clock(view.clock),
        reveal=_reveal(view.reveal) if view.reveal else None,
    )


def _reveal(view: RevealView) -> w.Reveal:
    return w.Reveal(
        tallies=[tally(t) for t in view.tallies],
        right_label=view.right_label,
        right_order=list(view.right_order),
        explanation_html=html(view.explanation_md),
        whys_html=[html(why) for why in view.whys_md],
        answered=view.answered,
        right_count=view.right_count,
    )


def _race(view: v.RaceView, code_off: str) -> w.RaceScene:
    return w.RaceScene(
        step=view.step,
        state=view.state,
        title=view.title,
        challenge=view.challenge,
        statement_html=html(view.statement_md),
        points=view.points,
        laps=[_lap(lap) for lap in view.laps],
        clock=_clock(view.clock),
        lanes=[],
        finished=view.finished,
        racing=view.racing,
        frozen=view.frozen,
        revealed=view.revealed,
        money_lost=view.money_lost,
        off=code_off,
    )


def _lap(view: v.LapView) -> w.Lap:
    return w.Lap(
        title=view.title,
        challenge=view.challenge,
        statement_html=html(view.statement_md),
        starter=view.starter,
        points=view.points,
        hints=view.hints,
        hint_price=view.hint_price,
        hints_html=[html(hint) for hint in view.hints_md],
        blocks=[_block(block) for block in view.blocks],
    )


def _block(block: Block) -> w.Block:
    return w.Block(code=block.code, code_html=coloured(block.code), indent=block.indent)


def lane(view: v.LaneView) -> w.Lane:
    return w.Lane(
        player=view.player,
        number=view.number,
        name=view.name,
        attempts=[w.Mark(verdict=cast(Verdict, mark.verdict), lost=mark.lost) for mark in view.attempts],
        hidden=view.hidden,
        waiting=view.waiting,
        finished_ms=_optional_ms(view.finished_seconds),
        speedup=view.speedup,
        place=view.place,
        points=view.points,
        bonus=view.bonus,
    )


def _optional_ms(seconds: float | None) -> int | None:
    return None if seconds is None else milliseconds(seconds)


def you(view: YouView, draft: DraftOf, summary_url: str) -> s.You:
    """All but the neighbours.  `draft` gives what was last saved of a challenge of the race on the stage."""
    return s.You(
        player=view.player.id,
        number=view.player.number,
        name=view.player.name,
        points=view.points,
        rank=view.rank,
        of=view.of,
        streak=view.streak,
        neighbours=[],
        step=view.step,
        answer=answer_value(view.answer) if view.answer else None,
        result=_result(view.result) if view.result else None,
        race=_my_race(view.race, draft) if view.race else None,
        experiment=experiment.mine(view.experiment) if view.experiment else None,
        learned=[s.MyBelief(belief=belief(found), still=still) for found, still in view.learned],
        summary_url=summary_url,
    )


def answer_value(given: e.Given) -> s.AnswerValue:
    match given:
        case e.Pick(option):
            return s.Pick(option=option)
        case e.Picks(options):
            return s.Picks(options=list(options))
        case e.Figure(number):
            return s.Figure(number=float(number))
        case e.Words(text):
            return s.Words(text=text)
        case e.Order(options):
            return s.Order(options=list(options))
        case e.Pairs(options):
            return s.Pairs(options=list(options))


def _result(view: ResultView) -> s.MyResult:
    return s.MyResult(
        mark=view.mark,
        points=view.points,
        speed_bonus=view.speed_bonus,
        streak=view.streak,
        late_joiner=view.late_joiner,
        beliefs=[belief(found) for found in view.beliefs],
    )


def _my_race(view: MyRaceView, draft: DraftOf) -> s.MyRace:
    newest = len(view.attempts)
    return s.MyRace(
        step=view.step,
        attempts=[
            _attempt(attempt, number, with_report=number == newest)
            for number, attempt in enumerate(view.attempts, start=1)
        ],
        laps=[_my_lap(lap, number, view.attempts, draft) for number, lap in enumerate(view.laps)],
        cooldown_ms=milliseconds(view.cooldown_seconds),
        finished_ms=_optional_ms(view.finished_seconds),
        place=view.place,
        frozen=view.frozen,
    )


def _my_lap(view: MyLapView, number: int, attempts: tuple[Attempt, ...], draft: DraftOf) -> s.MyLap:
    saved = draft(number, "code")
    return s.MyLap(
        may_try=view.may_try,
        hints_html=[html(hint) for hint in view.hints_md],
        points=view.points,
        score=view.score,
        draft=saved if saved is not None else _last_source(attempts, number),
        blocks=draft(number, "blocks"),
    )


def _last_source(attempts: tuple[Attempt, ...], lap: int) -> str | None:
    return next((attempt.source for attempt in reversed(attempts) if attempt.lap == lap), None)


def _attempt(attempt: Attempt, number: int, *, with_report: bool) -> s.Attempt:
    judged = with_report and attempt.report_json != ""
    return s.Attempt(
        number=number,
        lap=attempt.lap,
        state=_state(attempt),
        verdict=cast(Verdict, attempt.verdict) if attempt.verdict else None,
        message=attempt.message,
        line=attempt.line,
        points=attempt.points,
        report_json=attempt.report_json if judged else "",
        source=attempt.source if judged else "",
        named=attempt.named,
    )


def _state(attempt: Attempt) -> Literal["superseded", "waiting", "judged"]:
    if attempt.superseded:
        return "superseded"
    return "waiting" if attempt.verdict is None else "judged"
