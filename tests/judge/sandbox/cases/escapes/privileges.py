"""Changes who it is and how it is scheduled.  gate: reject"""

import os

probe("set user", lambda: os.setresuid(0, 0, 0))
probe("set its own user again", lambda: os.setuid(os.getuid()))
probe("set groups", lambda: os.setgroups([0]))
probe("priority", lambda: os.setpriority(os.PRIO_PROCESS, 0, 19))
probe("scheduler", lambda: os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0)))
probe("processor", lambda: os.sched_setaffinity(0, os.sched_getaffinity(0)))
probe("new session's terminal", lambda: os.openpty())
