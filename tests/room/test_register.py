"""A register is a value: whatever is entered later, each version keeps what it was."""

from hypothesis import given, strategies

from server.room.register import Register

KEYS = strategies.integers(0, 5)
# Each step goes on from some version that there is already, with one entry.
STEP = strategies.tuples(strategies.integers(0, 40), KEYS, strategies.integers())
STEPS = strategies.lists(STEP, max_size=40)


@given(STEPS, strategies.randoms(use_true_random=False))
def test_every_version_is_the_dict_that_it_would_be_alone(steps, random):
    versions, dicts = [Register()], [{}]
    for base, key, value in steps:
        base %= len(versions)
        versions.append(versions[base].entered(key, value))
        dicts.append({**dicts[base], key: value})

    for index in random.sample(range(len(versions)), len(versions)):
        version, alone = versions[index], dicts[index]
        assert version == alone and list(version.items()) == list(alone.items())
        assert (list(version), len(version)) == (list(alone), len(alone))
        assert [version.get(key) for key in range(6)] == [alone.get(key) for key in range(6)]


def test_what_it_listed_stays_as_it_was_listed():
    old = Register({"a": 1})
    listed = old.keys(), old.values(), old.items(), iter(old)
    new = old.entered("b", 2).entered("a", 3)

    assert [list(each) for each in listed] == [["a"], [1], [("a", 1)], ["a"]]
    assert new == {"a": 3, "b": 2}


def test_two_versions_of_one_register_are_compared_as_they_are():
    old = Register({"a": 1})
    new = old.entered("a", 2)

    assert old != new and new != old
    assert old.entered("a", 2) == new
    assert old == {"a": 1}


def test_the_newest_are_those_whose_keys_were_entered_last():
    register = Register({"a": 1}).entered("b", 2).entered("c", 3).entered("a", 4)

    assert (register.newest(2), register.newest(0), register.newest(9)) == ([2, 3], [], [4, 2, 3])


def test_going_on_from_the_newest_version_looks_at_no_other_entry():
    class Counted(int):
        compared = 0

        def __eq__(self, other: object) -> bool:
            Counted.compared += 1
            return int(self) == other

        __hash__ = int.__hash__

    register: Register[Counted, int] = Register()
    for number in range(1000):
        register = register.entered(Counted(number), number)

    assert len(register) == 1000 and Counted.compared == 0
