"""What a failing history is called, and how much money it lost."""

import pytest

from server.judge.inside.classify import Rules
from tests.judge.inside.playing import scenario


class Account:
    def __init__(self, start):
        self.money = start

    def deposit(self, amount):
        self.money += amount

    def balance(self):
        return self.money


class Adder:
    def adds_up(self, start, amounts):
        return start + sum(amounts)


def rules(which, make, *, money=()):
    return Rules(which, make, ["balance"], money)


def done(count):
    return tuple((("value", None),) for _ in range(count))


@pytest.mark.parametrize(("left", "lost"), [(180, 0), (130, 50), (150, 30), (260, -80)])
def test_what_is_lost_is_what_the_calls_reported_and_the_final_state_lacks(left, lost):
    which = scenario("deposit(30)", "deposit(50)", start=(100,), finals="balance()")

    assert rules(which, Account).lost((done(2), (("value", left),))) == lost


@pytest.mark.parametrize(("result", "lost"), [(150, 0), (130, 20), (170, -20), (None, 0)])
def test_where_nothing_is_read_at_the_end_the_result_itself_tells(result, lost):
    which = scenario("adds_up(100, [20, 30])")
    checked = rules(which, Adder, money=["adds_up"])

    assert checked.lost((((("value", result),),), ())) == lost


def test_a_final_state_that_is_no_money_tells_of_none():
    which = scenario("deposit(30)", start=(100,), finals="balance()")

    assert rules(which, Account).lost((done(1), (("value", "all of it"),))) == 0


def test_a_run_without_a_history_lost_nothing_that_anybody_could_count():
    assert rules(scenario("deposit(30)", start=(0,), finals="balance()"), Account).lost(None) == 0
