"""The table of students, as the events of the journal change it."""

# Each of these is a part of the statement that writes the journal: `log` holds the events just written.
PROJECTIONS = {
    "PlayerJoined": """
        joined AS (
            INSERT INTO player (room, player, number, name, name_key, seat)
            SELECT log.room, e.player, e.number, e.name, e.name_key, e.seat
            FROM log, jsonb_to_record(body)
                AS e (player text, number integer, name text, name_key text, seat text)
            WHERE kind = 'PlayerJoined'
        )""",
    "PlayerRenamed": """
        renamed AS (
            UPDATE player SET name = e.name, name_key = e.name_key
            FROM log, jsonb_to_record(body) AS e (player text, name text, name_key text)
            WHERE kind = 'PlayerRenamed' AND player.room = log.room AND player.player = e.player
        )""",
    "PlayerRemoved": """
        removed AS (
            UPDATE player SET removed = true FROM log
            WHERE kind = 'PlayerRemoved' AND player.room = log.room AND player.player = log.body->>'player'
        )""",
}

# Not two in one statement: the second may take the name that the first gave up.
ONE_BY_ONE = frozenset({"PlayerRenamed"})
