"""What leaves the program on paper, in a file or on stdout: slips, scores, dates, logs.

It takes content and delivered logs as they are and decides nothing about who may have them.
"""
