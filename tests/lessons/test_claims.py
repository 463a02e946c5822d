"""Every outcome that the lesson claims: proven by the judge, really run, or found among all orders."""

import dis
import re
import threading
from itertools import permutations
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from server.catalog import load_lesson
from server.catalog.folder import LessonFolder
from server.catalog.read import read_lesson
from server.keys import disproved
from server.room.plan import Code, Experiment, Question
from tests.lessons.interleavings import acquire, finals, read, release, write
from tests.lessons.programs import Meeting, MeetingAt, code, run_node, run_python, together

LESSON = Path(__file__).parents[2] / "server" / "lessons" / "threads-and-thread-safety"
STEPS = load_lesson(LESSON).steps


def question(title: str, says: str = "") -> Question:
    """The one question of this title that says this."""
    (found,) = (q for q in STEPS if isinstance(q, Question) and q.title == title and says in q.prompt_md)
    return found


def program(activity: str) -> str:
    (source,) = (step.source for step in STEPS if isinstance(step, Experiment) and step.activity == activity)
    return source


def example(label: str) -> str:
    (source,) = (
        tab.source for step in STEPS if isinstance(step, Code) for tab in step.tabs if tab.label == label
    )
    return source


def right(asked: Question) -> list[str]:
    return [asked.options_md[index] for index in asked.right]


def increment(rounds: int) -> tuple[Any, ...]:
    return (read("counter"), write("counter", lambda value: value + 1)) * rounds


# ---- what the judge proves ----


def test_every_interleaving_bears_out_what_questions_say_of_their_programs():
    folder = LessonFolder(LESSON)
    assert read_lesson(folder)

    assert disproved(folder.claims) == []


def test_every_question_that_shows_threads_in_python_has_a_program():
    folder = LessonFolder(LESSON)
    assert read_lesson(folder)
    proven = {claim.question.prompt.strip() for claim in folder.claims}

    shown = {step.prompt_md for step in STEPS if isinstance(step, Question) and "```python" in step.prompt_md}

    assert shown - proven == set()


# ---- counters ----


def test_the_counter_of_the_experiment_can_miss_200():
    """Its own program, with both threads made to stop after their first reading."""
    _, names = run_python(program("counter"), MeetingAt("counter"))

    assert 2 <= names["run"]() < 200


def test_the_counter_with_its_lock_is_200_every_time():
    locked = (acquire("lock"), *increment(1), release("lock"))

    for _ in range(20):
        _, names = run_python(example("Python, with a lock"))
        together(names["work"], names["work"])
        assert names["counter"] == 200
    assert finals((locked * 3, locked * 3), "counter", counter=0, lock=0) == {6}


def test_the_counter_without_its_lock_is_the_same_but_for_the_lock():
    locked = example("Python, with a lock").replace("    with lock:\n            ", "    ")
    bare = "\n".join(line for line in locked.splitlines() if "ock" not in line)

    assert bare.strip() == example("Python, without a lock").strip()


def test_a_counter_without_a_lock_can_come_down_to_two():
    """In every interleaving for a few rounds; and for a hundred by the schedule of the explanation."""
    asked = question("How low can it go?")

    assert [min(finals((increment(n), increment(n)), "counter", counter=0)) for n in (1, 2, 3, 4)] == [
        1,
        2,
        2,
        2,
    ]
    assert (asked.number, asked.tolerance) == (2, 0)
    assert counter_after("r" + "RW" * 99 + "w" + "R" + "rw" * 99 + "W") == 2


def counter_after(schedule: str) -> int:
    """A counter after reads and writes of A (r, w) and B (R, W), a hundred rounds each."""
    assert [schedule.count(step) for step in "rwRW"] == [100] * 4
    counter, seen = 0, {"w": 0, "W": 0}
    for step in schedule:
        if step in "rR":
            seen["w" if step == "r" else "W"] = counter
        else:
            counter = seen[step] + 1
    return counter


def test_the_poll_offers_what_can_happen():
    assert "Anything from 2 to 200" in question("Your guess").options_md
    assert finals((increment(4), increment(4)), "counter", counter=0) == set(range(2, 9))


# ---- possible outcomes, and the orders that lead there ----


def test_only_one_order_loses_the_fifty():
    def balance_after(order: tuple[str, ...]) -> int | None:
        """The balance, or None if somebody would read or write another number than the step says."""
        balance, read_by = 100, dict[str, int]()
        for step in order:
            who, does, number = step.split()
            if does == "reads":
                read_by[who] = balance
                if balance != int(number):
                    return None
            else:
                balance = read_by.get(who, -1) + {"A": 50, "B": 30}[who]
                if balance != int(number):
                    return None
        return balance

    asked = question("How to lose 50")
    told = [p for p in permutations(asked.options_md) if p.index("A reads 100") < p.index("B reads 100")]

    assert [order for order in told if balance_after(order) == 130] == [tuple(right(asked))]


def test_only_one_order_leads_into_the_deadlock():
    def deadlocks(order: tuple[str, ...]) -> bool:
        held = dict[str, str]()
        for step in order:
            who, does, lock = re.fullmatch(r"(\w) (locks|waits for) (\w)", step).groups()  # type: ignore[union-attr]
            if does == "locks" and lock in held:
                return False
            if does == "waits for" and (held.get(lock, who) == who or who not in held.values()):
                return False
            if does == "locks":
                held[lock] = who
        return True

    asked = question("Into the deadlock")
    told = [
        order
        for order in permutations(asked.options_md)
        if order[0] == "A locks x" and order.index("B waits for x") < order.index("A waits for y")
    ]

    assert [order for order in told if deadlocks(order)] == [tuple(right(asked))]


# ---- locks ----


def test_a_check_outside_the_lock_overdraws_the_account():
    class Account:
        def __init__(self) -> None:
            self.lock, self._balance, self._meeting = threading.Lock(), 100, Meeting()

        @property
        def balance(self) -> int:
            balance = self._balance
            self._meeting.come_by()
            return balance

        @balance.setter
        def balance(self, value: int) -> None:
            self._balance = value

    asked = question("Spot the bug")
    _, names = run_python(code(asked.prompt_md, "python"))
    account = Account()
    answers = together(lambda: names["withdraw"](account, 80), lambda: names["withdraw"](account, 80))

    assert answers == [True, True]
    assert account._balance == -60
    assert not account.lock.locked()  # so line 5 does return it
    assert right(asked) == ["Line 2 looks before the lock is held"]


def test_a_lock_for_each_call_keeps_nobody_out():
    """Both threads meet between reading and writing: at the same time, behind `with lock:`."""
    asked = question("Is it safe?")
    variables = MeetingAt("balance", threading=threading, balance=100)
    run_python(code(asked.prompt_md, "python"), variables)
    together(lambda: variables["deposit"](50), lambda: variables["deposit"](30))

    assert variables["balance"] in (130, 150)
    assert right(asked) == ["No: every call makes a lock of its own"]


def test_a_lock_taken_twice_by_its_holder_never_comes():
    class WouldWaitForEver(Exception):
        pass

    class Watched:
        def __init__(self) -> None:
            self._lock = threading.Lock()

        def __enter__(self) -> None:
            if not self._lock.acquire(blocking=False):
                raise WouldWaitForEver

        def __exit__(self, *_: object) -> None:
            self._lock.release()

    asked = question("What happens?")
    source = code(asked.prompt_md, "python")
    accounts = {"checking": 3, "savings": 4}

    with pytest.raises(WouldWaitForEver):
        run_python(source, {"threading": SimpleNamespace(Lock=Watched), **accounts})
    assert run_python(source.replace("Lock", "RLock"), {"threading": threading, **accounts})[0] == "7\n"
    assert right(asked) == ["It prints nothing, and never ends"]


def test_join_before_start_leaves_one_order():
    asked = question("Predict the output", "a.join()")
    source = code(asked.prompt_md, "python")

    assert {run_python(source)[0] for _ in range(20)} == {"['A', 'B']\n"}
    assert right(asked) == ["`['A', 'B']`, always"]


# ---- what CPython does ----


def names_read_and_written(source: str) -> tuple[list[str], list[str]]:
    """The global names that a line loads and stores, in order."""
    code = compile(f"def f():\n global items, limit, counter, done\n {source}", "line", "exec").co_consts[0]
    steps = list(dis.get_instructions(code))
    return (
        [step.argval for step in steps if step.opname == "LOAD_GLOBAL"],
        [step.argval for step in steps if step.opname == "STORE_GLOBAL"],
    )


def test_what_is_not_atomic_reads_a_name_and_then_writes_it():
    asked = question("Which are atomic?")
    for index, option in enumerate(asked.options_md):
        loaded, stored = names_read_and_written(option.strip("`"))
        assert bool(set(loaded) & set(stored)) != (index in asked.right), option


def test_plus_equals_is_three_instructions_for_the_interpreter():
    code = compile("def f():\n global counter\n counter += 1", "line", "exec").co_consts[0]
    names = [step.opname for step in dis.get_instructions(code)]

    assert names.index("LOAD_GLOBAL") < names.index("BINARY_OP") < names.index("STORE_GLOBAL")
    assert question("The GIL to the rescue?").right == (1,)


# ---- JavaScript ----


def test_a_timer_waits_for_the_loop(tmp_path: Path):
    asked = question("Predict the output", "setTimeout")

    assert run_node(code(asked.prompt_md, "js"), tmp_path) == "loop\ntimer\n"
    assert right(asked) == ["`loop`, then `timer`"]


def test_a_message_to_a_worker_is_a_copy(tmp_path: Path):
    asked = question("Predict the output", "list.push(4)")

    assert float(run_node(code(asked.prompt_md, "js"), tmp_path)) == asked.number == 3


def test_both_sums_are_fifteen_and_the_page_goes_on():
    assert run_python(example("Python"))[0] == "Started; this thread goes on.\nSum: 15\n"


def test_the_sums_by_messages_are_55_in_python_and_in_node(tmp_path: Path):
    assert run_python(example("Python: a thread and two queues"))[0] == "55\n"
    assert run_node(example("JavaScript: a worker in Node"), tmp_path) == "55\n"
