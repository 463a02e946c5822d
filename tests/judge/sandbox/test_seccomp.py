"""The filter, run by an interpreter of ours: what it answers to each call, on both kinds of processor."""

import struct

import pytest

from server.judge.sandbox import bpf, seccomp, syscalls

MACHINES = ["x86_64", "aarch64"]
EPERM, ENOSYS = 1, 38
DENIED, ABSENT = bpf.ERROR | EPERM, bpf.ERROR | ENOSYS
SIGCHLD = 17
PTHREAD_FLAGS = {"glibc": 0x003D0F00, "musl": 0x007D0F00}
CLONE_NEWUSER = 0x10000000


def answer(machine: str, number: int, *arguments: int, architecture: int | None = None) -> int:
    """What the kernel would be told of this call."""
    filled = (*arguments, 0, 0, 0, 0, 0, 0)[:6]
    told = seccomp.ARCHITECTURES[machine] if architecture is None else architecture
    call = struct.pack("=IIQ6Q", number, told, 0, *filled)
    program = list(struct.iter_unpack("=HBBI", seccomp.program(machine)))
    at, accumulator = 0, 0
    while True:
        code, if_true, if_false, operand = program[at]
        at += 1
        match code:
            case bpf.LOAD_WORD:
                (accumulator,) = struct.unpack_from("=I", call, operand)
            case bpf.AND:
                accumulator &= operand
            case bpf.RETURN:
                return int(operand)
            case bpf.EQUAL:
                at += if_true if accumulator == operand else if_false
            case bpf.AT_LEAST:
                at += if_true if accumulator >= operand else if_false
            case bpf.ANY_BIT:
                at += if_true if accumulator & operand else if_false
            case other:
                raise AssertionError(f"instruction {other:#x} is none of ours")


def number(numbers: syscalls.Numbers, machine: str) -> int:
    value = numbers.x86_64 if machine == "x86_64" else numbers.aarch64
    assert value is not None
    return value


@pytest.mark.parametrize("machine", MACHINES)
def test_what_is_on_the_list_is_allowed_and_everything_else_is_not(machine: str) -> None:
    allowed = {number(numbers, machine) for numbers in syscalls.ALLOWED.values()}
    attacks = {number(numbers, machine) for numbers in syscalls.ATTACKS.values()}
    special = {
        number(numbers, machine)
        for numbers in (
            syscalls.CLONE,
            syscalls.CLONE3,
            syscalls.MMAP,
            syscalls.MPROTECT,
            syscalls.PRLIMIT64,
        )
    }

    answers = {call: answer(machine, call) for call in range(600) if call not in special}

    assert {call for call, told in answers.items() if told == bpf.ALLOW} == allowed
    assert {call for call, told in answers.items() if told == bpf.KILL} == attacks
    assert set(answers.values()) == {bpf.ALLOW, bpf.KILL, DENIED}


@pytest.mark.parametrize("machine", MACHINES)
def test_a_call_in_another_machine_s_manner_ends_the_process(machine: str) -> None:
    i386 = 0x40000003

    assert answer(machine, 3, architecture=i386) == bpf.KILL
    assert answer("x86_64", 0x40000000 | 2) == bpf.KILL


@pytest.mark.parametrize("machine", MACHINES)
def test_threads_may_be_started_and_processes_may_not(machine: str) -> None:
    clone = number(syscalls.CLONE, machine)

    assert [answer(machine, clone, flags) for flags in PTHREAD_FLAGS.values()] == [bpf.ALLOW] * 2
    for flags in (
        SIGCHLD,
        0,
        PTHREAD_FLAGS["glibc"] | CLONE_NEWUSER,
        PTHREAD_FLAGS["glibc"] | 1 << 33,
        PTHREAD_FLAGS["glibc"] & ~0x10000,  # all but CLONE_THREAD
    ):
        assert answer(machine, clone, flags) == DENIED
    assert answer(machine, number(syscalls.CLONE3, machine)) == ABSENT


@pytest.mark.parametrize("machine", MACHINES)
def test_memory_is_never_executable(machine: str) -> None:
    for numbers in (syscalls.MMAP, syscalls.MPROTECT):
        call = number(numbers, machine)
        assert [answer(machine, call, 0, 4096, protection) for protection in range(8)] == [
            DENIED if protection & 4 else bpf.ALLOW for protection in range(8)
        ]


@pytest.mark.parametrize("machine", MACHINES)
def test_limits_may_be_asked_for_and_not_changed(machine: str) -> None:
    call = number(syscalls.PRLIMIT64, machine)
    somewhere = 0x7FFF_0000_1000

    assert answer(machine, call, 0, 7, 0, somewhere) == bpf.ALLOW
    assert answer(machine, call, 0, 7, somewhere, 0) == DENIED
    assert answer(machine, call, 0, 7, 1 << 40, 0) == DENIED
    assert answer(machine, call, 1234, 7, 0, somewhere) == DENIED


def test_there_is_a_filter_for_the_machines_that_we_say() -> None:
    assert [seccomp.supported(machine) for machine in (*MACHINES, "riscv64")] == [True, True, False]
