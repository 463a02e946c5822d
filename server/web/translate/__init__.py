"""The only place that knows both wire messages and room values.

`asked` turns what browsers send into commands, `shown` turns views into what browsers get.
"""
