"""From source text to verdict.

Read `challenge` (what a challenge folder says), `inside` (the engine, which runs confined), `verdict` (what
the server believes of what the engine says), `worker` and `queue` (processes and turns), `sandbox` (what
confines them), `terminal` (the command line's view).  `README.md` says how it works and what it promises.
"""
