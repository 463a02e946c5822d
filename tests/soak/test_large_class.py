"""Three hundred students who drop, reload, double-click, come late and race the bell, a whole lesson long."""

from pathlib import Path

import pytest

from server.rehearse.solutions import SAFE_TRANSFER
from tests.fakes import JudgeByText
from tests.rehearse.agreement import everything_agrees
from tests.rehearse.instructor import hurried, rehearsal
from tests.serving import serving

STUDENTS, LATE = 300, 30


@pytest.mark.soak
async def test_three_hundred_students_play_a_lesson_and_everything_agrees(database_url: str, tmp_path: Path):
    async with serving(database_url, JudgeByText(SAFE_TRANSFER), tmp_path, hurried(6, 12)) as served:
        tally = await rehearsal(served, STUDENTS - LATE, LATE)
        print("\n".join(tally.report()))
        await everything_agrees(served, tally, database_url)

    assert (tally.joined, tally.finished) == (STUDENTS, STUDENTS)
    assert tally.acknowledged >= 7 * 0.8 * STUDENTS
    assert min(tally.double_clicks, tally.reloads, tally.comebacks - tally.reloads) >= 6 * STUDENTS // 10
