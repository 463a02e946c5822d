"""One or two plain sentences about a witness, and the one line that the student reads first."""

from __future__ import annotations

from .classify import Finding
from .execute import Failure
from .explorer import Found
from .linearize import History, Outcome, Scenario, call_text, key
from .tasks import JOIN, MAIN, SPIN
from .witness import Mark, Told, short

ALTERNATIVES_MAX = 3

MESSAGES = {
    "lost_update": "Money was lost or made: two threads' changes to the same balance overwrote each other.",
    "overdraft": "An account went below zero: the funds were checked, then somebody else took them.",
    "torn_read": "A reader saw a transfer half done.",
    "not_linearizable": "No order of the calls, one at a time, explains what your code returned.",
    "deadlock": "Deadlock: every thread waits, and none can ever go on.",
    "livelock": "Livelock: the threads keep spinning and none ever gets on.",
    "wrong_answer": "Wrong even one call at a time.",
    "time_limit": "Your code did not come to an end.",
}


def message(finding: Finding, told: Told, found: Found) -> str:
    """The one line for the student."""
    if finding.failure is not None:
        return about_failure(finding.failure)
    wrong = _first_difference(found, told) if finding.verdict == "wrong_answer" else ""
    return f"{MESSAGES[finding.verdict]} {wrong}".strip()


def _first_difference(found: Found, told: Told) -> str:
    """Where a run of one call after another leaves the reference."""
    scenario, history = found.rules.scenario, told.result.history
    if history is None or not found.rules.is_alone:
        return ""
    right = found.rules.legal[0]
    calls = [*scenario.threads[0], *scenario.finals]
    for call, got, want in zip(calls, [*history[0][0], *history[1]], [*right[0][0], *right[1]], strict=True):
        if key(got) != key(want):
            return f"{call_text(call)} should give {_outcome(want)}, but gives {_outcome(got)}."
    return ""


def about_failure(failure: Failure) -> str:
    place = {"setup": "while your code was loaded", "final": "when the balances were read at the end"}
    where = place.get(failure.where, f"in {failure.where}")
    if failure.kind == "MemoryError":
        return f"Your code needs more memory than a submission may use ({where})."
    text = f": {failure.text}" if failure.text else ""
    return f"{failure.kind}{text} ({where})."[:300]


def story(found: Found, told: Told) -> str:
    verdict = found.finding.verdict
    if verdict in ("deadlock", "livelock"):
        return _who_waits(told)
    if found.finding.failure is not None:
        return about_failure(found.finding.failure)
    if verdict == "wrong_answer":
        return _first_difference(found, told)
    sentence = _same_value(told.marks) or _between(told.marks)
    return f"{sentence} {_difference(found, told)}".strip()


# -- waiting --------------------------------------------------------------------------------------


def _who_waits(told: Told) -> str:
    parts = []
    for task, op in told.result.waiting:
        if task.index == MAIN and op.kind == JOIN:
            continue
        who = _who(task.index - 1)
        if op.kind == SPIN:
            parts.append(f"{who} spins for something that never changes")
        elif op.kind == JOIN:
            parts.append(f"{who} waits for a thread to end")
        else:
            parts.append(f"{who} waits for {_wanted(told, op.what)}")
    text = "; ".join(parts[:4])
    if told.result.left_running is not None and not parts:
        return "The function returned while a thread that it started was still waiting for ever."
    return f"{text[:1].upper()}{text[1:]}. Nobody can go on." if text else "Nobody can go on."


def _wanted(told: Told, thing: object) -> str:
    owner = getattr(thing, "_owner", None)
    name = told.name_of(thing)
    if owner is None:
        return name
    return f"{name}, which {_who(owner.index - 1)} holds"


def _who(thread: int) -> str:
    return "the main thread" if thread < 0 else f"thread {letter(thread)}"


def letter(thread: int) -> str:
    """The letter that a thread has on every screen: A, B, C, and from the 27th on A2, B2."""
    again, place = divmod(max(0, thread), 26)
    return chr(ord("A") + place) + (str(again + 1) if again else "")


# -- data -----------------------------------------------------------------------------------------


def _same_value(marks: list[Mark]) -> str:
    """Two threads read the same value of one place before either wrote it."""
    found = overwriting(marks)
    if found is None:
        return ""
    write, mine, theirs = found
    before = _last_read(marks[: marks.index(theirs)], theirs, same=True)
    if before is not None and before.value == mine.value:
        first, second = sorted((mine.thread, before.thread))
        return (
            f"Threads {letter(first)} and {letter(second)} both read "
            f"{write.target} as {mine.value} before either wrote it; one of the two writes is lost."
        )
    return (
        f"Thread {letter(theirs.thread)} wrote {write.target} after thread {letter(mine.thread)} had read it "
        f"as {mine.value}; thread {letter(mine.thread)} then wrote {write.value} over it."
    )


def overwriting(marks: list[Mark]) -> tuple[Mark, Mark, Mark] | None:
    """The first write that overwrites another thread's, the read that it rests on, and what it overwrites."""
    for later, write in enumerate(marks):
        if write.op != "write":
            continue
        mine = _last_read(marks[:later], write, same=True)
        theirs = _last_write(marks[:later], write)
        if mine is None or theirs is None or marks.index(theirs) < marks.index(mine):
            continue
        return write, mine, theirs
    return None


def _last_read(marks: list[Mark], like: Mark, *, same: bool) -> Mark | None:
    for mark in reversed(marks):
        if mark.op == "read" and mark.place == like.place and (mark.thread == like.thread) == same:
            return mark
    return None


def _last_write(marks: list[Mark], like: Mark) -> Mark | None:
    for mark in reversed(marks):
        if mark.op == "write" and mark.place == like.place and mark.thread != like.thread:
            return mark
    return None


def _between(marks: list[Mark]) -> str:
    """Somebody wrote while another thread was in the middle of a call."""
    open_calls: dict[int, Mark] = {}
    for mark in marks:
        if mark.op == "call":
            open_calls[mark.thread] = mark
        elif mark.op == "return":
            open_calls.pop(mark.thread, None)
        elif mark.op in ("write", "read"):
            other = next((c for t, c in open_calls.items() if t != mark.thread), None)
            if other is not None and mark.op == "read":
                return (
                    f"Thread {letter(mark.thread)} read {mark.target} as {mark.value} "
                    f"while thread {letter(other.thread)} was in the middle of {other.target}."
                )
    return ""


def _difference(found: Found, told: Told) -> str:
    history = told.result.history
    if history is None:
        return ""
    finals = found.rules.scenario.finals
    legal = [h[1] for h in found.rules.legal]
    if history[1] not in legal and finals:
        return f"At the end {_reads(found.rules.scenario, history[1])}."
    return ""


def _reads(scenario: Scenario, finals: tuple[Outcome, ...]) -> str:
    pairs = zip(scenario.finals, finals, strict=True)
    return ", ".join(f"{call_text(call)} is {_outcome(outcome)}" for call, outcome in pairs)


def _outcome(outcome: Outcome) -> str:
    return f"raises {outcome[1]}" if outcome[0] == "raise" else short(outcome[1])


# -- expected and observed ------------------------------------------------------------------------


def describe(scenario: Scenario, history: History) -> str:
    parts = [
        f"{letter(who)} {call_text(call)} → {_outcome(outcome)}"
        for who, (calls, outcomes) in enumerate(zip(scenario.threads, history[0], strict=True))
        for call, outcome in zip(calls, outcomes, strict=True)
    ]
    end = _reads(scenario, history[1])
    return "; ".join(parts) + (f"; at the end {end}" if end else "")


def expected(found: Found) -> str:
    """A few of the histories that would have been right."""
    if found.finding.verdict in ("deadlock", "livelock", "time_limit"):
        return "every call comes to its end"
    every = [describe(found.rules.scenario, h) for h in found.rules.legal]
    more = f" (or {len(every) - ALTERNATIVES_MAX} others)" if len(every) > ALTERNATIVES_MAX else ""
    return " — or — ".join(every[:ALTERNATIVES_MAX]) + more


def observed(found: Found, told: Told) -> str:
    if told.result.history is not None:
        return describe(found.rules.scenario, told.result.history)
    return message(found.finding, told, found)
