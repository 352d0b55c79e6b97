"""The smallest thing a store can be given: one event for everybody."""

from cpsim.conference.codec import encode_event
from cpsim.conference.events import FloorGiven
from cpsim.store.protocol import Addressed

FLOOR: Addressed = (encode_event(FloorGiven("s1")), None)
