"""cpsim: a simulation of a multi-agency child protection conference for the terminal."""

__version__ = "0.1.0"
