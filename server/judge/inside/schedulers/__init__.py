"""Ways to choose who goes on.  One file per strategy, all behind `Search`.

`preemption` enumerates schedules with few preemptions, `chance` draws them, `dpor` visits every
interleaving that can make a difference once, and `replay` follows a given schedule.
"""
