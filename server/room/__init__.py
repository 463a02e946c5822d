"""The game.  Pure: no clock, no chance, no await; it is told.

Read `plan` (the lesson as the room knows it), `events` (what has happened), `state` (what that makes),
`evolve` (event by event), `commands` and `refusals` (what may be asked, and the answer no), `decide`,
`rounds` (how each form of question is marked), `scoring`, `standings`, `deadlines`, `outside`, and `view`
(who may see what).
"""
