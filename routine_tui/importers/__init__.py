"""What other programs wrote, read into one neutral form and taken into a recovery: a file a format.

Nothing here writes, asks for the time, or knows the store: bytes come in, values come out, and ``taking_in`` gives a
new recovery. Each reader says in its first lines which grammar it reads and where it decides something.
"""
