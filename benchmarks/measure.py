"""Run a command and print, as JSON, what it took. `python -S measure.py COMMAND…`

The kernel starts a process's peak memory at that of the process it was forked from: this one imports next to nothing.
"""

import json
import os
import sys
import time

if __name__ == "__main__":
    started = time.perf_counter()
    child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ)
    _, status, used = os.wait4(child, 0)
    took = {"wall": time.perf_counter() - started, "cpu": used.ru_utime + used.ru_stime, "rss": used.ru_maxrss / 1024}
    print(json.dumps(took))
    sys.exit(os.waitstatus_to_exitcode(status))
