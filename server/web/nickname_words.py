"""The words behind nicknames: friendly ones to suggest, reserved ones, and those nobody wants to read aloud.

`NEVER` and `NOT_ALONE` are compared after `LOOK_ALIKES` has been applied, so they are written as they fold.
"""

# Beside those that look alike in every alphabet (`lookalikes`): what people type for a letter.
LOOK_ALIKES = str.maketrans(
    {
        "0": "o", "1": "l", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b",
        "@": "a", "$": "s", "!": "l", "|": "l", "i": "l", "ı": "l", "ł": "l",
    }
)  # fmt: skip


def _fold(*spelled: str) -> frozenset[str]:
    return frozenset(word.translate(LOOK_ALIKES).replace("rn", "m") for word in spelled)


RESERVED = _fold(
    "host", "server", "system", "projector", "console", "threadrace", "you", "anonymous", "null", "undefined",
)  # fmt: skip

# Whoever has one of these as a word of their name, or one of the long ones anywhere in it, seems to teach.
TITLES = _fold(
    "instructor", "teacher", "professor", "prof", "lecturer", "admin", "administrator", "moderator", "lehrer",
    "lehrerin", "dozent", "dozentin", "professorin", "lehrperson", "lehrkraft", "tutor", "tutorin",
)  # fmt: skip
TITLE_MIN = min(map(len, TITLES))
LONG_TITLES = tuple(
    title for title in TITLES if len(title) >= 7
)  # these stand for themselves within any name

NEVER = _fold(
    "fuck", "motherf", "nigger", "nigga", "faggot", "wichser", "hurensohn", "fotze", "arschloch", "hitler",
    "heilh", "siegheil", "nazi", "whore", "bitch", "asshole", "penis", "vagina", "pussy", "blowjob", "porn",
    "rapist", "missgeburt", "schlampe", "bastard", "wanker", "bollock", "shithead", "bullshit", "terrorist",
)  # fmt: skip

NOT_ALONE = _fold(
    "shit", "cunt", "cock", "dick", "tits", "anal", "anus", "cum", "slut", "fag", "kkk", "isis", "rape",
    "sex", "sexy", "crap", "damn", "arsch", "scheisse", "scheiße", "hure", "fick", "ficken", "piss", "spast",
    "mongo", "retard", "twat", "idiot", "kike", "chink", "wetback", "shithole", "kys",
)  # fmt: skip

ADJECTIVES = (
    "Agile", "Amber", "Bold", "Brave", "Bright", "Calm", "Clever", "Cosmic", "Curious", "Daring", "Deft",
    "Eager", "Early", "Fearless", "Fleet", "Gentle", "Golden", "Happy", "Honest", "Icy", "Jolly", "Keen",
    "Kind", "Lively", "Lucky", "Lunar", "Merry", "Mighty", "Misty", "Neat", "Nimble", "Noble", "Patient",
    "Polite", "Proud", "Quick", "Quiet", "Rapid", "Silver", "Sleek", "Smart", "Snowy", "Solar", "Steady",
    "Sunny", "Swift", "Tidy", "Trusty", "Vivid", "Wise", "Witty", "Zesty",
)  # fmt: skip

ANIMALS = (
    "Badger", "Bear", "Beaver", "Bison", "Crane", "Deer", "Dolphin", "Eagle", "Falcon", "Finch", "Fox",
    "Gazelle", "Gecko", "Heron", "Hare", "Ibex", "Jackdaw", "Jay", "Koala", "Lark", "Lemur", "Lion", "Llama",
    "Lynx", "Marmot", "Marten", "Moose", "Newt", "Ocelot", "Orca", "Otter", "Owl", "Panda", "Puffin", "Quail",
    "Raven", "Robin", "Salmon", "Seal", "Sparrow", "Stork", "Swan", "Tiger", "Toucan", "Turtle", "Viper",
    "Walrus", "Weasel", "Wolf", "Wombat", "Wren", "Yak", "Zebra",
)  # fmt: skip
