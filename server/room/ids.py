"""Who a student is, and which request it was."""

from typing import NewType

PlayerId = NewType("PlayerId", str)
Key = NewType("Key", str)  # made by the browser, the same for each retry of one request
