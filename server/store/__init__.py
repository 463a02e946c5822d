"""What is remembered, in Postgres.

Read `embedded` and `account` (a real Postgres where the instructor has none), `database` (open one, and all
that hangs on it), `tenancy`, `migrate` and `pool` (one server, the right tables, a deadline for every call).
Then `journal` and `codec` (events in and out), `players`, `scores` and `submissions` (the tables that they
change), and what is asked of those: `boards`, `results`, `sessions`.  `reading` and `address` are for looking
in beside a running server.
"""
