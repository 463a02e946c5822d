"""The judge's engine: runs a submission under one schedule after another.  Standard library only.

It imports nothing outside this package, because it runs in the confined process, also as the
top-level package `inside`.  Read in this order: `job` (the way in), `gate`, `instrument` with `scopes`
and `hooks`, `turnstile`, `primitives`, `execute`, `linearize`, `classify`, `explorer` with `schedulers`,
`witness`, `story`.
"""

from .job import JUDGE_VERSION, run_job

__all__ = ["JUDGE_VERSION", "run_job"]
