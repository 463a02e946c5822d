"""A crowd of students in a process of its own, and what a live room is compared with.

Read `served` (the server), `students` (what that process does), `crowd` (how a benchmark tells it), `bare`
(the least that anybody could do with the same sockets and the same Postgres) and `figures`.
"""
