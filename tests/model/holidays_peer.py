"""Working days of 2000 to 2040, worked out another way than lib/model/holidays.c does: holidays are listed year by year and
moved one after the other to the next free weekday. One line a day: date, then 1 or 0 for England and Wales, Scotland,
Northern Ireland. With "months": for each day and some counts of months the corresponding date, or the last of a month that
has none, found by walking through the months and asking Python's calendar how long the last one is."""
import calendar
import datetime as dt
import sys

DAY = dt.timedelta(1)


def easter(year):
    """Gauss's rule with its two exceptions."""
    k = year // 100
    m = (15 - (8 * k + 13) // 25 + k - k // 4) % 30
    n = (4 + k - k // 4) % 7
    d = (19 * (year % 19) + m) % 30
    e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + n) % 7
    day = 22 + d + e
    if d == 29 and e == 6:
        day = 50
    elif d == 28 and e == 6 and year % 19 > 10:
        day = 49
    return dt.date(year, 3, 1) + dt.timedelta(day - 1)


def monday(year, month, last=False):
    days = [dt.date(year, month, 1) + dt.timedelta(i) for i in range(31)]
    days = [d for d in days if d.month == month and d.weekday() == 0]
    return days[-1 if last else 0]


ALL = "ESN"
ONCE = {"2002-06-03": ALL, "2002-06-04": ALL, "2011-04-29": ALL, "2012-06-04": ALL, "2012-06-05": ALL, "2020-05-08": ALL,
        "2022-06-02": ALL, "2022-06-03": ALL, "2022-09-19": ALL, "2023-05-08": ALL, "2026-06-15": "S"}
NEVER = {"2002-05-27", "2012-05-28", "2020-05-04", "2022-05-30"}


def fixed(year, nation):
    days = [(1, 1)]
    if nation == "S":
        days += [(1, 2)] + ([(11, 30)] if year >= 2007 else [])
    if nation == "N":
        days += [(3, 17), (7, 12)]
    return [dt.date(year, *d) for d in days + [(12, 25), (12, 26)]]


def holidays(year, nation):
    sunday = easter(year)
    moving = [sunday - 2 * DAY, monday(year, 5), monday(year, 5, True)]
    moving += [monday(year, 8)] if nation == "S" else [sunday + DAY, monday(year, 8, True)]
    taken = {d for d in moving if d.isoformat() not in NEVER}
    taken |= {dt.date.fromisoformat(d) for d, where in ONCE.items() if nation in where and d.startswith(str(year))}
    dates = fixed(year, nation)
    taken |= {d for d in dates if d.weekday() < 5}
    for d in dates:  # those on weekends get the next day that is free
        if d.weekday() >= 5:
            while d.weekday() >= 5 or d in taken:
                d += DAY
            taken.add(d)
    return taken


def months_later(day, count):
    year, month = day.year, day.month
    for _ in range(count):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


if sys.argv[1:] == ["months"]:
    day = dt.date(2000, 1, 1)
    while day.year <= 2040:
        for count in (1, 3, 6, 12, 13):
            print(day, count, months_later(day, count))
        day += DAY
    sys.exit()

free = {n: set().union(*(holidays(y, n) for y in range(1999, 2042))) for n in ALL}
day = dt.date(2000, 1, 1)
while day.year <= 2040:
    print(day, "".join("0" if day.weekday() >= 5 or day in free[n] else "1" for n in ALL))
    day += DAY
