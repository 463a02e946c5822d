"""Room time."""

from server.live.clock import RoomClock


def test_room_time_begins_as_the_wall_clock_and_goes_on_by_itself():
    wall, monotonic = iter([1000.0]), iter([50.0, 50.0, 57.5])
    clock = RoomClock(lambda: next(wall), lambda: next(monotonic))

    assert [clock.now(), clock.now()] == [1000.0, 1007.5]
