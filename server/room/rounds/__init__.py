"""How each form of question is marked.

`marking` says how much of an answer is right; `telling` puts answers into words and counts them.
"""
