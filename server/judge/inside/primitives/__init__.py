"""The judge's own `threading`, `queue`, `concurrent.futures` and `time`.

They behave as documented, errors included, but every wait is a stop at the turnstile, time is
virtual, and which waiter wakes up is the scheduler's choice.  Read in this order: `base`, `locks`,
`conditions`, `threads`, `queues`, `futures`, `clock`.
"""
