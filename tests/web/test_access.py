"""How fast a page may talk."""

from hypothesis import given, strategies

from server.web.access import TokenBucket


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_is_let_through_and_then_the_average():
    clock = Clock()
    bucket = TokenBucket(2, 5, clock)
    burst = [bucket.take() for _ in range(7)]
    clock.now = 1.0
    later = [bucket.take() for _ in range(4)]

    assert burst == [True] * 5 + [False] * 2
    assert later == [True, True, False, False]


@given(strategies.lists(strategies.floats(0, 3), max_size=60))
def test_never_more_than_a_burst_and_the_average(waits):
    clock = Clock()
    bucket = TokenBucket(4, 10, clock)
    taken = 0
    for wait in waits:
        clock.now += wait
        taken += bucket.take()
        assert taken <= 10 + 4 * clock.now + 1e-6
