"""`python -m server` is `threadrace`."""

import sys

from server.cli import main

sys.exit(main())
