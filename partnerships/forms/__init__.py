"""The forms of this room: what is asked and whether it has the right shape.

Whether something may be done now is the operations' question; their reasons are put on the form.
"""
