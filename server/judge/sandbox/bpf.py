"""An assembler for the kernel's packet filter, as far as a seccomp filter needs one.

A block is a list of instructions that either returns or falls through to the next block, so that a filter is
simply the concatenation of its blocks.
"""

import struct
from collections.abc import Iterable
from typing import NamedTuple

LOAD_WORD = 0x20  # accumulator = word of the system call's description
AND = 0x54
EQUAL = 0x15
AT_LEAST = 0x35
ANY_BIT = 0x45
RETURN = 0x06

NUMBER_OFFSET = 0
ARCHITECTURE_OFFSET = 4
ARGUMENTS_OFFSET = 16

KILL = 0x80000000
ALLOW = 0x7FFF0000
ERROR = 0x00050000  # plus the errno


class Instruction(NamedTuple):
    """One instruction; the jumps count instructions to skip."""

    code: int
    if_true: int
    if_false: int
    operand: int


Block = list[Instruction]


def verdict(value: int) -> Block:
    """Ends the filter."""
    return [Instruction(RETURN, 0, 0, value)]


def load(offset: int) -> Block:
    """Loads a word of the description."""
    return [Instruction(LOAD_WORD, 0, 0, offset)]


def argument(index: int, *, high: bool = False) -> Block:
    """Loads the low or the high half of an argument (both our machines are little-endian)."""
    return load(ARGUMENTS_OFFSET + 8 * index + (4 if high else 0))


def mask(bits: int) -> Block:
    """Keeps only these bits of what was loaded."""
    return [Instruction(AND, 0, 0, bits)]


def when(test: int, operand: int, block: Block) -> Block:
    """Runs the block if the test holds."""
    return [Instruction(test, 0, len(block), operand), *block]


def unless(test: int, operand: int, block: Block) -> Block:
    """Runs the block if the test does not hold."""
    return [Instruction(test, len(block), 0, operand), *block]


def assemble(blocks: Iterable[Block]) -> bytes:
    """The program as the kernel wants it."""
    return b"".join(struct.pack("=HBBI", *instruction) for block in blocks for instruction in block)
