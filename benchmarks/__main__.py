"""`python -m benchmarks [NAME...]`: those named, or all."""

import asyncio
import importlib
import pkgutil
import sys

import benchmarks


def main(wanted: list[str]) -> int:
    there = [module.name for module in pkgutil.iter_modules(benchmarks.__path__) if module.name != "__main__"]
    unknown = sorted(set(wanted) - set(there))
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}.  There are: {', '.join(there)}", file=sys.stderr)
        return 2
    for name in wanted or there:
        print(f"\n{name}", flush=True)
        asyncio.run(importlib.import_module(f"benchmarks.{name}").main())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
