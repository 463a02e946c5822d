"""The words behind nicknames: friendly ones to suggest, reserved ones, and those nobody wants to read aloud.

`NEVER` and `NOT_ALONE` are compared after `LOOK_ALIKES` has been applied, so they are written as they fold.
"""

LOOK_ALIKES = str.maketrans(
    {
        "0": "o", "1": "l", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b",
        "@": "a", "$": "s", "!": "i", "|": "l", "i": "l", "ı": "l", "ł": "l",
        # Cyrillic and Greek letters that look Latin
        "а": "a", "в": "b", "е": "e", "к": "k", "м": "m", "н": "h", "о": "o", "р": "p", "с": "c", "т": "t",
        "у": "y", "х": "x", "і": "l", "ѕ": "s", "ј": "j", "ԁ": "d", "ո": "n", "ο": "o", "α": "a", "ε": "e",
        "ι": "l", "κ": "k", "ν": "v", "ρ": "p", "τ": "t", "υ": "u", "χ": "x",
    }
)  # fmt: skip


def _fold(*spelled: str) -> frozenset[str]:
    return frozenset(word.translate(LOOK_ALIKES).replace("rn", "m") for word in spelled)


RESERVED = _fold(
    "instructor", "teacher", "professor", "prof", "lecturer", "admin", "administrator", "host", "moderator",
    "server", "system", "projector", "console", "threadrace", "lehrer", "lehrerin", "dozent", "dozentin",
    "you", "anonymous", "null", "undefined",
)  # fmt: skip

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
