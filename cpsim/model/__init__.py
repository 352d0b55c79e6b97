"""The vocabulary of the program: frozen values and nothing that acts on them.

Pure: no I/O, clock, chance or global state, and nothing imported from the rest of cpsim.
"""
