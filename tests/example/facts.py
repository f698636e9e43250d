"""What the files of the example agree on: names, references and sums."""

from datetime import date

REFERENCE = "1212 1212 1212"
NI_NUMBER = "QQ 12 34 56 C"
CMS_PHONE = "0800 171 2345"

MS_A = ("Ms A", "Flat 3", "1 Example Road", "Anytown", "AN1 2EX")
MR_R = ("Mr R", "14 Example Close", "Anytown", "AN1 3EX")

LIABILITY_ORDER = 1239153           # sums are in pence
REGULAR_2022, ARREARS_2022 = 37206, 12794
REGULAR_2023, ARREARS_2023 = 31953, 8100

# The day each payment of the first schedule reached Ms A, or would have but for a weekend or bank holiday.
PAID_2022 = [date(2022, 4, 1), date(2022, 5, 3), date(2022, 6, 1), date(2022, 7, 1), date(2022, 8, 1), date(2022, 9, 1),
             date(2022, 10, 3), date(2022, 11, 1), date(2022, 12, 1)]
DUE_2023 = [date(2023, 1, 3), date(2023, 2, 1), date(2023, 3, 1), date(2023, 4, 3), date(2023, 5, 2), date(2023, 6, 1),
            date(2023, 7, 3), date(2023, 8, 1), date(2023, 9, 1), date(2023, 10, 2), date(2023, 11, 1), date(2023, 12, 1)]


def unpaid(payments_2022, payments_2023=0):
    """Unpaid maintenance left after so many payments of the first and of the second schedule."""
    return LIABILITY_ORDER - payments_2022 * ARREARS_2022 - payments_2023 * ARREARS_2023


def money(pence):
    return f"{pence // 100:,}.{pence % 100:02d}"


def pounds(pence):
    return "£" + money(pence)


def long_date(day):
    return f"{day.day} {day:%B %Y}"
