"""Assize text for the values of the two suites, and values read back from `assize eval --json`.

Nothing is computed here: a value is only written in another notation. What cannot be written is Inexpressible, with the reason
that inexpressible.csv shows.
"""
import calendar
import re
from decimal import Decimal, InvalidOperation


class Inexpressible(Exception):
    """The case asks for something that the language does not have."""


class Lets:
    """Names for values that have no literal: a date-time that stops early is a range of times."""

    def __init__(self):
        self.names = {}

    def name_of(self, text):
        return self.names.setdefault(text, f"given_{len(self.names) + 1}")

    def arguments(self):
        return [word for text, name in self.names.items() for word in ("--let", f"{name}={text}")]


def number(text):
    try:
        return format(Decimal(str(text)), "f")
    except InvalidOperation:
        raise Inexpressible("not a decimal number")


def quoted(text):
    if "\n" in text or "\r" in text:
        raise Inexpressible("a line end inside a text")
    return '"' + text.replace('"', '""') + '"'


def yes_no(value):
    return "yes" if value else "no"


DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$")
TIME = re.compile(r"(\d\d)(?::(\d\d)(?::(\d\d)(?:\.(\d+))?)?)?(Z|[+-]\d\d:\d\d)?$")


def first_and_last_day(year, month=None, day=None):
    """The written ends of a date that stops early."""
    if day is not None:
        return f"{year}-{month}-{day}", f"{year}-{month}-{day}"
    if month is not None:
        return f"{year}-{month}-01", f"{year}-{month}-{calendar.monthrange(int(year), int(month))[1]:02}"
    return f"{year}-01-01", f"{year}-12-31"


def moment_span(text, offset=""):
    """The first and last instant, as written, of a date or date-time that may stop early; and whether it has a clock."""
    date_part, _, time_part = text.partition("T")
    date = DATE.match(date_part)
    if not date:
        raise Inexpressible("a date outside the years 1 to 9999, or not of the form of one")
    first, last = first_and_last_day(*date.groups())
    if not time_part:
        return f"{first}T00:00:00.000{offset}", f"{last}T23:59:59.999{offset}", False
    time = TIME.match(time_part)
    if not time:
        raise Inexpressible("a time of day in a named zone, or not of the form of one")
    hour, minute, second, fraction, written_offset = time.groups()
    if fraction and len(fraction) > 3:
        raise Inexpressible("a time finer than a millisecond")
    fraction = fraction.ljust(3, "0") if fraction else None
    offset = written_offset or offset
    low = f"{hour}:{minute or '00'}:{second or '00'}.{fraction or '000'}"
    high = f"{hour}:{minute or '59'}:{second or '59'}.{fraction or '999'}"
    return f"{first}T{low}{offset}", f"{last}T{high}{offset}", True


def moment(text, lets, offset="", with_clock=False):
    """A date, or a date-time. `with_clock`: what stands beside it has a clock, so that a bare date is a range of times.

    A clock that stops at the minute is that minute, as the language's own literal; one that stops at the hour is a range."""
    date_part, _, time_part = text.partition("T")
    low, high, has_clock = moment_span(text, offset)
    if not has_clock and not with_clock:
        if len(date_part) == 4:
            first, last = first_and_last_day(date_part)
            return lets.name_of(f"from {first} to {last}")
        return date_part
    if has_clock and len(date_part) == 10 and len(TIME.match(time_part).group(0)) >= 5 and ":" in time_part[:3]:
        return text + ("" if TIME.match(time_part).group(5) else offset)
    return lets.name_of(f"from {low} to {high}")


# --- what eval gives back ---

UNITS = {"millisecond": 1, "second": 1000, "minute": 60000, "hour": 3600000}
CALENDAR = {"day": (0, 1), "week": (0, 7), "month": (1, 0), "year": (12, 0)}


def duration_value(text):
    """("elapsed", milliseconds) or ("calendar", months, days) of words such as "-1 hour 30 minutes" or "-2 days"; else None.

    The sign of an elapsed time stands before all of it; of a calendar duration, before each part."""
    if not re.fullmatch(r"-?[\d.]+ [a-z]+( -?[\d.]+ [a-z]+)*", text):
        return None
    words = text.split(" ")
    parts = [(Decimal(n), unit[:-1] if unit.endswith("s") else unit) for n, unit in zip(words[::2], words[1::2])]
    if all(unit in UNITS for _, unit in parts):
        return ("elapsed", (-1 if text.startswith("-") else 1) * sum(abs(n) * UNITS[unit] for n, unit in parts))
    if all(unit in CALENDAR for _, unit in parts):
        return ("calendar", sum(n * CALENDAR[unit][0] for n, unit in parts), sum(n * CALENDAR[unit][1] for n, unit in parts))
    return None


def comparable(value):
    """A value of eval, or an expected one, in a form in which equal means equal."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, (int, float, Decimal)):
        return Decimal(str(value))
    if value in ("yes", "no"):
        return value == "yes"
    if isinstance(value, (list, tuple)):
        return tuple(comparable(v) for v in value)
    if re.fullmatch(r"\d{4}-\d\d-\d\d[T ].*", value):
        return moment_value(value)
    duration = duration_value(value)
    if duration:
        return duration
    try:
        return Decimal(value)
    except InvalidOperation:
        return value


def moment_value(text):
    """A date-time with seconds and milliseconds, in UTC where it has an offset."""
    import datetime
    low, _, _ = moment_span(text.replace(" ", "T"))
    zoned = re.search(r"(Z|[+-]\d\d:\d\d)$", low)
    if not zoned:
        return low
    read = datetime.datetime.fromisoformat(low.replace("Z", "+00:00"))
    try:
        read = read.astimezone(datetime.timezone.utc)
    except OverflowError:
        pass
    return read.isoformat(timespec="milliseconds")
