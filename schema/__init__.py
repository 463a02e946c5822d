"""What two parties agree on; imports nothing of ours.

Read `wire` for browser and server, `lesson` (and `choices`) for author and server, `report` for judge and
sandbox, `sql` for server and Postgres.  `generate` turns the models into client types and references.
"""
