"""Personal data in what partners send: what it is, how it is known, and what may become of it."""
