"""Lesson folders: what an author wrote by hand becomes the plan that a room plays.

Read `problems` (what is wrong, where, and the fix), `files` (reading, bounded), `messages` (a model's
complaint in the author's words), `slides`, `pictures`, `code` and `steps` (from what is written to what is
shown), `read` (a whole folder), and for the command line `new` and `cli`.
"""

from server.catalog.problems import LessonError, Problem
from server.catalog.read import load_lesson

__all__ = ["LessonError", "Problem", "load_lesson"]
