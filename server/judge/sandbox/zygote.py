"""The program that forks submissions: `python zygote.py CONTROL CONFIGURATION`.

It is run by path, with none of our packages in reach, so all it does is to load the package it lies in
(without putting the folder on the path, where its neighbours would hide modules of the standard library) and
hand over.
"""

import importlib
import importlib.util
import json
import sys
from pathlib import Path


def load_package(name: str, folder: Path) -> None:
    """Makes `folder` importable as `name`."""
    specification = importlib.util.spec_from_file_location(
        name, folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    assert specification is not None and specification.loader is not None
    package = importlib.util.module_from_spec(specification)
    sys.modules[name] = package
    specification.loader.exec_module(package)


if __name__ == "__main__":
    configuration = json.loads(sys.argv[2])
    load_package("sandbox", Path(__file__).parent)
    for name, folder in configuration["packages"].items():
        load_package(name, Path(folder))
    importlib.import_module("sandbox.forking").main(int(sys.argv[1]), configuration)
