"""Sockets and pages: read, translate, hand over; no rule of the game lives here.

Read `app` (routes), `services` (what the pages need), `connection` (one socket), `talk` (from hello to bye),
`student`, `projector` and `console` (one file per role), `stage` (what each socket of a room is shown, and
when), `translate` (wire messages ⇄ room values), then `pages`, `access`, `nickname`, `links`, `prose`.

Who may come in, and how many: `door` and `line` (connections), `names`, `guests`, `guesses`, `newcomers`,
`watchers`, `remembered` (sessions), `sealed` (links).
"""
