"""Code for the judge and its verdicts, as the events of the journal change them."""


def _told(kind: str, whose: str) -> str:
    """What was held back in one race becomes part of the results, for all students or only `whose`."""
    of_race = "{table}.room = log.room AND {table}.step = (log.body->>'step')::integer " + whose
    return f"""
        told AS (
            UPDATE submission SET held = false FROM log
            WHERE kind = '{kind}' AND held AND {of_race.format(table="submission")}
        ), earned AS (
            SELECT score.room, score.step, score.player, score.held FROM score JOIN log
                ON kind = '{kind}' AND held <> 0 AND {of_race.format(table="score")}
        ), scored AS (
            UPDATE score SET points = score.points + e.held, held = 0 FROM earned AS e
            WHERE score.room = e.room AND score.step = e.step AND score.player = e.player
        ), totalled AS (
            UPDATE player SET points = player.points + e.held
            FROM (SELECT room, player, sum(held) AS held FROM earned GROUP BY room, player) AS e
            WHERE player.room = e.room AND player.player = e.player
        )"""


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
            SELECT log.room, e.*, coalesce(e.held, false) AS later
            FROM log, jsonb_to_record(body) AS e (
                step integer, player text, attempt integer, verdict text, accepted boolean, message text,
                line integer, report_json text, points integer, place integer, held boolean
            )
            WHERE kind = 'VerdictGiven'
        ), judged AS (
            UPDATE submission SET verdict = e.verdict, accepted = e.accepted, message = e.message,
                line = e.line, report = e.report_json, points = e.points, place = e.place, held = e.later
            FROM given AS e
            WHERE submission.room = e.room AND submission.step = e.step
                AND submission.player = e.player AND submission.attempt = e.attempt
        ), earned AS (
            SELECT room, step, player, coalesce(sum(points) FILTER (WHERE NOT later), 0) AS points,
                coalesce(sum(points) FILTER (WHERE later), 0) AS held
            FROM given GROUP BY room, step, player
        ), scored AS (
            INSERT INTO score (room, step, player, points, held)
            SELECT room, step, player, points, held FROM earned
            ON CONFLICT (room, step, player) DO UPDATE
                SET points = score.points + excluded.points, held = score.held + excluded.held
        ), totalled AS (
            UPDATE player SET points = player.points + e.points
            FROM (SELECT room, player, sum(points) AS points FROM earned GROUP BY room, player) AS e
            WHERE player.room = e.room AND player.player = e.player AND e.points <> 0
        )""",
    "LaneRevealed": _told("LaneRevealed", "AND {table}.player = log.body->>'player'"),
    "RaceThawed": _told("RaceThawed", ""),
}
