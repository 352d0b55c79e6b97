"""The event log: what happened in each session, kept so that nothing acknowledged is lost.

Owns the envelope of an event (its number, hash, salt and time) and knows nothing of what an event
means; `protocol` is the contract that every kind of store keeps.
"""
