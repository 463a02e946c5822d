"""The self-test claims what it has tried, and switches code off where nothing holds."""

from pathlib import Path

import pytest

from server.judge import selftest
from server.judge.sandbox import probes
from server.judge.sandbox.layers import Layer, level_for
from server.judge.selftest import raise_sandbox
from server.judge.zygote import Work
from tests.judge.machines import FILTER_ONLY, HERE, LIMITS_ONLY

NOTHING = Work({}, {})


async def test_a_machine_with_a_kernel_filter_may_run_code() -> None:
    zygote, found = await raise_sandbox(NOTHING)
    assert zygote is not None
    await zygote.stop()

    assert found.level.code_steps
    assert Layer.SECCOMP in found.level.layers


async def test_an_ordinary_user_is_told_which_layer_is_missing() -> None:
    demoted = Work({"payload": HERE / "payload"}, {}, ("payload.demote",))
    zygote, found = await raise_sandbox(demoted)
    assert zygote is not None
    await zygote.stop()

    assert found.level.code_steps
    assert "not started by root" in found.missing[Layer.USER]


@pytest.mark.parametrize(
    ("circumstance", "layer"), [("no_mounts", Layer.NAMESPACES), ("no_change_of_user", Layer.USER)]
)
async def test_a_layer_that_fails_half_way_is_left_out_and_the_rest_holds(
    circumstance: str, layer: Layer
) -> None:
    work = Work({"payload": HERE / "payload"}, {}, (f"payload.{circumstance}",))
    zygote, found = await raise_sandbox(work)
    assert zygote is not None
    await zygote.stop()

    assert found.level.code_steps
    assert layer in found.missing
    assert Layer.SECCOMP in found.level.layers


async def test_the_filter_alone_is_a_level_of_its_own() -> None:
    zygote, found = await raise_sandbox(NOTHING, layers=FILTER_ONLY)
    assert zygote is not None
    await zygote.stop()

    assert found.level.name == "filter"


async def test_without_the_filter_code_is_off_with_a_reason_unless_weakness_is_accepted() -> None:
    nobody, found = await raise_sandbox(NOTHING, layers=LIMITS_ONLY)
    assert nobody is None
    assert not found.level.code_steps and found.level.reason

    zygote, found = await raise_sandbox(NOTHING, layers=LIMITS_ONLY, accept_weak=True)
    assert zygote is not None
    await zygote.stop()
    assert (found.level.name, found.level.code_steps) == ("weak", True)


async def test_probes_that_see_nothing_switch_code_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selftest, "MUST_ESCAPE_UNCONFINED", frozenset({"fly to the moon"}))

    nobody, found = await raise_sandbox(NOTHING)

    assert nobody is None
    assert "cannot tell" in (found.level.reason or "")


async def test_a_forking_process_that_cannot_start_switches_code_off() -> None:
    nobody, found = await raise_sandbox(Work({"inside": Path("/nowhere")}, {}), layers=FILTER_ONLY)

    assert nobody is None
    assert "did not start" in (found.level.reason or "")


def test_every_probe_that_has_to_see_exists() -> None:
    assert set(probes.PROBES) >= probes.MUST_ESCAPE_UNCONFINED


def test_a_level_needs_all_its_layers() -> None:
    everything = frozenset(Layer)

    names = [
        level_for(everything - missing, weak_is_accepted=False).name
        for missing in (
            set(),
            {Layer.USER},
            {Layer.NAMESPACES},
            {Layer.LANDLOCK, Layer.NAMESPACES},
            {Layer.SECCOMP},
        )
    ]

    assert names == ["isolated", "namespaces", "landlock", "filter", "off"]
