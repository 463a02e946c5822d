"""How each form of question is marked.

`marking` says how much of an answer is right, `telling` puts answers into words, `misconceptions` says what a
wrong one shows, and `counting` how often each was given.
"""
