"""Models → what other languages and readers need: client types and the protocol reference.

Read `vocabulary` (which models and names there are), then `typescript` and `reference`, which print them.
`python -m schema.generate` writes every file; a test checks that what is committed is current.
"""
