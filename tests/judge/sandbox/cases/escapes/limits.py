"""Sets its own limits anew.  gate: reject"""

import resource


def change(which):
    soft, _ = resource.getrlimit(which)
    resource.setrlimit(which, (soft, soft))
    return soft


for name in ("RLIMIT_AS", "RLIMIT_CPU", "RLIMIT_FSIZE", "RLIMIT_NOFILE"):
    probe(f"change {name}", lambda name=name: change(getattr(resource, name)))
