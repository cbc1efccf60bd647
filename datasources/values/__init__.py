"""What the cells of one column of a partner's table mean, decided by the whole column.

Pure: each distinct text with how many cells hold it in, its meaning and what was decided out.
"""
