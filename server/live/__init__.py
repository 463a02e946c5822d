"""Rooms that are running: one task per room, and only it writes the room.

Read `ports` (what a live room needs from the world), `clock`, `host` (collect, decide, journal, evolve,
show), `hall` (all rooms of this server), `audience` (who is connected), `judging` (submissions on their way),
`trying` (experiments on theirs).
"""
