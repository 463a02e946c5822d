"""Quizzes from elsewhere become a lesson folder: Moodle's GIFT, and Kahoot's spreadsheet.

`items` is what is found in a file, `gift` and `kahoot` find it, `markup` turns foreign texts into Markdown,
`write` makes the folder, `cli` is the command.  What cannot be kept is named, with its place.
"""
