"""How the time that is left of a session is put into words, to be heard or read. Pure."""

MOST_MINUTES = 60
"""More of them are not counted."""
_ONES = (
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty")
_LESS = "Less than a minute left."
_MORE = "More than an hour left."


def time_left(seconds: float) -> str:
    """A sentence for so many seconds, to the nearest minute: few sentences, so that the voice has each of them."""
    if seconds < 45:
        return _LESS
    minutes = int(seconds / 60 + 0.5)
    if minutes > MOST_MINUTES:
        return _MORE
    return f"About {_in_words(max(1, minutes))} {'minute' if minutes <= 1 else 'minutes'} left."


def times_left(most_minutes: int = MOST_MINUTES) -> tuple[str, ...]:
    """Every sentence for a session of at most so many minutes."""
    return (_LESS, *(time_left(60 * number) for number in range(1, most_minutes + 1)))


def _in_words(number: int) -> str:
    if number < len(_ONES):
        return _ONES[number]
    tens, one = divmod(number, 10)
    return f"{_TENS[tens]}{'-' if one else ''}{_ONES[one]}"
