"""What has to hold between the parts of a pack or framework: functions that yield problems.

The checks walk pages, not the model: each one takes what it finds and leaves shapes to the schema,
so that all problems come at once, every one with its line.
"""
