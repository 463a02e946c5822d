"""Which files are generated, and what belongs in them now."""

from pathlib import Path

from schema import report
from schema.generate.lesson_schema import lesson_schemas
from schema.generate.reference import reference
from schema.generate.typescript import typescript
from schema.wire import (
    base,
    class_board,
    console,
    console_run,
    door,
    experiment,
    fetched,
    projector,
    run,
    shared,
    student,
)

ROOT = Path(__file__).parents[2]
AUDIENCES = {
    "student": (student, student.StudentSends, student.StudentGets),
    "projector": (projector, projector.ProjectorSends, projector.ProjectorGets),
    "console": (console, console.ConsoleSends, console.ConsoleGets),
}


def generated_files() -> dict[Path, str]:
    """Every generated file with the text that it must have."""
    return {
        ROOT / "client/shared/wire.ts": typescript(
            [experiment, run, shared, student, projector, door, console_run, class_board, console, fetched],
            {"PROTOCOL": base.PROTOCOL, "SOURCE_BYTES_MAX": base.SOURCE_BYTES_MAX},
        ),
        ROOT / "client/shared/report-types.ts": typescript([report], {}),
        ROOT / "schema/README.md": reference(
            AUDIENCES,
            [experiment, run, shared, door, console_run, class_board],
            fetched,
            protocol=base.PROTOCOL,
            frame_bytes=base.FRAME_BYTES_MAX,
            source_bytes=base.SOURCE_BYTES_MAX,
        ),
        **{ROOT / "schema" / name: text for name, text in lesson_schemas().items()},
    }
