"""What a seat knows, turned into rows, lines and sentences for people.

Pure: it reads a view, a log and the rule book and gives plain data; it paints nothing, decides
nothing and sees nothing that was not delivered to the seat.
"""
