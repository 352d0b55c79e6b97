"""Working days and the dates a procedure sets, worked out over a calendar that comes in as a value.

Pure but for `calendars`, which fills such a calendar from the holidays package.
"""
