"""Computes a number with hundreds of millions of digits.  gate: accept"""

9**9**9
