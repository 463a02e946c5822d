"""Answers and points, as the events of the journal change them.

A question's points are kept at once and shown at the reveal, as in the room itself; a race's at once.
"""

PROJECTIONS = {
    "AnswerLocked": """
        given AS (
            SELECT log.room, e.*
            FROM log, jsonb_to_record(body) AS e (
                step integer, player text, given jsonb, share double precision,
                points integer, speed_bonus integer, at double precision
            )
            WHERE kind = 'AnswerLocked'
        ), answered AS (
            INSERT INTO answer (room, step, player, given, share, points, speed_bonus, at)
            SELECT room, step, player, given, share, points, speed_bonus, at FROM given
        ), scored AS (
            INSERT INTO score (room, step, player, points, shown)
            SELECT room, step, player, points, false FROM given
        )""",
    "AnswerRevealed": """
        revealed AS (
            UPDATE score SET shown = true FROM log
            WHERE kind = 'AnswerRevealed' AND score.room = log.room
                AND score.step = (log.body->>'step')::integer AND NOT score.shown
            RETURNING score.room, score.player, score.points
        ), totalled AS (
            UPDATE player SET points = player.points + e.points
            FROM (SELECT room, player, sum(points) AS points FROM revealed GROUP BY room, player) AS e
            WHERE player.room = e.room AND player.player = e.player AND e.points <> 0
        )""",
}
