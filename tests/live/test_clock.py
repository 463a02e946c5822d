"""Room time."""

from server.live.clock import RoomClock


def test_room_time_begins_as_the_wall_clock_and_goes_on_by_itself():
    wall, monotonic = iter([1000.0]), iter([50.0, 50.0, 57.5])
    clock = RoomClock(lambda: next(wall), lambda: next(monotonic))

    assert [clock.now(), clock.now()] == [1000.0, 1007.5]


def test_room_time_never_goes_back_from_one_server_to_the_next():
    clock = RoomClock(lambda: 1000.0, lambda: 50.0)
    clock.not_before(900.0)
    unchanged = clock.now()
    clock.not_before(4600.0)

    assert (unchanged, clock.now()) == (1000.0, 4600.0)
