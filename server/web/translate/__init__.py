"""The only place where wire messages become room values and back.

`asked` turns what browsers send into commands, `shown` turns views into what browsers get (`experiment` is a
part of it), `desk` the instructor's.
"""
