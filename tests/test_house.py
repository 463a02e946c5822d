"""The house keeps its own rules: what no single test of a layer could notice."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[1]
LINES_MAX = 400
MADE_BY_PROGRAMS = {  # by `make generate`, `make requirements`, npm; and the licence, which is what it is
    "LICENSE",
    "client/package-lock.json",
    "client/shared/wire.ts",
    "schema/README.md",
    "schema/lesson.schema.json",
    "schema/questions.schema.json",
    *(f"requirements{part}.txt" for part in ("", "-bench", "-build", "-dev", "-node")),
}
A_DEVELOPERS_MACHINE = re.compile(
    r"/(home|Users)/(?!you\b|me\b|ada\b|student\b)[a-z]\w*/"
    + r"|/root/\.|/(work|tmp)/"
    + r"(main|shared|brief)\b"
)
APART = {"acceptance", "client", "lessons", "soak"}  # tests of several parts together
ROOM_MAY_IMPORT = {
    *("__future__", "abc", "bisect", "collections", "contextlib", "copy", "dataclasses", "decimal", "enum"),
    *("fractions", "functools", "hashlib", "itertools", "math", "operator", "re", "statistics", "string"),
    *("types", "typing", "unicodedata"),
}


def ours() -> list[str]:
    """Every file that is or would be committed."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=True,
    )
    return sorted(name for name in listed.stdout.split("\0") if name and (HOUSE / name).is_file())


def texts() -> Iterator[tuple[str, str]]:
    for name in ours():
        try:
            yield name, (HOUSE / name).read_text("utf-8")
        except UnicodeDecodeError:
            continue  # a picture or a font


def python(folder: str) -> Iterator[tuple[str, ast.Module]]:
    for name, text in texts():
        if name.startswith(f"{folder}/") and name.endswith(".py") and "/lessons/" not in name:
            yield name, ast.parse(text)


def imported(tree: ast.Module) -> Iterator[str]:
    """Full names, except that what is imported relatively begins with a dot."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=module, level=level):
                yield "." * level + (module or "")


def test_a_file_fits_on_a_few_screens():
    long = {name: text.count("\n") for name, text in texts() if text.count("\n") > LINES_MAX}

    assert {name: lines for name, lines in long.items() if name not in MADE_BY_PROGRAMS} == {}


def test_no_file_knows_the_machine_it_was_written_on():
    found = {name: hit[0] for name, text in texts() if (hit := A_DEVELOPERS_MACHINE.search(text))}

    assert found == {}


def test_lock_files_carry_hashes_and_no_addresses_of_registries():
    locks = {name: text for name, text in texts() if name in MADE_BY_PROGRAMS and "requirements" in name}
    client = dict(texts())["client/package-lock.json"]

    assert len(locks) == 5
    for name, text in locks.items():
        assert "://" not in text, name
        pins = re.findall(r"^[\w.-]+==[^\s;]+[^\\]*\\\n    --hash=sha256:", text, re.MULTILINE)
        assert len(pins) == len(re.findall(r"^[\w.-]+==", text, re.MULTILINE)) > 0, name
    assert '"resolved"' not in client
    assert client.count('"integrity"') == client.count('"node_modules/')


def test_no_test_is_switched_off():
    off = re.compile(
        r"mark\.skip\b|mark\.skipif\b|unittest\.skip|\b(?:test|it|describe)\.(?:skip|only|todo)\("
    )
    tests = {name: text for name, text in texts() if name.startswith("tests/") and "conftest" not in name}

    assert {name for name, text in tests.items() if off.search(text)} - {"tests/test_house.py"} == set()


def test_migrations_are_numbered_without_gaps():
    names = sorted(Path(name).name for name in ours() if name.startswith("schema/sql/"))

    assert [name[:5] for name in names] == [f"{number:04}_" for number in range(1, len(names) + 1)]
    assert names != []


def packages() -> list[str]:
    named = {Path(name).parent for name in ours() if Path(name).name == "__init__.py"}
    return sorted(str(folder) for folder in named if folder.parts[0] in ("server", "schema"))


@pytest.mark.parametrize("package", packages())
def test_a_package_says_what_to_read(package):
    """Its docstring names its modules in the order in which to read them; small helpers may go unnamed."""
    says = ast.get_docstring(ast.parse((HOUSE / package / "__init__.py").read_text())) or ""
    inside = {Path(name).relative_to(package).parts for name in ours() if Path(name).is_relative_to(package)}
    modules = {parts[0].removesuffix(".py") for parts in inside if parts[-1].endswith(".py")}
    modules -= {"__init__", "__main__", "lessons"}
    named = {module for module in modules if re.search(rf"\b{module}\b", says)}

    assert says != ""
    assert len(named) >= len(modules) / 3, modules - named


def test_every_folder_of_python_is_a_package():
    folders = {Path(name).parent for half in ("server", "schema") for name, _ in python(half)}

    assert {str(folder) for folder in folders if not (HOUSE / folder / "__init__.py").exists()} == set()


def test_the_room_imports_only_what_computes():
    outside = {
        (name, module)
        for name, tree in python("server/room")
        for module in imported(tree)
        if not module.startswith((".", "server.room")) and module.split(".")[0] not in ROOM_MAY_IMPORT
    }

    assert outside == set()


def test_what_runs_confined_needs_only_the_standard_library():
    own = {Path(name).name.removesuffix(".py") for name, _ in python("server/judge/inside")}
    folders = {Path(name).parent.name for name, _ in python("server/judge/inside")}
    outside = {
        (name, module)
        for name, tree in python("server/judge/inside")
        for module in imported(tree)
        if not module.startswith((".", "server.judge.inside"))
        and module.split(".")[0] not in sys.stdlib_module_names | own | folders
    }

    assert outside == set()


def test_only_the_web_knows_both_wire_messages_and_room_values():
    def knows(modules: set[str], what: str) -> bool:
        return any(module.startswith(what) for module in modules)

    modules = {name: set(imported(tree)) for name, tree in python("server")}
    both = {
        name for name, known in modules.items() if knows(known, "schema.wire") and knows(known, "server.room")
    }

    assert {name for name in both if not name.startswith("server/web/")} == set()
    assert {name for name in both if name.startswith("server/web/translate/")} != set()


def test_a_test_stands_where_its_subject_stands():
    """`server/x/y.py` is tested in `tests/x/test_y.py`, and a package as a whole in `tests/x/`."""
    everything = ours()
    folders = {str(folder) for name in everything for folder in Path(name).parents}
    tests = [Path(name) for name in everything if re.fullmatch(r"tests/.+/test_\w+\.py", name)]
    mirrored = {test: "/".join(test.parts[1:-1]) for test in tests if test.parts[1] not in APART}

    assert {
        str(test) for test, folder in mirrored.items() if not {f"server/{folder}", folder} & folders
    } == set()


def test_every_test_that_a_readme_names_is_there():
    readmes = [HOUSE / "README.md", *(HOUSE / "server").rglob("README.md")]
    named = {
        path for readme in readmes for path in re.findall(r"`(tests/[\w/.]+)`", readme.read_text("utf-8"))
    }

    assert len(named) > 20
    assert sorted(path for path in named if not (HOUSE / path).exists()) == []
