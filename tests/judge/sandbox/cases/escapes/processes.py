"""Starts processes in every way that Python knows.  gate: reject"""

import os
import subprocess


def forked(fork):
    answer = fork()
    process = answer if isinstance(answer, int) else answer[0]
    if process == 0:
        os._exit(0)
    os.waitpid(process, 0)
    return process


def succeeded(status):
    if status:
        raise OSError(f"status {status}")
    return status


probe("fork", lambda: forked(os.fork))
probe("forkpty", lambda: forked(os.forkpty))
probe("system", lambda: succeeded(os.system("true")))
probe("posix_spawn", lambda: os.posix_spawn("/bin/true", ["true"], {}))
probe("subprocess", lambda: subprocess.run(["/bin/true"]))
probe("a hundred forks", lambda: [forked(os.fork) for _ in range(100)])
probe("exec", lambda: os.execv("/bin/echo", ["echo", "ESCAPED exec\nDONE"]))
