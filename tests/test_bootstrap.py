"""What a server prints while it runs."""

import io
import logging

from server.bootstrap import Printable


def test_nothing_that_was_typed_can_paint_the_terminal_or_forge_a_line():
    """X04: colours, titles, links and new lines are shown as what they are."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(Printable("%(levelname)s %(message)s"))
    log = logging.Logger("test")
    log.addHandler(handler)
    log.warning("%s", "\x1b[31mred\x1b]0;title\x07\r\nERROR forged\u202eevil\u200b")
    try:
        raise ValueError("\x1b[2Jgone\nERROR forged too")
    except ValueError:
        log.exception("it failed")
    printed = out.getvalue()

    assert not [char for char in printed if not char.isprintable() and char != "\n"]
    assert (
        printed.splitlines()[0]
        == "WARNING \\x1b[31mred\\x1b]0;title\\x07\\r\\nERROR forged\\u202eevil\\u200b"
    )
    assert "Traceback" in printed
