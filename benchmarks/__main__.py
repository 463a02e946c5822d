"""`python -m benchmarks [NAME...]`: those named, or all."""

import asyncio
import importlib
import pkgutil
import sys

import benchmarks
from server.bootstrap import loop_factory


def main(wanted: list[str]) -> int:
    found = pkgutil.iter_modules(benchmarks.__path__)
    there = [module.name for module in found if not module.ispkg and module.name != "__main__"]
    unknown = sorted(set(wanted) - set(there))
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}.  There are: {', '.join(there)}", file=sys.stderr)
        return 2
    for name in wanted or there:
        print(f"\n{name}", flush=True)
        with asyncio.Runner(loop_factory=loop_factory()) as runner:
            runner.run(importlib.import_module(f"benchmarks.{name}").main())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
