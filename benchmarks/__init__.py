"""What it costs and how it compares: `make bench`, or one of them with `make bench ARGS=start`.

Each module here measures one thing, and its `main` prints one line per figure.
"""
