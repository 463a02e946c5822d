"""The instructor's desk, as a browser gets it."""

from typing import Literal, cast

from schema.report import Verdict
from schema.wire import console as w
from schema.wire import console_run
from server.room import view_desk as v
from server.room.decide_run import run_on_stage
from server.room.plan import Plan, Question, Race
from server.room.state import Room
from server.web.links import RoomLinks
from server.web.prose import html
from server.web.translate.shown import milliseconds, tally


def desk(room: Room, links: RoomLinks) -> w.Desk:
    main = v.main_move(room)
    return w.Desk(
        room=room.code,
        lesson=room.plan.title,
        series=room.series,
        language=room.plan.language,
        join_url=links.join_url,
        projector_url=links.projector_url,
        qr_svg=links.qr_svg,
        locked=room.locked,
        approval=room.approval,
        paused=room.paused_at is not None,
        ended=room.ended,
        steps=[
            w.StepLine(step=s.step, kind=s.kind, title=s.title, state=s.state, seconds=s.seconds)
            for s in v.step_lines(room)
        ],
        current=room.step,
        notes_html=html(v.notes(room)),
        main=_move(main) if main else None,
        others=[_move(move) for move in v.other_moves(room)],
        answer_label=v.answer_label(room),
        run=_run_on_stage(room),
    )


def _run_on_stage(room: Room) -> console_run.RunOnStage | None:
    run = run_on_stage(room)
    return console_run.RunOnStage(step=run[0], at=run[1], of=run[2]) if run else None


def _move(move: v.MoveView) -> w.Move:
    return w.Move(request=move.request, step=move.step, at=move.at, label=move.label, hint=move.hint)


def player_line(line: v.PlayerLineView, online: bool) -> w.PlayerLine:
    return w.PlayerLine(
        player=line.player.id,
        number=line.player.number,
        name=line.player.name,
        online=online,
        points=line.place.points,
        rank=line.place.rank,
        answered=line.answered,
        attempts=len(line.attempts),
        last_verdict=line.last_verdict,
        finished=line.finished,
        hints=line.hints,
    )


def failed_runs(room: Room) -> console_run.FailedRuns | None:
    found = v.failed_runs(room)
    if found is None:
        return None
    step, runs = found
    return console_run.FailedRuns(
        step=step,
        runs=[
            console_run.FailedRun(
                player=run.player.id,
                number=run.player.number,
                name=run.player.name,
                attempt=run.number,
                verdict=cast(Verdict, run.attempt.verdict),
                race_ms=milliseconds(run.attempt.race_seconds),
                named=run.attempt.named,
                on_stage=run.on_stage,
            )
            for run in runs
        ],
    )


def live_answers(room: Room) -> w.LiveAnswers | None:
    found = v.live_answers(room)
    if found is None:
        return None
    step, tallies = found
    return w.LiveAnswers(step=step, tallies=[tally(one) for one in tallies])


def submissions(room: Room, player_id: str) -> w.Submissions | None:
    """One student's submissions in the race on the stage; None if there is no such student or race."""
    player = next((p for p in room.active() if p.id == player_id), None)
    race = room.race(room.step) if room.step is not None else None
    if player is None or room.step is None or race is None:
        return None
    attempts = room.race_round(room.step).attempts.get(player.id, ())
    return w.Submissions(
        player=player.id,
        name=player.name,
        submissions=[
            w.SubmissionSeen(
                number=number,
                challenge=race.laps[attempt.lap].title,
                verdict=attempt.verdict or "",
                message=attempt.message,
                line=attempt.line,
                source=attempt.source,
            )
            for number, attempt in enumerate(attempts, start=1)
        ],
    )


def room_offer(room: Room) -> w.RoomOffer:
    return w.RoomOffer(
        room=room.code,
        lesson=room.plan.title,
        series=room.series,
        players=len(room.active()),
        state=_room_state(room),
        opened_at_ms=round(room.opened_at * 1000),
    )


def _room_state(room: Room) -> Literal["lobby", "running", "ended"]:
    if room.ended:
        return "ended"
    return "lobby" if room.step is None else "running"


def lesson_offer(plan: Plan) -> w.LessonOffer:
    timed = sum(step.seconds for step in plan.steps if isinstance(step, Question | Race))
    told = sum(120 for step in plan.steps if not isinstance(step, Question | Race))
    minutes = max(1, round((timed + told) / 60))
    return w.LessonOffer(slug=plan.slug, title=plan.title, steps=len(plan.steps), minutes=minutes)
