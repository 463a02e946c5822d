"""How many places in a room one network may take, so that a flood from one leaves some for all others.

A class sits behind one address, so a network's share is most of the room.  Whoever has several networks, or
shares the class's own, can still fill it; then the instructor clears the newcomers, which frees their places.
"""

from server.room.decide_door import PLAYERS_MAX, WAITING_MAX
from server.room.state import Room
from server.web.guesses import is_this_machine, network_of

SHARE = 0.75


class Newcomers:
    def __init__(self) -> None:
        # Room and network → seats asked for, in order.
        self._seats: dict[tuple[str, str], dict[str, None]] = {}

    def may_ask(self, room: Room, seat: str, address: str) -> bool:
        """Whether one more from there may ask for a place; whoever has one asks in vain, and costs none."""
        if is_this_machine(address) or room.seated(seat) is not None or seat in room.waiting:
            return True
        asked = self._seats.setdefault((room.code, network_of(address)), {})
        most = SHARE * (WAITING_MAX if room.approval else PLAYERS_MAX)
        if len(asked) >= most:
            self._forget_the_gone(room, asked)
        if len(asked) >= most:
            return False
        asked[seat] = None
        return True

    @staticmethod
    def _forget_the_gone(room: Room, asked: dict[str, None]) -> None:
        """Those who were let in take no place at the door, and those who were sent out take none at all."""
        for seat in list(asked):
            player = room.seated(seat)
            here = player is not None and not player.removed
            if seat not in room.waiting and (room.approval or not here):
                del asked[seat]
