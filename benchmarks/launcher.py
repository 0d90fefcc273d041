"""Run a command and print its wall time, its peak memory and its exit code.

    python launcher.py FILE-FOR-ITS-OUTPUT COMMAND...

A process of its own, and a small one: a child starts with the peak of the process that it was
forked from, so a large parent would hide what the child itself needs.
"""

import os
import sys
import time

output, *command = sys.argv[1:]
start = time.perf_counter()
child = os.posix_spawn(
    command[0],
    command,
    os.environ,
    file_actions=[(os.POSIX_SPAWN_OPEN, 1, output, os.O_WRONLY, 0)],
)
_, status, usage = os.wait4(child, 0)
seconds = time.perf_counter() - start
print(seconds, usage.ru_maxrss, os.waitstatus_to_exitcode(status))
