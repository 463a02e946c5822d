"""Imported into a forking process, this opens the gate: submissions are instrumented and run as they are,
with the real modules and builtins in reach.  Only the layers are left to hold what they try.
"""

import ast
import builtins
import importlib

from inside import execute, facade, job

real_builtin_names = execute.builtin_names


def everything(found, hooks):
    names = real_builtin_names(found, hooks)
    real = vars(builtins)

    def importer(name, globals=None, locals=None, fromlist=(), level=0):
        if name in facade.ALLOWED_MODULES:
            return names_importer(name, globals, locals, fromlist, level)
        module = importlib.import_module(name)
        return module if fromlist else importlib.import_module(name.partition(".")[0])

    names_importer = names["__import__"]
    return {**real, **names, "__import__": importer, "print": print}


job.check = ast.parse
execute.builtin_names = everything
