"""The terminal program: a guarded application, its screens, widgets and dialogs.

It shows views and sends acts; it decides nothing, and reads no pack, store or host.
"""

from cpsim.tui.terminal import forget_switches

# Textual reads its TEXTUAL_* switches while it is imported; one of them photographs the screen
# to a file, another names any class as the driver. They have to be gone before that.
forget_switches()
