"""Runs as a browser gets them: an author's tour, and how a failed submission failed."""

from functools import lru_cache
from typing import cast

from pydantic import ValidationError

from schema.report import Report, Verdict, Witness
from schema.wire import run as w
from schema.wire import shared
from server.room.plan import Tour
from server.room.view_run import ReplayView, TourView
from server.web.prose import html


def tour(view: TourView) -> shared.TourScene:
    return shared.TourScene(step=view.step, title=view.tour.title, run=_of_tour(view.tour), at=view.at)


def replay(view: ReplayView) -> shared.ReplayScene:
    """The failing run with those lines of the source that it went through, and no others."""
    report = _report(view.report_json)
    witness = report.witness if report else None
    return shared.ReplayScene(
        step=view.replay.step,
        serial=view.replay.serial,
        title=view.title,
        verdict=cast(Verdict, view.verdict),
        name=view.player.name if view.player else "",
        number=view.player.number if view.player else None,
        story=witness.story if witness else "",
        expected=witness.expected if witness else "",
        observed=witness.observed if witness else "",
        run=_of_witness(witness, view.source) if witness else w.Run(lines=[], threads=[], cells=[], steps=[]),
        at=view.replay.at,
    )


@lru_cache(maxsize=32)
def _report(report_json: str) -> Report | None:
    """What the room kept of the judge's report; None if it is from another version of the judge."""
    try:
        return Report.model_validate_json(report_json)
    except ValidationError:
        return None


def _of_witness(witness: Witness, source: str) -> w.Run:
    told = {step.line for step in witness.steps}
    return w.Run(
        lines=[line for line in _lines(source) if line.number in told],
        threads=list(witness.threads),
        cells=[],
        steps=[
            w.RunStep(thread=s.thread, line=s.line, op=s.op, target=s.target, value=s.value, says_html="")
            for s in witness.steps
        ],
    )


@lru_cache(maxsize=32)
def _of_tour(written: Tour) -> w.Run:
    return w.Run(
        lines=_lines(written.source),
        threads=list(written.threads),
        cells=[w.RunCell(name=cell.name, value=cell.value) for cell in written.cells],
        steps=[
            w.RunStep(
                thread=s.thread,
                line=s.line,
                op=s.op,
                target=s.target,
                value=s.value,
                says_html=html(s.says_md),
            )
            for s in written.steps
        ],
    )


def _lines(source: str) -> list[w.RunLine]:
    return [w.RunLine(number=n, text=text) for n, text in enumerate(source.rstrip().split("\n"), start=1)]
