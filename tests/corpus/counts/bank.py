#!/usr/bin/env python3
"""Counts the transactions of banks' files independently of the program's own readers.

Usage: bank.py DIR [--sums]. Prints, for each file below DIR that holds a bank's transactions, its path, a tab, and how many there
are; with --sums also a tab and their sum in hundredths of the currency, "-" where an amount cannot be read. Written with the csv module,
regular expressions and ElementTree, not after the readers in C.
"""
import csv
import io
import os
import re
import sys
import xml.etree.ElementTree as tree
from decimal import Decimal, InvalidOperation

DATE_HEAD = re.compile(
    r"^(transaction |booking |posting |posted |completed |started |value |entry )?date( posted| and time| time| utc)?$"
    r"|^created( utc)?$|^buchung(stag|sdatum)$|^(beleg|valuta|rente)?datum$|^wertstellung$|^fecha$")
AMOUNT_HEAD = re.compile(r"^(transaction |billing )?amount$|^value$|^gross$|^(buchungs)?betrag$|^bedrag$|^montant$|^importe$")
OUT_HEAD = re.compile(r"^(paid|money|amount) out$|^debits?( amount)?$|^out$|^withdrawals?$|^outflow$|^debet$|^spent$")
IN_HEAD = re.compile(r"^(paid|money|amount) in$|^credits?( amount)?$|^in$|^deposits?$|^inflow$|^received$")
WORDS_HEAD = re.compile(
    r"description|^details$|narrative|^memo$|^label$|^reference$|counter ?party|^payee|^name$|^merchant|omschrijving|"
    r"verwendungszweck|buchungstext|remarque|^account( number| no)?$|^iban|beschreibung|^libelle$|^transaction$|^particulars$|"
    r"^(partner|counteraccount) name$|rekening")
BALANCE_HEAD = re.compile(r"^((running|account) )?balance|^saldo")
BANKS_OWN_HEAD = re.compile(
    r"currency|^ccy$|^munt$|^w(ae|\u00e4)hrung$|^(transaction )?type$|^account( number| no)?$|^sort code$|konto$|^rekening|^iban|"
    r"^subcategory$|^umsatzart$|^transaction code$|^card number$|^id$|^bank code$|^(d c|c d|dr cr|cr dr|debit credit)$")
CALL_HEAD = re.compile(r"^(call )?duration$|^number (called|dialled)$|^call type$|^called number$")
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def text_of(path):
    raw = open(path, "rb").read()
    for mark, name in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if raw.startswith(mark):
            return raw.decode(name, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def is_date(cell):
    """A whole cell that is a day, perhaps with a time behind it."""
    s = cell.strip().lower().replace("\xa0", " ")
    s = re.sub(r"[t, ]+\d{1,2}:\d\d(:\d\d)?(\.\d+)?( ?[ap]m)?( ?(z|[+-]\d\d:?(\d\d)?))?$", "", s)
    m = re.fullmatch(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", s) or re.fullmatch(r"(\d{4})()(\d\d)(\d\d)", s)
    if m:
        return 1900 <= int(m[1]) <= 2099 and 1 <= int(m[3]) <= 12 and 1 <= int(m[4]) <= 31
    m = re.fullmatch(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{2}|\d{4})", s)
    if m:
        a, b = int(m[1]), int(m[3])
        return 1 <= min(a, b) <= 12 and max(a, b) <= 31 and (len(m[4]) == 2 or 1900 <= int(m[4]) <= 2099)
    m = re.fullmatch(r"(\d{1,2})(st|nd|rd|th)?[-/ ]+([a-z]{3})[a-z]*\.?[-/, ]+(\d{2}|\d{4})", s)
    return bool(m) and m[3] in MONTHS and 1 <= int(m[1]) <= 31


def cents(cell, comma):
    """The cell as hundredths, None if it is no sum, "" if it is empty."""
    s = cell.strip().replace("\xa0", "").replace("\u2212", "-").replace("\u202f", "")
    if not s:
        return ""
    s = re.sub(r"[\u00a3\u20ac$\u00a5]|\b[A-Z]{3}\b", "", s).replace(" ", "").replace("'", "")
    minus = s.startswith("-") or s.endswith("-") or (s.startswith("(") and s.endswith(")"))
    tail = re.search(r"(CR|DR|OD|C|D)$", s, re.I)
    if tail:
        minus |= tail[0].upper() in ("DR", "OD", "D")
        s = s[:tail.start()]
    s = s.strip("()").strip("+-")
    s = s.replace(".", "").replace(",", ".") if comma else s.replace(",", "")
    try:
        value = Decimal(s) * 100
    except InvalidOperation:
        return None
    if value != value.to_integral_value():
        return None
    return -int(value) if minus else int(value)


def head(cell):
    s = cell.strip().lower()
    s = re.sub(r"[\u00a3\u20ac]", "", s)
    s = re.sub(r"[^0-9a-z\x80-\uffff]+", " ", s).strip()
    return re.sub(r" (gbp|eur|usd|chf|czk|pln|aud|cad|nzd|sek|nok|dkk)$", "", s)


def decimal_comma(cells):
    votes = 0
    for cell in cells:
        m = re.search(r"([.,])(\d*)\D*$", cell)
        if not m:
            continue
        both = "." in cell and "," in cell
        if both or (cell.count(m[1]) == 1 and len(m[2]) != 3):
            votes += 1 if m[1] == "," else -1
        elif cell.count(m[1]) > 1:
            votes += -1 if m[1] == "," else 1
    return votes > 0


def first(heads, pattern):
    return next((i for i, h in enumerate(heads) if pattern.search(h)), None)


def cell(row, i):
    return row[i] if i is not None and i < len(row) else ""


def csv_rows(text):
    best = None
    for delimiter in ",;\t|":
        rows = [r for r in csv.reader(io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n")), delimiter=delimiter)]
        rows = [r for r in rows if any(c.strip() for c in r)]
        width = max((len(r) for r in rows), default=0)
        if width > 1 and (best is None or width > best[0]):
            best = (width, rows)
    return best[1] if best else []


def count_csv(text):
    rows = csv_rows(text)
    for at, row in enumerate(rows[:25]):
        heads = [head(c) for c in row]
        if first(heads, DATE_HEAD) is not None:
            return count_table(heads, rows[at + 1:])
    return count_headless(rows)


def count_headless(rows):
    if not rows or any(len(r) != 3 for r in rows):
        return None
    if not all(is_date(r[0]) and re.search(r"[^\W\d_]{2}", r[1]) and re.search(r"[.,]\d\d\D*$", r[2]) for r in rows):
        return None
    comma = decimal_comma([r[2] for r in rows])
    values = [cents(r[2], comma) for r in rows]
    return total(values) if any(v is not None and v < 0 for v in values) else None


def total(values):
    return len(values), ("-" if any(v is None for v in values) else sum(v or 0 for v in values))


def count_table(heads, rows):
    dates = [i for i, h in enumerate(heads) if DATE_HEAD.search(h)]
    dates = [i for i in dates if any(is_date(cell(r, i)) for r in rows)]
    amount, out, paid_in = first(heads, AMOUNT_HEAD), first(heads, OUT_HEAD), first(heads, IN_HEAD)
    pair = out is not None and paid_in is not None
    words, balance = first(heads, WORDS_HEAD), first(heads, BALANCE_HEAD)
    if not dates or first(heads, CALL_HEAD) is not None:
        return None
    if not pair and (amount is None or (words is None and balance is None)):
        return None
    flag = first(heads, re.compile(r"^(d c|c d|dr cr|cr dr|debit credit|credit debit)$"))
    money = [c for r in rows for c in (cell(r, amount), cell(r, out), cell(r, paid_in), cell(r, balance)) if c.strip()]
    comma = decimal_comma(money)
    signed = [cents(cell(r, out), comma) for r in rows]
    negative = any(isinstance(v, int) and v < 0 for v in signed) and not any(isinstance(v, int) and v > 0 for v in signed)
    values = []
    for r in rows:
        dated = any(is_date(cell(r, i)) for i in dates)
        if not dated and not (cell(r, words).strip() or re.search(r"\d", cell(r, dates[0]))):
            continue
        v = cents(cell(r, amount), comma)
        if v == "":
            a, b = cents(cell(r, out), comma), cents(cell(r, paid_in), comma)
            if isinstance(a, int):
                a = a if negative else -a
            if a == "" and b == "":
                continue
            v = None if a is None or b is None else (a or 0) + (b or 0)
        elif isinstance(v, int) and cell(r, flag).strip():
            v = -abs(v) if cell(r, flag).strip().lower().startswith("d") else abs(v)
        values.append(v)
    if not any(v is not None for v in values):
        return None
    # a list of costs that somebody made has dates, words and amounts, too
    if out is None and balance is None and first(heads, BANKS_OWN_HEAD) is None and not any(v is not None and v < 0 for v in values):
        return None
    return total(values)


DEALINGS = ("BUYDEBT BUYMF BUYOPT BUYOTHER BUYSTOCK INCOME INVEXPENSE JRNLFUND MARGININTEREST REINVEST RETOFCAP SELLDEBT "
            "SELLMF SELLOPT SELLOTHER SELLSTOCK").split()


def count_ofx(text):
    if not re.search(r"<(CC|INV)?STMTRS>", text, re.I):
        return None
    amounts = []
    for block in re.split(r"<STMTTRN>", text, flags=re.I)[1:]:
        block = re.split(r"</STMTTRN>|</BANKTRANLIST>|<LEDGERBAL>", block, flags=re.I)[0]
        m = re.search(r"<TRNAMT>\s*([^<\s][^<]*)", block, re.I)
        if m:
            amounts.append(m[1])
    for name in DEALINGS:
        for block in re.split(r"<%s>" % name, text, flags=re.I)[1:]:
            m = re.search(r"<TOTAL>\s*([^<\s]+)", re.split(r"</%s>" % name, block, flags=re.I)[0], re.I)
            if m:
                amounts.append(m[1])
    comma = decimal_comma(amounts)
    return total([cents(a, comma) for a in amounts])


def count_qif(text):
    amounts, section, now = [], True, None
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n") + ["^"]:
        if line.startswith("!"):
            section = not re.match(r"!(account|type:(cat|class|memorized|prices|security))", line, re.I)
        elif line.startswith("^"):
            if now is not None:
                amounts.append(now)
            now = None
        elif section and line[:1] in ("T", "U") and line[1:].strip():
            now = line[1:]
    comma = decimal_comma(amounts)
    return total([cents(a, comma) for a in amounts])


def count_mt940(text):
    values = []
    for line in re.findall(r"^:61:(.*)$", text, re.M):
        m = re.match(r"\d{6}(?:\d{4})? *(R|E)?([CD])[A-Z]{0,2}(\d+(?:,\d*)?)", line)
        if not m:
            values.append(None)
            continue
        value = int(Decimal(m[3].replace(",", ".").rstrip(".")) * 100)
        values.append(-value if (m[2] == "D") != (m[1] == "R") else value)
    return total(values)


def count_camt(text):
    root = tree.fromstring(text.encode("utf-8") if not text.startswith("<?xml") else re.sub(r"^<\?xml.*?\?>", "", text, 1).encode("utf-8"))
    values = []
    for element in root.iter():
        if element.tag.rpartition("}")[2] != "Ntry":
            continue
        parts = {c.tag.rpartition("}")[2]: (c.text or "").strip() for c in element}
        value = cents(parts.get("Amt", ""), False)
        values.append(-value if isinstance(value, int) and parts.get("CdtDbtInd") == "DBIT" else value)
    return total(values)


def count(path):
    text = text_of(path)
    start = text[:20000]
    if re.search(r"<OFX>", start, re.I):
        return count_ofx(text)
    if re.match(r"\s*!(Type|Account|Option)", text, re.I):
        return count_qif(text)
    if re.search(r"<(\w+:)?BkToCstmr", start):
        return count_camt(text)
    if re.search(r"^:(20|61|60F|25|64|62F):", start, re.M):
        return count_mt940(text)
    if re.search(r"\.(xlsx|json|xml|pdf)$", path, re.I) or "\0" in start:
        return None
    return count_csv(text)


def main():
    top = sys.argv[1]
    for folder, _, names in sorted(os.walk(top)):
        for name in sorted(names):
            path = os.path.join(folder, name)
            try:
                found = count(path)
            except (tree.ParseError, csv.Error) as problem:
                print("%s: %s" % (path, problem), file=sys.stderr)
                continue
            if found and found[0]:
                line = "%s\t%d" % (os.path.relpath(path, top), found[0])
                print(line + "\t%s" % found[1] if "--sums" in sys.argv else line)


main()
