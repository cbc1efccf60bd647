"""The answers a second time, one module for each analysis and called like it: a new analysis is
one file here too.

`COLUMNS` are those of the analysis's table that `answer` gives, in their order.
"""
