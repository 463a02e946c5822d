"""Compiles a small text that needs gigabytes.  gate: reject"""

lines = []
for depth in range(20):
    lines += ["  " * depth + "try:", "  " * depth + " pass", "  " * depth + "finally:"]
compile("\n".join([*lines, "  " * 20 + "pass"]), "bomb", "exec")
