"""Opens files for reading.  gate: reject"""

for path in (
    "/etc/passwd",
    "/etc/shadow",
    "/proc/self/maps",
    "/proc/self/environ",
    "/proc/1/cmdline",
    "/dev/zero",
):
    probe(f"read {path}", lambda path=path: open(path, "rb").read(64))
