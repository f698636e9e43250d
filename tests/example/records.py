"""What is not a picture: the complaint, a note, an e-mail, the bank's and the telephone's tables, a voicemail."""

import csv
import io
import quopri
import subprocess
from datetime import date

from facts import CMS_PHONE, NI_NUMBER, PAID_2022, REFERENCE

COMPLAINT = f"""\
Mr R
14 Example Close
Anytown
AN1 3EX
07700 900142

Child Maintenance Service 21
Mail Handling Site A
Wolverhampton
WV98 2BU

16 January 2023

Reference number: {REFERENCE}
National Insurance number of Ms A: {NI_NUMBER}

Dear Sir or Madam

FORMAL COMPLAINT – unpaid child maintenance owed to my daughter, Ms A

I am writing for my daughter, Ms A, who has asked me to deal with this for her. She has given you her consent over the telephone.

Her case has been open since June 2019. Mr C is the father of her three children. He paid now and then between July 2019 and May 2021, and often not at all. You moved the case to Collect and Pay and you got a liability order for £12,391.53 for the time from 22 June 2019 to 21 October 2021. We thought that something would happen then. Nothing did.

From 1 April 2022 he paid £500 a month, of which £127.94 was for the arrears. In November 2022 you put the case back on Direct Pay. Then, by a letter of 9 December 2022, you told my daughter that he would pay £400.53, of which only £81 is for the arrears. Nobody asked her. The letter says that you looked at “what he can afford to pay”. Nobody looked at what she can afford to lose.

At £81 a month it will take more than eleven years to pay what he owes. Her eldest will be a grown woman by then.

There is something else that you should know. Mr C is selling property. There is a board outside the house and it is in the agent’s window (I have a photograph from 8 January). He will have a large sum of money in his hand and you have a court order. If you don’t act before the sale, the money will be gone.

I have telephoned you on 5 January, when I was cut off, and on 11 January, when I was told “he is paying so there is nothing we can do”. My daughter has had to borrow from me and from family for heating and school shoes. She was overdrawn again this month.

I ask you to:

1. use the liability order now, before the property is sold;
2. cancel the arrangement of December 2022 and ask for a proper amount each month;
3. tell us in writing how £81 was worked out;
4. say what you will do for my daughter for the trouble this has caused her.

Please answer in writing and within the 15 working days that you set yourselves.

Yours faithfully

Mr R
"""

NOTE = """\
Anytown, 12 marca 2023 r.

Kochani,

na prośbę taty piszę, jak to było z tymi pieniędzmi, bo trzeba to dołączyć do skargi.

W styczniu zadzwoniła do mnie Ms A, zapłakana, że nie ma na gaz, a dzieci siedzą w kurtkach. Alimenty przyszły mniejsze,
400,53 funta zamiast 500. Tego samego dnia, to jest 23 stycznia 2023 r., przelałam jej 200 funtów na konto. Nie chcę tego
z powrotem, ale napisać trzeba, że to była pożyczka i że bez niej nie dałaby rady do końca miesiąca.

W grudniu kupiłam też dzieciom buty, paragonu już nie mam.

Jeśli ktoś będzie chciał to potwierdzić, proszę dzwonić wieczorem: 020 7946 0163.

Ściskam
ciocia Żaneta
"""

MAIL = f"""\
Dear Mr M

I live in your constituency, at 14 Example Close, AN1 3EX. I am writing about my daughter, Ms A, who also lives in Anytown, and the Child Maintenance Service (CMS). Her reference is {REFERENCE}.

Mr C, the father of her three children, owes her a great deal of child maintenance. A court made a liability order for £12,391.53. Since December 2022 the CMS lets him pay it back at £81 a month. I make that more than eleven years. He is selling a house in the meantime.

I complained on 16 January 2023. The answer of 10 February says that they can’t take enforcement action because he is “making the regular payments”. I telephoned on 17 February and spoke to an adviser for over half an hour. The final response of 3 March says the same again and gives me the address of the Independent Case Examiner.

Could you please ask the Department:

1. why a liability order that has been granted is not used;
2. how £81 a month was arrived at, and whether anybody looked at what my daughter needs;
3. whether the sale of his property will be taken into account.

She is behind with the gas and has borrowed from me and from her aunt. I can send you copies of all the letters.

Yours sincerely

Mr R
07700 900142
"""


def write_text(path, text, encoding):
    path.write_bytes(text.replace("\n", "\r\n").encode(encoding))


def complaint(path):
    """Saved by an old word processor: Windows-1252, with a pound sign, curly quotes and a dash."""
    write_text(path, COMPLAINT.replace("'", "’"), "cp1252")


def polish_note(path):
    path.write_text(NOTE, encoding="utf-8", newline="\n")


def mail_to_mp(path):
    """As a mail program saves it: RFC 822, quoted-printable."""
    head = ("Return-Path: <mr.r@mail.example>",
            "Received: from smtp.mail.example (smtp.mail.example [192.0.2.25])",
            "\tby mx.parliament.example with ESMTPS id 4Q5wXk2Zz1z9sTn;",
            "\tWed, 26 Apr 2023 10:42:13 +0100",
            "Message-ID: <20230426094211.7A1C@mail.example>",
            "Date: Wed, 26 Apr 2023 10:42:11 +0100",
            "MIME-Version: 1.0",
            "From: Mr R <mr.r@mail.example>",
            "To: Mr M MP <mr.m.mp@parliament.example>",
            "Cc: Ms A <ms.a@mail.example>",
            "Subject: =?UTF-8?Q?Unpaid_child_maintenance_=E2=80=93_Ms_A=2C_CMS_reference_1212_1212_1212?=",
            "Content-Type: text/plain; charset=UTF-8",
            "Content-Transfer-Encoding: quoted-printable", "", "")
    body = quopri.encodestring(MAIL.encode("utf-8"))
    path.write_bytes("\n".join(head).encode("ascii").replace(b"\n", b"\r\n") + body.replace(b"\n", b"\r\n"))


# --- the bank ------------------------------------------------------------------------------------------------------------

# Day of the month, type, description, pence (negative: paid out). What recurs comes from `recurring`.
ONCE = {
    (2022, 4): [(7, "DEB", "TESCO STORES 3217", -14769), (14, "DEB", "LIDL GB", -11291), (22, "DEB", "SHOE ZONE", -2499),
                (26, "DEB", "TESCO STORES 3217", -13217)],
    (2022, 5): [(9, "DEB", "LIDL GB", -11681), (13, "DEB", "TESCO STORES 3217", -14267), (24, "DEB", "PHARMACY", -935),
                (27, "DEB", "LIDL GB", -10873)],
    (2022, 6): [(9, "DEB", "TESCO STORES 3217", -13752), (17, "DEB", "SCHOOL TRIP PARENTPAY", -8600),
                (24, "FPI", "MR R SCHOOL TRIP", 8600), (27, "DEB", "LIDL GB", -11370)],
    (2022, 7): [(8, "DEB", "LIDL GB", -10729), (18, "DEB", "TESCO STORES 3217", -15752), (28, "DEB", "LIDL GB", -12471)],
    (2022, 8): [(8, "DEB", "TESCO STORES 3217", -17334), (19, "DEB", "LIDL GB", -14793),
                (26, "DEB", "SCHOOLWEAR DIRECT LTD", -9475), (30, "DEB", "TESCO STORES 3217", -13924)],
    (2022, 9): [(8, "DEB", "LIDL GB", -11232), (16, "DEB", "TESCO STORES 3217", -13526), (29, "DEB", "LIDL GB", -10341)],
    (2022, 10): [(10, "DEB", "TESCO STORES 3217", -14445), (20, "DEB", "LIDL GB", -10966),
                 (27, "DEB", "TESCO STORES 3217", -12563)],
    (2022, 11): [(8, "DEB", "LIDL GB", -11982), (18, "DEB", "TESCO STORES 3217", -15209),
                 (28, "DEB", "LIDL GB", -11088)],
    (2022, 12): [(2, "DEB", "TESCO STORES 3217", -11653), (12, "DEB", "LIDL GB", -10400),
                 (14, "DEB", "SCHOOLWEAR DIRECT LTD CD 8813 13DEC22", -5850), (19, "DEB", "TESCO STORES 3217", -17574),
                 (22, "FPI", "MR R", 15000), (28, "DEB", "BUS PASS", -2200)],
    (2023, 1): [(5, "BGC", "BRITISH GAS UNPAID DD", 9400), (9, "DEB", "LIDL GB", -12709),
                (12, "DEB", "TESCO STORES 3217", -14814), (18, "DEB", "BOILER REPAIR", -18000),
                (23, "FPI", "ZANETA LOAN", 20000), (23, "DEB", "BRITISH GAS", -12000),
                (24, "DEB", "TESCO STORES 3217", -11317), (31, "PAY", "OVERDRAFT INTEREST", -287)],
    (2023, 2): [(3, "DEB", "LIDL GB", -9382), (10, "DEB", "TESCO STORES 3217", -12670), (17, "FPI", "MR R", 10000),
                (21, "DEB", "LIDL GB", -10320)],
}


def recurring(year, month):
    """What comes and goes every month."""
    def working(day):
        """The given day, or the next that is no weekend and not Easter."""
        while date(year, month, day).weekday() > 4 or (year, month, day) in ((2022, 4, 15), (2022, 4, 18)):
            day += 1
        return day

    paid = {(day.year, day.month): day.day for day in PAID_2022} | {(2023, 1): 3, (2023, 2): 1}
    day = paid[year, month]
    if (year, month) < (2022, 12):
        yield day, "BGC", "CMS COLLECT PAY", 50000
    else:
        yield day, "FPI", "MR C MAINTENANCE", 50000 if year == 2022 else 40053
    yield day, "SO", "RENT 3 EXAMPLE RD", -64000
    yield working(5), "BGC", "UNIVERSAL CREDIT", 78213
    gas = -7400 if (year, month) < (2022, 10) else -9400
    yield 4 if (year, month) == (2023, 1) else working(6), "DD", "BRITISH GAS", gas
    if month not in (2, 3):
        yield working(15), "DD", "ANYTOWN COUNCIL TAX", -11200
    yield working(21), "DD", "WATER SERVICES", -3240
    if month not in (7, 8):
        yield working(9), "DEB", "SCHOOL LUNCHES PARENTPAY", -3000


def bank_account(path):
    """Lloyds' columns, newest first, the balance after each row."""
    rows = []
    for year, month in ONCE:
        rows += [(date(year, month, day), *rest) for day, *rest in list(recurring(year, month)) + ONCE[year, month]]
    rows.sort(key=lambda row: (row[0], -row[3]))
    assert 60 <= len(rows) <= 120 and all(row[0].weekday() < 5 for row in rows)

    balance, lines = 8436, []
    for day, kind, what, pence in rows:
        balance += pence
        out, into = (f"{-pence / 100:.2f}", "") if pence < 0 else ("", f"{pence / 100:.2f}")
        lines.append((f"{day:%d/%m/%Y}", kind, "'00-00-00", "00004471", what, out, into, f"{balance / 100:.2f}"))

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(("Transaction Date", "Transaction Type", "Sort Code", "Account Number", "Transaction Description",
                     "Debit Amount", "Credit Amount", "Balance"))
    writer.writerows(reversed(lines))
    path.write_bytes(text.getvalue().encode("ascii"))


# --- the telephone -------------------------------------------------------------------------------------------------------

CALLS = """\
22/11/2022 09:14 Outgoing CMS 00:21:40
28/11/2022 17:32 Incoming Ms A 00:09:05
12/12/2022 18:47 Incoming Ms A 00:14:22
13/12/2022 09:03 Outgoing CMS 00:33:18
05/01/2023 10:26 Outgoing CMS 00:26:51
05/01/2023 10:58 Outgoing CMS 00:00:00
11/01/2023 09:01 Outgoing CMS 00:41:09
17/01/2023 14:22 Incoming Ms A 00:06:37
18/01/2023 11:45 Outgoing CMS 00:18:26
20/01/2023 16:58 Outgoing CMS 00:00:00
23/01/2023 12:10 Incoming Ms A 00:11:48
06/02/2023 09:07 Outgoing CMS 00:29:33
14/02/2023 13:20 Missed CMS 00:00:00
17/02/2023 10:04 Outgoing CMS 00:38:12
21/02/2023 15:41 Missed CMS 00:00:00
22/02/2023 09:02 Outgoing CMS 00:24:55
03/03/2023 08:36 Outgoing CMS 00:12:07
24/04/2023 11:15 Outgoing Office of Mr M MP 00:05:50
09/05/2023 10:12 Incoming Office of Mr M MP 00:03:21
12/05/2023 14:30 Outgoing Ms A 00:17:44
19/05/2023 09:48 Outgoing CMS 00:00:00
"""

NUMBERS = {"CMS": CMS_PHONE, "Ms A": "07700 900371", "Office of Mr M MP": "020 7946 0187"}


def call_log(path):
    """Mr R's telephone. A call with no duration was not answered."""
    text = "Date,Time,Direction,Number,Name,Duration\r\n"
    for line in CALLS.splitlines():
        day, time, direction, *name, duration = line.split()
        name = " ".join(name)
        text += f"{day},{time},{direction},{NUMBERS[name]},{name},{duration}\r\n"
    path.write_bytes(text.encode("ascii"))


def voicemail(path, scratch):
    words = ("Hello. This is a message for Mister R, from the Child Maintenance Service. It is Tuesday, the twenty first of "
             "February. I am calling about your complaint. I am sorry that I have missed you. I will look at the case again, "
             "and I will write to you. Thank you. Goodbye.")
    wave = scratch / "voicemail.wav"
    subprocess.run(["espeak-ng", "-v", "en-gb", "-s", "150", "-w", wave, words], check=True)
    subprocess.run(["lame", "--quiet", "-m", "m", "-b", "16", "--resample", "16", "--noreplaygain", wave, path], check=True)
