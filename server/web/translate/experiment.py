"""Examples and experiments, as a browser gets them."""

from schema.wire import experiment as w
from schema.wire import student as s
from server.room import view_experiment as v
from server.room.plan import CodeTab
from server.room.view import CodeView
from server.web.prose import code_html, html


def code_scene(view: CodeView) -> w.CodeScene:
    return w.CodeScene(
        step=view.step,
        title=view.title,
        intro_html=html(view.intro_md),
        tabs=[_tab(tab) for tab in view.tabs],
    )


def _tab(tab: CodeTab) -> w.CodeTab:
    return w.CodeTab(label=tab.label, code_html=code_html(tab.source, tab.language), program=tab.program)


def scene(view: v.ExperimentView, code_off: str) -> w.ExperimentScene:
    return w.ExperimentScene(
        step=view.step,
        state=view.state,
        activity=view.activity,
        runs_on=view.runs_on,
        title=view.title,
        prompt_html=html(view.prompt_md),
        code_html=code_html(view.source, view.language),
        asks=[w.Ask(low=ask.low, high=ask.high, by=ask.step) for ask in view.asks],
        predicted=view.predicted,
        tried=view.tried,
        runs=view.runs,
        of=view.of,
        measuring=view.measuring,
        found=_found(view.found) if view.found else None,
        off=code_off if view.runs_on == "server" else "",
    )


def _found(view: v.FoundView) -> w.Found:
    return w.Found(
        bins=[
            w.Bin(low=b.low, high=b.high, predicted=b.predicted, shown=b.shown, plain=b.plain)
            for b in view.bins
        ],
        bars=[
            w.Bar(what=bar.what, value=bar.value, predicted=bar.predicted, workers=bar.workers)
            for bar in view.bars
        ],
        learned_html=html(view.learned_md),
        why=view.why,
        busy=view.busy,
    )


def mine(view: v.MyExperimentView) -> s.MyExperiment:
    first = view.count - len(view.trials) + 1
    return s.MyExperiment(
        step=view.step,
        prediction=list(view.prediction),
        trials=[
            s.MyTrial(number=number, numbers=list(trial.numbers or ()), why=trial.why)
            for number, trial in enumerate(view.trials, start=first)
        ],
        cooldown_ms=max(0, round(view.cooldown_seconds * 1000)),
    )
