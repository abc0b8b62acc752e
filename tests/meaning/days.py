"""The civil calendar of LANGUAGE.md section 4, on day numbers."""
import datetime
import functools


def day(text):
    return datetime.date.fromisoformat(text).toordinal()


def text_of(number):
    return datetime.date.fromordinal(number).isoformat()


def year_and_month(number):
    date = datetime.date.fromordinal(number)
    return date.year, date.month


def last_day(year, month):
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return (following - datetime.timedelta(days=1)).day


def in_season(number, start, end):
    """Both days in; over the end of the year where the end comes first; 29 February is 28 February in other years."""
    date = datetime.date.fromordinal(number)
    first, last = ((month, min(day, last_day(date.year, month))) for month, day in (start, end))
    now = (date.month, date.day)
    return first <= now <= last if start <= end else now >= first or now <= last


@functools.lru_cache(maxsize=65536)
def add_months(number, months):
    """Clamps to the month's last day."""
    start = datetime.date.fromordinal(number)
    index = start.year * 12 + start.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return datetime.date(year, month, min(start.day, last_day(year, month))).toordinal()


def add(number, length, sign=1):
    """length is ("months", n) or ("days", n)."""
    unit, count = length
    return add_months(number, sign * count) if unit == "months" else number + sign * count


@functools.lru_cache(maxsize=65536)
def whole_months(start, end):
    """The largest n from zero with start + n months on or before end."""
    count = 0
    while add_months(start, count + 1) <= end:
        count += 1
    return count
