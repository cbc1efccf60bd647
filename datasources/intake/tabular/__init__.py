"""Any partner's table into clean rows, by what its kind declares and what its layout says.

A step takes what the one before gave and says what it noticed: which columns are meant
(`matching`), what their cells mean (`placing`, `naming`, `table`), which rows belong to which
period, and what several files say of one period (`versions`).
"""
