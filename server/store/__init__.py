"""What is remembered, in Postgres.

Reading order: `embedded.py` (a real Postgres where the instructor has none), `pool.py`, `migrate.py`, then
`journal.py`, `scores.py` and `submissions.py`.
"""
