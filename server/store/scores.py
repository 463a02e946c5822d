"""Answers and points, as the events of the journal change them.

What a question earned stands in its answers; the reveal makes scores of it, as in the room itself.  A race's
points are scores at once.
"""

PROJECTIONS = {
    "AnswerLocked": """
        answered AS (
            INSERT INTO answer (room, step, player, given, share, points, speed_bonus, at)
            SELECT log.room, e.*
            FROM log, jsonb_to_record(body) AS e (
                step integer, player text, given jsonb, share double precision,
                points integer, speed_bonus integer, at double precision
            )
            WHERE kind = 'AnswerLocked'
        )""",
    "AnswerRevealed": """
        revealed AS (
            INSERT INTO score (room, step, player, points)
            SELECT answer.room, answer.step, answer.player, answer.points
            FROM log JOIN answer ON kind = 'AnswerRevealed' AND answer.room = log.room
                AND answer.step = (log.body->>'step')::integer
            RETURNING room, player, points
        ), totalled AS (
            UPDATE player SET points = player.points + e.points
            FROM (SELECT room, player, sum(points) AS points FROM revealed GROUP BY room, player) AS e
            WHERE player.room = e.room AND player.player = e.player AND e.points <> 0
        )""",
}
