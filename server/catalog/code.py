"""Examples and experiments: programs that a class reads, and programs that run.

What is shown of a program that runs is read from the file that runs, so the two cannot differ.
"""

from pathlib import Path, PurePosixPath

from pygments.lexers import find_lexer_class_for_filename

from schema.lesson import CodeStep, ExampleTab, ExperimentStep
from server.catalog.files import read_text
from server.catalog.folder import LESSON_FILE, LessonFolder
from server.catalog.problems import Unreadable
from server.room import plan

ON_THE_SERVER = Path(__file__).parents[1] / "lessons" / "programs"
IN_THE_PAGE = Path(__file__).parents[2] / "client" / "programs"
EXPERIMENTS: dict[plan.Activity, tuple[str, Path]] = {
    "counter": ("python", ON_THE_SERVER / "counter.py"),
    "main-thread": ("javascript", IN_THE_PAGE / "busy.js"),
    "worker": ("javascript", IN_THE_PAGE / "busy.worker.js"),
    "processes": ("python", ON_THE_SERVER / "speedup.py"),
}
PROGRAMS = {"sum-in-a-worker": (IN_THE_PAGE / "sum.js", IN_THE_PAGE / "sum.worker.js")}


def experiment(written: ExperimentStep, folder: LessonFolder) -> plan.Experiment:
    language, path = EXPERIMENTS[written.activity]
    return plan.Experiment(
        title=written.title,
        activity=written.activity,
        prompt_md=folder.pictured(written.text.strip(), LESSON_FILE),
        language=language,
        source=read_text(path),
        learned_md=folder.pictured(written.learned.strip(), LESSON_FILE),
        notes_md=written.notes.strip(),
    )


def code(written: CodeStep, place: str, folder: LessonFolder) -> plan.Code:
    tabs: list[plan.CodeTab] = []
    for number, tab in enumerate(written.tab, start=1):
        with folder.findings.noting(LESSON_FILE, f"{place}, tab {number}"):
            tabs.append(_tab(tab, f"{place}, tab {number}", folder))
    intro = folder.pictured(written.text.strip(), LESSON_FILE)
    return plan.Code(written.title, intro, tuple(tabs), written.notes.strip())


def _tab(tab: ExampleTab, place: str, folder: LessonFolder) -> plan.CodeTab:
    given = [name for name in ("file", "source", "program") if getattr(tab, name)]
    if len(given) > 1:
        raise Unreadable(f"has both {' and '.join(given)}: keep one")
    if tab.program:
        source = "\n".join(read_text(path).strip("\n") + "\n" for path in PROGRAMS[tab.program])
        return plan.CodeTab(tab.label, "javascript", source, tab.program)
    if tab.file:
        source, language = _read(tab.file, place, folder), tab.language or _language_of(tab.file)
        return plan.CodeTab(tab.label, language, source)
    if not tab.source.strip():
        raise Unreadable("has neither file nor source nor program: add one")
    return plan.CodeTab(tab.label, tab.language, tab.source.strip("\n") + "\n")


def _read(name: str, place: str, folder: LessonFolder) -> str:
    path = folder.file(name, place)
    return read_text(path).strip("\n") + "\n" if path else ""


def _language_of(name: str) -> str:
    """As Pygments names it; by the end of the file's name."""
    lexer = find_lexer_class_for_filename(PurePosixPath(name).name)
    return str(lexer.aliases[0]) if lexer and lexer.aliases else ""
