"""Code for the judge and its verdicts, as the events of the journal change them."""

PROJECTIONS = {
    "CodeSubmitted": """
        submitted AS (
            INSERT INTO submission (room, step, player, attempt, source, race_seconds)
            SELECT log.room, e.step, e.player, e.attempt, e.source, e.race_seconds
            FROM log, jsonb_to_record(body) AS e (
                step integer, player text, attempt integer, source text, race_seconds double precision
            )
            WHERE kind = 'CodeSubmitted'
        )""",
    "SubmissionSuperseded": """
        superseded AS (
            UPDATE submission SET superseded = true
            FROM log, jsonb_to_record(body) AS e (step integer, player text, attempt integer)
            WHERE kind = 'SubmissionSuperseded' AND submission.room = log.room AND submission.step = e.step
                AND submission.player = e.player AND submission.attempt = e.attempt
        )""",
    "VerdictGiven": """
        given AS (
            SELECT log.room, e.*
            FROM log, jsonb_to_record(body) AS e (
                step integer, player text, attempt integer, verdict text, accepted boolean, message text,
                line integer, report_json text, points integer, place integer
            )
            WHERE kind = 'VerdictGiven'
        ), judged AS (
            UPDATE submission SET verdict = e.verdict, accepted = e.accepted, message = e.message,
                line = e.line, report = e.report_json, points = e.points, place = e.place
            FROM given AS e
            WHERE submission.room = e.room AND submission.step = e.step
                AND submission.player = e.player AND submission.attempt = e.attempt
        ), earned AS (
            SELECT room, step, player, sum(points) AS points FROM given GROUP BY room, step, player
        ), scored AS (
            INSERT INTO score (room, step, player, points, shown)
            SELECT room, step, player, points, true FROM earned
            ON CONFLICT (room, step, player) DO UPDATE SET points = score.points + excluded.points
        ), totalled AS (
            UPDATE player SET points = player.points + e.points
            FROM (SELECT room, player, sum(points) AS points FROM earned GROUP BY room, player) AS e
            WHERE player.room = e.room AND player.player = e.player AND e.points <> 0
        )""",
}
