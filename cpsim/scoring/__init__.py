"""One set of judgements held against one key: a profile of lines, never a total.

Pure: answers, key and framework come in as values, a profile goes out; the words for it are `present`'s.
"""
