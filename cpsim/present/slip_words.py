"""The word beside each item of a slip: at a table an item goes up by its number and this word.

Its holder says both aloud, and whoever keeps the keyboard types them. The word is worked out from the
pack's name and the item's id, so that a slip printed last year still holds while the folder is the same, and
it stands once in a folder;
the item itself says nothing of it, so nobody without the slip can name it.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256

from cpsim.conference import events as e
from cpsim.conference.view import View
from cpsim.model.case import Fact

WORDS: tuple[str, ...] = tuple(
    # A literal for each would be five hundred lines.
    """
abacus acacia acorn acrobat airport airship album alcove almanac almond alpaca anthill antler anvil apricot
arcade archway aspen asphalt atlas atrium autumn avocado awning bagel bakery balcony balloon bamboo banjo
banner barrel basin basket bassoon beacon beehive beetle begonia bellows beret binder biplane birch biscuit
bison blazer blossom bobbin bobcat bollard bongo bonnet bonsai bookend bowler boxwood bracken bramble breeze
bridge brisket brolly bronze brooch brownie bubble bucket buffalo bugle bulb bulrush bumper bunting button
cactus calico camel canal canoe canyon caramel cargo carrot catkin cavern cedar chalet chariot cheddar
chimney chorus chutney cinema citrus clay clog clover coaster cobalt cocoa coffee comet comic compass condor
conifer cookie cosmos crane crater cricket crocus crouton cumin cupcake curling cushion damson delta denim
diagram diamond dinghy dogwood dolphin domino dragon drizzle dune dynamo easel echo eclipse eggcup emblem
emerald engine equator eraser estuary fabric factory fairway falcon feather fennel fern ferret fiesta
firefly flannel fleet flint flipper foghorn fondue forest foxtrot fringe frisbee frog furlong furrow gable
galaxy gallery gannet garlic garnish gateway gazette gerbil gingham giraffe girder glacier glade glider
globe goblet golf gondola gorge granite gravy griddle grotto guitar gully gumboot hairpin halibut hamlet
hammock hamster handbag harbour harvest hatbox helmet hexagon hickory hilltop hinge hockey hoop icicle
iguana indigo inkwell jacket jelly jukebox juniper kayak kelp kestrel keypad kiosk kipper kite koala ladle
ladybug lagoon lantern lanyard laptop lapwing larch lectern ledger lemon lemur lentil leopard lettuce lilac
linen lion lizard lobster lotus mailbox mallard mango mantis maple market marsh mascot mast mayfly meerkat
menu meteor millet mineral minibus minnow mitten moat mocha monocle mosaic mural museum napkin narwhal
nebula necktie nectar neon netball noodle nozzle nugget nutmeg nylon oasis oatcake oatmeal obelisk oblong
oboe ocean octagon octopus onion opera orange orbit orchid osprey oyster paddock pageant pancake panda
panther papaya paprika parade parcel parsley pasta pathway patio paving pebble pelican pencil pendant
penguin peony pepper pergola pesto pewter piano piccolo pickle picnic pigeon pinball pitcher pivot pixel
pizza placard planet plateau plumage plywood pocket polka pollen polygon pompom poncho popcorn poplar portal
poster potato pottery prairie pretzel puffin pulley pumpkin puzzle pyramid quarry quilt quince rabbit radio
raft rainbow raven reef rhubarb ribbon risotto river rodeo rooftop rooster rosette rowboat rugby runway
saddle saffron salad sandal sapling satchel satin satsuma saucer sawdust sawmill scallop scarf scone scooter
scroll scuba seabird seagull seaport sequin sesame shallot shell sherbet shovel shuttle sidecar silver
skittle skyline slalom slate sledge snorkel sonata soprano sorbet spaniel sparrow sphere spinach spiral
sprout spruce stanza stapler statue stirrup straw stream strudel studio summit sunbeam sundial sunfish
sunhat sunrise sunset swan sweater swivel syrup tabby tadpole tartan tassel taxi teacup teapot tennis
theatre thermos thicket thimble thistle tiara tiger timber tinsel toast toggle tomato tombola toolbox
topcoat toucan tractor trapeze trawler tray treacle trellis tripod trolley truck truffle trumpet tugboat
tulip tundra tunnel turbine turtle tuxedo tweed twine unicorn valley vanilla vase velvet veranda viaduct
vinegar vinyl voyage wafer waffle wagon wagtail walkway wallaby walnut walrus warbler wetland wheat whisk
wicket window wombat wren yarn zebra zigzag zodiac
""".split()  # noqa: SIM905
)
"""Common things, told apart by ear and by eye; no word of a case, of harm, of health or of a family.

Neither a word nor its place may ever change: every slip that was ever printed names items by them.
"""

_BYTES = 8
_DRAWS = 1000
"""No folder comes near as many items as there are words; one that did would have words that stand twice."""


def word_for(scenario: str, fact: str, again: int = 0) -> str:
    """The word that the item with the id `fact` draws in the pack called `scenario`; the same for ever.

    Which of its words an item has on paper is for `words_of`, since that hangs on the rest of its folder.
    `again` counts the words it may not have, since another item of the same folder has them.
    """
    drawn = f"{scenario}\n{fact}\n{again}" if again else f"{scenario}\n{fact}"
    digest = sha256(drawn.encode()).digest()
    return WORDS[int.from_bytes(digest[:_BYTES], "big") % len(WORDS)]


def words_of(scenario: str, folder: Iterable[Fact]) -> dict[str, str]:
    """By id: the words on the slip of one folder. Of two items that draw the same word the later one draws again.

    An item that comes to mind later gives way to those dealt alone: which others have come to mind by then
    is different from table to table, and its word is not.
    """
    words: dict[str, str] = {}
    taken: set[str] = set()
    for fact in in_printed_order(folder):
        again = 0
        while (word := word_for(scenario, fact.id, again)) in taken and again < _DRAWS:
            again += 1
        words[fact.id] = word
        if not fact.after:
            taken.add(word)
    return words


def pack_of(log: Sequence[e.Event]) -> str:
    """The pack that the slips of a session were printed from; every log begins with the opening."""
    opened = log[0]
    assert isinstance(opened, e.Opened), "every log begins with the opening"
    return opened.scenario


def in_printed_order(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Items in the order of their numbers on paper: as dealt, and behind them those that come to mind later.

    Every number so stands for the same item wherever it is printed.
    """
    return tuple(sorted(facts, key=lambda fact: bool(fact.after)))


def number_of(view: View, fact: str) -> int:
    """The number on its holder's slip of an item in this seat's own folder; ValueError for another's."""
    return [one.id for one in in_printed_order(view.own.folder)].index(fact) + 1


def find(view: View, scenario: str, number: int, word: str) -> Fact | None:
    """The item of this seat's own folder that has `number` and `word` on its slip, or None.

    Capitals and spaces around the word do not matter. An item that came to mind later has its number from
    the facilitator's set, where others that nobody remembers yet may stand before it: its word tells it.
    """
    wanted = word.strip().casefold()
    folder = in_printed_order(view.own.folder)
    dealt = sum(1 for fact in folder if not fact.after)
    if number <= dealt:
        told = folder[max(number - 1, 0) : max(number, 0)]
    else:
        told = tuple(sorted(folder[dealt:], key=lambda fact: folder.index(fact) + 1 != number))
    words = words_of(scenario, folder)
    return next((fact for fact in told if words[fact.id] == wanted), None)
