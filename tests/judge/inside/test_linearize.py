"""An order of the calls, one at a time, explains a history, or none does."""

from typing import Any

import pytest

from server.judge.inside.linearize import (
    MustWait,
    Stalls,
    TooMany,
    count_orders,
    key,
    legal_histories,
    plain,
    same,
    serial_history,
)
from tests.judge.inside.playing import scenario


class Account:
    def __init__(self, balance: int = 100) -> None:
        self.balance = balance

    def take(self, amount: int) -> bool:
        if self.balance < amount:
            return False
        self.balance -= amount
        return True

    def take_when_there(self, amount: int) -> None:
        if not self.take(amount):
            raise MustWait

    def fail(self) -> None:
        raise KeyError("x")


def results(histories: list[Any]) -> set[Any]:
    return {(*(o[1] for thread in h[0] for o in thread), h[1][0][1]) for h in histories}


def test_every_order_that_keeps_each_threads_own_is_tried():
    which = scenario("take(60); take(30)", "take(50)", finals="balance")

    found = results(legal_histories(which, lambda: Account()))

    assert found == {(True, True, False, 10), (True, False, False, 40), (False, True, True, 20)} - {
        (True, False, False, 40)
    }
    assert count_orders(which) == 3


def test_an_exception_is_a_result():
    ((by_thread, _),) = legal_histories(scenario("fail()", finals="balance"), lambda: Account())

    assert by_thread == ((("raise", "KeyError"),),)


def test_a_call_that_has_to_wait_comes_later():
    which = scenario("take_when_there(50)", "take(10)", finals="balance")

    assert results(legal_histories(which, lambda: Account())) == {(None, True, 40)}


def test_a_scenario_in_which_somebody_rightly_waits_for_ever_is_refused():
    with pytest.raises(Stalls, match="waiting"):
        legal_histories(scenario("take_when_there(500)", finals="balance"), lambda: Account())


def test_too_many_orders_are_refused_with_their_number():
    which = scenario(*["take(1); take(1); take(1)"] * 4)

    with pytest.raises(TooMany, match="369,600 orders"):
        legal_histories(which, lambda: Account())


def test_one_call_after_another_is_one_history():
    done, finals = serial_history(scenario("take(60)", "take(60)", finals="balance"), lambda: Account())

    assert [outcome for _, outcome in done] == [("value", True), ("value", False)]
    assert finals == (("value", 40),)


class AlwaysEqual(int):
    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = int.__hash__


@pytest.mark.parametrize(
    "value", [AlwaysEqual(1), object(), float("nan"), 10**30, "\x1b[2J", {1: 2}, [object()]]
)
def test_only_plain_values_equal_anything(value: object):
    assert not same(plain(value), 1)
    assert "object" in str(plain(value))


def test_true_is_not_one():
    assert not same(True, 1)
    assert key([True]) != key([1])
    assert same([1, (2, "a")], [1, [2, "a"]])
