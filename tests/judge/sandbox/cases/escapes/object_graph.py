"""Walks from a tuple to whatever the interpreter has loaded.  gate: reject"""

def everything():
    return ().__class__.__base__.__subclasses__()


def shell():
    wrapper = next(kind for kind in everything() if kind.__name__ == "_wrap_close")
    status = wrapper.__init__.__globals__["system"]("true")
    if status:
        raise OSError(f"status {status}")
    return status


def system_module():
    importer = next(kind for kind in everything() if kind.__name__ == "BuiltinImporter")
    return importer.load_module("posix").open("/etc/passwd", 0)


probe("a shell from the object graph", shell)
probe("open from the object graph", system_module)
