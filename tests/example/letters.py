"""The letters of the example: three PDF files as they were sent, two scans and a fax."""

import io
import random
import subprocess

import pikepdf
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from facts import *

FONTS = "/usr/share/fonts/truetype/"
PEN = FONTS + "fifthhorseman/dkg.ttf"

for style in ("Regular", "Bold", "Italic"):
    pdfmetrics.registerFont(TTFont(style, f"{FONTS}liberation/LiberationSans-{style}.ttf"))
pdfmetrics.registerFontFamily("Regular", normal="Regular", bold="Bold", italic="Italic", boldItalic="Bold")

WIDTH, HEIGHT = A4
LEFT, RIGHT, BOTTOM = 64, WIDTH - 64, 76
LINK = '<a href="#{}" color="#1a3d73"><u>{}</u></a>'

BODY = ParagraphStyle("body", fontName="Regular", fontSize=11, leading=15)
ITEM = ParagraphStyle("item", parent=BODY, leftIndent=16, bulletIndent=3)
HEAD = ParagraphStyle("head", parent=BODY, fontName="Bold", fontSize=12, leading=16)
TITLE = ParagraphStyle("title", parent=BODY, fontName="Bold", fontSize=14, leading=18)
SMALL = ParagraphStyle("small", parent=BODY, fontSize=9, leading=12)


class Letter:
    """A letter written from top to bottom; `y` is where the next line goes."""

    def __init__(self, pages, number_at="centre"):
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=A4, invariant=1, pageCompression=1)
        self.pages, self.page, self.number_at = pages, 1, number_at
        self.y = HEIGHT - 60

    def text(self, words, style=BODY, after=9, left=LEFT, right=RIGHT, bullet=None):
        paragraph = Paragraph(words, style, bulletText=bullet)
        _, height = paragraph.wrap(right - left, HEIGHT)
        assert self.y - height > BOTTOM - 10, f"page {self.page} is full at: {words[:40]}"
        paragraph.drawOn(self.canvas, left, self.y - height)
        self.y -= height + after

    def head(self, words, bookmark=None, name=None):
        self.y -= 4
        if name:
            self.canvas.bookmarkHorizontal(name, 0, self.y + 4)
            self.canvas.addOutlineEntry(bookmark, name, 0)
        self.text(words, HEAD, after=3)

    def items(self, *lines):
        for line in lines:
            self.text(line, ITEM, after=3, bullet="•")
        self.y -= 6

    def rows(self, *rows, width=330):
        """Label and sum, the last row being the total."""
        for index, (label, value) in enumerate(rows):
            font = "Bold" if index == len(rows) - 1 else "Regular"
            if font == "Bold":
                self.canvas.setLineWidth(0.7)
                self.canvas.line(LEFT + 16, self.y + 1, LEFT + 16 + width, self.y + 1)
            self.canvas.setFont(font, 11)
            self.canvas.drawString(LEFT + 16, self.y - 12, label)
            self.canvas.drawRightString(LEFT + 16 + width, self.y - 12, value)
            self.y -= 17
        self.y -= 9

    def address_head(self, addressee, day, our_reference, salutation, title, phone=CMS_PHONE):
        c = self.canvas
        c.setFont("Bold", 13)
        c.drawString(LEFT, self.y, "Child Maintenance Service")
        c.setFont("Regular", 9)
        for line in ("Child Maintenance Service 21", "Mail Handling Site A", "Wolverhampton WV98 2BU"):
            self.y -= 12
            c.drawString(LEFT, self.y, line)
        self.y -= 40
        right = (("Phone number:", phone), ("Website:", "www.gov.uk/child-maintenance"), ("Date:", long_date(day)),
                 ("Your reference number:", REFERENCE), ("Our reference:", our_reference))
        for index in range(5):
            c.setFont("Regular", 11)
            if index < len(addressee):
                c.drawString(LEFT, self.y, addressee[index])
            c.setFont("Regular", 10)
            label, value = right[index]
            c.drawString(318, self.y, f"{label} {value}")
            self.y -= 15
        self.y -= 22
        self.text(f"Dear {salutation}", after=12)
        self.text(title, TITLE, after=10)

    def sign(self, name="Case manager", team="Child Maintenance Service"):
        self.y -= 2
        self.text("Yours sincerely", after=34)
        self.text(f"{name}<br/>{team}")

    def foot(self, width=WIDTH):
        c = self.canvas
        c.setFont("Regular", 8.5)
        c.drawCentredString(width / 2, 44, "The Child Maintenance Service is part of the Department for Work and Pensions")
        number = f"Page {self.page} of {self.pages}"
        if self.number_at == "right":
            c.drawRightString(width - 40, 28, number)
        else:
            c.drawCentredString(width / 2, 30, number)

    def next_page(self):
        self.foot()
        self.canvas.showPage()
        self.page += 1
        self.y = HEIGHT - 60

    def finish(self, path, day, title, producer, objects="disable", sideways=None):
        self.foot()
        assert self.page == self.pages
        self.canvas.showPage()
        self.canvas.save()
        self.buffer.seek(0)
        pdf = pikepdf.Pdf.open(self.buffer)
        if sideways is not None:                    # not by ReportLab, which would exchange the page's width and height
            pdf.pages[sideways].Rotate = 90
        save_pdf(pdf, path, day, producer, objects, title)


def save_pdf(pdf, path, day, producer, objects="disable", title=None):
    """Writes with an identifier made from the content and with nothing in the metadata but what is given."""
    for key in list(pdf.docinfo):
        del pdf.docinfo[key]
    if title:
        pdf.docinfo["/Title"] = title
    pdf.docinfo["/Producer"] = producer
    pdf.docinfo["/CreationDate"] = f"D:{day:%Y%m%d}093000Z"
    plain = path.with_suffix(".tmp")
    pdf.save(plain, static_id=True)
    subprocess.run(["qpdf", "--deterministic-id", f"--object-streams={objects}", plain, path], check=True)
    plain.unlink()


# --- as they were sent ---------------------------------------------------------------------------------------------------

def payment_schedule(path):
    """9 December 2022, three pages; the table in the middle lies on its side in a portrait page with /Rotate 90."""
    letter = Letter(3, number_at="right")
    letter.address_head(MS_A, date(2022, 12, 9), "40117253", "Ms A", "Your new child maintenance payment schedule")
    letter.text("We wrote to you on 18 November 2022 to tell you that your case would go back to Direct Pay. This letter tells "
                "you the amounts that we have now agreed with Mr C, and the dates on which he must pay them to you.")
    letter.head("What Mr C must pay")
    letter.text("From 3 January 2023 Mr C must pay you £400.53 a month. This is made up of:", after=5)
    letter.rows(("Regular child maintenance for three children", "£319.53"), ("Unpaid child maintenance", "£81.00"),
                ("Each month", "£400.53"))
    letter.text("This takes the place of the schedule of 18 March 2022, under which he paid £500.00 a month: £372.06 of "
                "regular child maintenance and £127.94 of unpaid child maintenance.")
    letter.head("Why the amount has changed")
    letter.text("The regular amount has changed because we have looked again at Mr C’s income. We agreed the amount for unpaid "
                "child maintenance with Mr C after we had considered what he can afford to pay. We want to make sure that "
                "payments to you continue.")
    letter.head("How much is still unpaid")
    letter.text(f"On the date of this letter the unpaid child maintenance is {pounds(unpaid(9))}. This is the "
                f"{pounds(LIABILITY_ORDER)} in the liability order, less nine payments of {pounds(ARREARS_2022)}.")
    letter.text("Page 2 shows each payment that is due in 2023. Page 3 tells you what to do if a payment is not made.")

    letter.next_page()
    c = letter.canvas
    c.saveState()
    c.transform(0, 1, -1, 0, WIDTH, 0)          # from here x runs along the long side; `finish` turns the page
    c.setFont("Bold", 14)
    c.drawString(60, 520, "Payment schedule from 3 January 2023 to 1 December 2023")
    c.setFont("Regular", 11)
    c.drawString(60, 500, "Paying parent: Mr C.   Receiving parent: Ms A.   Payment type: Direct Pay.")
    c.drawRightString(HEIGHT - 60, 500, f"Reference number: {REFERENCE}")
    columns = (330, 470, 600, HEIGHT - 60)
    y = 462
    c.setFont("Bold", 10)
    c.drawString(60, y, "Payment due on")
    for x, label in zip(columns, ("Regular maintenance", "Unpaid maintenance", "Total to pay", "Left unpaid afterwards")):
        c.drawRightString(x, y, label)
    c.setLineWidth(1)
    c.line(60, y - 7, HEIGHT - 60, y - 7)
    c.setLineWidth(0.4)
    c.setFont("Regular", 11)
    for number, day in enumerate(DUE_2023, 1):
        y -= 25
        sums = (REGULAR_2023, ARREARS_2023, REGULAR_2023 + ARREARS_2023, unpaid(9, number))
        c.drawString(60, y, long_date(day))
        for x, pence in zip(columns, sums):
            c.drawRightString(x, y, pounds(pence))
        c.line(60, y - 8, HEIGHT - 60, y - 8)
    y -= 27
    c.setFont("Bold", 11)
    c.drawString(60, y, "Total for 2023")
    for x, pence in zip(columns, (12 * REGULAR_2023, 12 * ARREARS_2023, 12 * (REGULAR_2023 + ARREARS_2023))):
        c.drawRightString(x, y, pounds(pence))
    c.setFont("Regular", 10)
    c.drawString(60, 88, "Where the first day of a month is a weekend or a bank holiday, the payment is due on the next "
                         "working day.")
    letter.foot(HEIGHT)
    c.restoreState()
    c.showPage()
    letter.page, letter.y = 3, HEIGHT - 60

    letter.head("What you need to do")
    letter.items("Keep a record of each payment that you receive: the date and the amount. A bank statement will do.",
                 "Tell us at once if a payment is late, is less than the schedule shows, or is not made.",
                 "Tell us if your address, your bank account or the number of nights a child stays with Mr C changes.")
    letter.text("You can tell us through your online account, by phone, or with the slip below.")
    letter.head("If you disagree")
    letter.text("You can ask us to look again at the regular amount within 30 days of the date of this letter. This is called "
                "a mandatory reconsideration. You cannot ask for one about the amount agreed for unpaid child maintenance, "
                "but you can complain if you are unhappy with our service.", after=26)
    slip(letter)
    letter.finish(path, date(2022, 12, 9), "Your new child maintenance payment schedule", "Document Composer 4.2",
                  sideways=1)


def slip(letter):
    """The form at the foot of page 3."""
    c, y = letter.canvas, letter.y
    c.setDash(4, 3)
    c.setLineWidth(0.7)
    c.line(LEFT - 20, y, RIGHT + 20, y)
    c.setDash()
    letter.y = y - 14
    letter.text("A payment has not been made as it should", TITLE, after=2)
    letter.text(f"Reference number {REFERENCE}. Please use black ink and capital letters.", SMALL, after=14)
    c.setFont("Regular", 10)
    y = letter.y
    for label, x in (("No payment", LEFT), ("Late", LEFT + 120), ("Less than the schedule shows", LEFT + 200)):
        c.rect(x, y - 12, 12, 12)
        c.drawString(x + 18, y - 10, label)
    y -= 34
    fields = ((("Payment due on (day, month, year)", LEFT, 215), ("Payment received on, if at all", LEFT + 235, 232)),
              (("Amount due", LEFT, 215), ("Amount received", LEFT + 235, 232)),
              (("Your name", LEFT, 215), ("Daytime phone number", LEFT + 235, 232)),
              (("Signature", LEFT, 215), ("Date", LEFT + 235, 232)))
    for row in fields:
        for label, x, width in row:
            c.setFont("Regular", 9)
            c.drawString(x, y, label)
            c.rect(x, y - 28, width, 23)
            if label.startswith("Amount"):
                c.setFont("Regular", 11)
                c.drawString(x + 6, y - 21, "£")
        y -= 47
    letter.y = y


def complaint_response(path):
    """10 February 2023, with links inside the letter and a bookmark for each heading."""
    letter = Letter(2)
    c = letter.canvas
    letter.address_head(MR_R, date(2023, 2, 10), "40128866", "Mr R", "Our response to your complaint")
    c.bookmarkPage("top")
    c.addOutlineEntry("Our response to your complaint", "top", 0)
    letter.text("Thank you for your letter of 16 January 2023 about the child maintenance case of your daughter, Ms A. She has "
                "told us that you may act for her. I am sorry that it has been necessary for you to complain.")
    letter.text("In this letter: " + "; ".join((LINK.format("complaint", "your complaint"),
                                                LINK.format("found", "what I found"),
                                                LINK.format("unpaid", "how much is unpaid (page 2)"),
                                                LINK.format("next", "what you can do next (page 2)"))) + ".")
    letter.head("Your complaint", "Your complaint", "complaint")
    letter.text("You told us that:", after=4)
    letter.items("the £81.00 a month that Mr C pays towards the unpaid child maintenance is too low, and leaves Ms A in "
                 "financial difficulty;",
                 "we should use the liability order and take enforcement action;",
                 "Mr C is selling a property, and the money from the sale should be used to clear what he owes.")
    letter.head("What I found", "What I found", "found")
    letter.text("The case has been open since June 2019. Mr C did not always pay on time, so we changed the case to Collect "
                f"and Pay and applied for a liability order. The court granted an order for {pounds(LIABILITY_ORDER)}, for the "
                "period from 22 June 2019 to 21 October 2021.")
    letter.text("Mr C then began to co-operate. He paid £500.00 a month from 1 April 2022, each time in full. For this reason "
                "the case went back to Direct Pay in November 2022, and a new schedule of £400.53 a month was agreed in "
                "December 2022.")
    letter.next_page()
    letter.text("I understand that you are unhappy with this arrangement. It is, however, the best way to make sure that "
                "payments continue, even if they are lower than Ms A would like. While Mr C makes regular payments we cannot "
                "take any further enforcement action against him. The sale of a property does not change this.")
    letter.text("When you called on 18 January 2023 you were promised a call back by 20 January 2023, and it was not made. I "
                "apologise for this.")
    letter.head("How much is unpaid", "How much is unpaid", "unpaid")
    letter.rows(("Liability order", pounds(LIABILITY_ORDER)),
                (f"Less nine payments of {pounds(ARREARS_2022)}, April to December 2022", "−" + pounds(9 * ARREARS_2022)),
                (f"Less two payments of {pounds(ARREARS_2023)}, January and February 2023", "−" + pounds(2 * ARREARS_2023)),
                ("Unpaid on 10 February 2023", pounds(unpaid(9, 2))), width=430)
    letter.text("The dates of the payments that are still to come are in our letter of 9 December 2022.")
    letter.head("What you can do next", "What you can do next", "next")
    letter.text(f"If you are unhappy with this response, please call me on {CMS_PHONE} or write to the address at the "
                f"{LINK.format('top', 'top of this letter')} and say what you would like us to look at again. If a payment is "
                "missed, please tell us at once.")
    letter.sign("Complaints manager", "Complaints Resolution Team")
    letter.finish(path, date(2023, 2, 10), "Our response to your complaint", "Document Composer 4.2",
                  "generate")


def final_response(path):
    """3 March 2023, the letter that the Independent Case Examiner asks for."""
    letter = Letter(2)
    letter.address_head(MR_R, date(2023, 3, 3), "40131407", "Mr R", "Our final response to your complaint")
    letter.text("You called us on 17 February 2023 because you were unhappy with our letter of 10 February 2023, and an "
                "adviser passed your complaint to me. I left a message on 21 February 2023 and I am sorry that we did not "
                "manage to speak. I have looked at everything again, and this is our final response.")
    letter.head("What you asked us to do")
    letter.items("Cancel the arrangement of December 2022 and ask Mr C for more than £81.00 a month.",
                 "Use the liability order against the property that Mr C is selling.",
                 "Make a payment to Ms A for the hardship that she and the children have suffered.")
    letter.head("Our decision")
    letter.text("I do not uphold your complaint about the arrangement. We may take enforcement action only where a parent does "
                "not pay in full or on time, and where all other options have been considered. Mr C has made each payment "
                "since 1 April 2022. We cannot cancel an arrangement that is being kept to, and the sale of his property does "
                "not allow us to take action.")
    letter.text("When we agree how arrears are repaid, we must think about what the paying parent can afford. If we ask for "
                "more than that, the regular payments may stop. I believe that the present arrangement is the best way to "
                "keep maintenance flowing to the children.")
    letter.text("I uphold your complaint that a call back promised for 20 January 2023 was not made. I have apologised for it "
                "and told the manager of the team. I do not think that a payment is due.")
    letter.next_page()
    letter.head("The present position")
    letter.text(f"Mr C’s payment of 1 March 2023 leaves {pounds(unpaid(9, 3))} unpaid. The next payment, of £400.53, is due on "
                "3 April 2023.")
    letter.head("If you remain unhappy")
    letter.text("You can ask the Independent Case Examiner to look at your complaint. You must do this within six months of "
                "receiving this letter, and you must send a copy of it:", after=6)
    letter.text("The Independent Case Examiner<br/>PO Box 209<br/>Bootle<br/>L20 7WA", left=LEFT + 16)
    letter.text("The Independent Case Examiner cannot collect maintenance or tell us which enforcement action to take.")
    letter.sign("Senior complaints manager", "Child Maintenance Service")
    letter.finish(path, date(2023, 3, 3), "Our final response to your complaint", "Document Composer 4.2")


# --- scanned and faxed ---------------------------------------------------------------------------------------------------

def liability_order():
    letter = Letter(1)
    letter.address_head(MS_A, date(2021, 12, 14), "39902518", "Ms A", "A liability order has been granted")
    letter.text("We told you on 2 November 2021 that we were applying to the magistrates’ court for a liability order against "
                "Mr C. The court has now granted the order.")
    letter.head("What the order is for")
    letter.text("The order says that Mr C owes child maintenance for the period from 22 June 2019 to 21 October 2021:", after=6)
    letter.rows(("Child maintenance due, 28 months at £561.47", "£15,721.16"), ("Less payments made by Mr C", "−£3,329.63"),
                ("Amount of the liability order", pounds(LIABILITY_ORDER)), width=380)
    letter.head("What this means for you")
    letter.text("A liability order does not collect money by itself. It allows us to take further action if Mr C does not pay: "
                "for example, we can instruct enforcement agents, or ask for a charge on a property that he owns.")
    letter.text("Since we applied for the order Mr C has been in touch with us about paying. We will try to agree with him how "
                "the amount is to be repaid before we decide whether to take further action, and we will write to you again.")
    letter.text("You do not need to do anything now. Please tell us if anything changes.")
    letter.sign()
    return letter


def first_schedule():
    letter = Letter(1)
    letter.address_head(MS_A, date(2022, 3, 18), "39960341", "Ms A", "Your child maintenance payment schedule")
    letter.text("We have agreed with Mr C how he will pay child maintenance and repay what he owes.")
    letter.head("What you will be paid")
    letter.text("From 1 April 2022 Mr C will pay £500.00 a month through Collect and Pay:", after=6)
    letter.rows(("Regular child maintenance for three children", pounds(REGULAR_2022)),
                ("Unpaid child maintenance", pounds(ARREARS_2022)), ("Each month", "£500.00"))
    letter.text("Payments are due on the first day of each month, or on the next working day. They will show on your bank "
                "statement as CMS COLLECT PAY. The amounts in this letter are those that reach you; the fees for using "
                "Collect and Pay are shown in your yearly statement.")
    letter.head("What this means for the unpaid child maintenance")
    letter.text(f"The liability order is for {pounds(LIABILITY_ORDER)}. While Mr C keeps to this arrangement we will take no "
                "further enforcement action. If he misses a payment, we will consider what to do, and will tell you.")
    letter.text("We will look at the arrangement again when Mr C has made payments for six months.")
    letter.sign()
    return letter


def reply_to_mp():
    letter = Letter(2)
    letter.foot = lambda: None
    c = letter.canvas
    c.setFont("Bold", 13)
    c.drawString(LEFT, letter.y, "Department for Work and Pensions")
    c.setFont("Regular", 10)
    c.drawString(LEFT, letter.y - 14, "Ministerial Correspondence Team")
    letter.y -= 60
    addressee = ("Mr M MP", "Member of Parliament for Anytown", "House of Commons", "London", "SW1A 0AA")
    right = ("Date: 4 May 2023", "Our reference: MC 00411726", f"CMS reference: {REFERENCE}")
    for index, line in enumerate(addressee):
        c.setFont("Regular", 11)
        c.drawString(LEFT, letter.y, line)
        if index < len(right):
            c.drawString(340, letter.y, right[index])
        letter.y -= 15
    letter.y -= 22
    letter.text("Dear Mr M", after=12)
    letter.text("Your constituent, Mr R, about the child maintenance case of Ms A", TITLE, after=10)
    letter.text("Thank you for sending us Mr R’s e-mail of 26 April 2023 about the child maintenance that Mr C owes to his "
                "daughter, Ms A. I have asked the Child Maintenance Service (CMS) to look at the case.")
    letter.text("The CMS explains that the case has been open since June 2019. A liability order was granted for "
                f"{pounds(LIABILITY_ORDER)}, for the period from 22 June 2019 to 21 October 2021. Mr C then agreed to pay "
                "£500.00 a month from 1 April 2022, of which £127.94 went towards the arrears. He kept to this, and the case "
                "returned to Direct Pay in November 2022. The present schedule, agreed in December 2022, is £400.53 a month, "
                "of which £81.00 goes towards the arrears.")
    letter.text("The CMS may take enforcement action only in situations where a parent is not paying in full, or on time, and "
                "where all other options have been considered. It is not able to cancel a repayment arrangement when payments "
                "are being made regularly and on time. Mr C is making regular payments in line with his agreement, and so no "
                "enforcement action can be taken against him.")
    letter.next_page()
    c.setFont("Regular", 10)
    c.drawString(LEFT, letter.y, f"CMS reference: {REFERENCE}")
    letter.y -= 30
    letter.text("Mr R also says that Mr C is selling a property. While the agreed payments are being made, a sale does not by "
                "itself allow the CMS to act.")
    letter.text("I do understand Mr R’s frustration, and I am sorry that I cannot give him a more helpful reply. No further "
                "action can be taken at this time. If a payment is missed, Ms A should tell the CMS at once.")
    letter.text("Mr R has had the CMS’s final response, dated 3 March 2023. If he remains unhappy he can ask the Independent "
                "Case Examiner to look at his complaint.")
    letter.sign("Correspondence manager", "Ministerial Correspondence Team")
    return letter


def photocopy(letter, scratch, dpi):
    """The pages of a letter as grey pictures."""
    letter.foot()
    letter.canvas.showPage()
    letter.canvas.save()
    pdf = scratch / "letter.pdf"
    pdf.write_bytes(letter.buffer.getvalue())
    subprocess.run(["pdftoppm", "-r", str(dpi), "-gray", pdf, scratch / "page"], check=True)
    pages = sorted(scratch.glob("page*.pgm"))
    images = [Image.open(page).copy() for page in pages]
    for page in pages:
        page.unlink()
    return images


def as_scanned(page, rng, angle, pen=None, fold=None):
    """What a cheap flat-bed scanner makes of a page that does not lie quite straight."""
    for words, at, size in pen or ():
        layer = Image.new("L", page.size, 255)
        ImageDraw.Draw(layer).text(at, words, 58, ImageFont.truetype(PEN, size))
        layer = layer.rotate(3, Image.BICUBIC, center=at, fillcolor=255)
        page = ImageChops.darker(page, layer)
    draw = ImageDraw.Draw(page)
    if fold:
        draw.line((0, fold, page.width, fold + 7), 224, 2)
    for _ in range(2):                              # the holes of a hole punch
        y = page.height // 2 + (-236, 236)[_]
        draw.ellipse((42, y, 76, y + 34), 96, 150)
    page = page.rotate(angle, Image.BICUBIC, fillcolor=250)
    edge = Image.linear_gradient("L").rotate(90).resize((46, page.height)).point(lambda v: 150 + v * 100 // 255)
    page.paste(ImageChops.darker(page.crop((0, 0, 46, page.height)), edge), (0, 0))
    page = page.point(lambda v: 22 + v * 222 // 255)
    grain = Image.frombytes("L", (page.width // 2, page.height // 2), rng.randbytes((page.width // 2) * (page.height // 2)))
    grain = grain.resize(page.size, Image.BILINEAR).point(lambda v: 120 + v * 16 // 255)
    page = ImageChops.add(page, grain, 1, -128)
    draw = ImageDraw.Draw(page)
    for _ in range(40):
        x, y = rng.randrange(page.width), rng.randrange(page.height)
        draw.point((x, y), 110)
    return page.filter(ImageFilter.GaussianBlur(0.5))


def image_pdf(path, image, dpi, rotate, day):
    """A PDF of one picture and nothing else, as scanners write it."""
    jpeg = io.BytesIO()
    image.save(jpeg, "JPEG", quality=42, dpi=(dpi, dpi), optimize=True)
    width, height = image.width * 72 / dpi, image.height * 72 / dpi
    pdf = pikepdf.Pdf.new()
    picture = pdf.make_stream(jpeg.getvalue(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=image.width,
                              Height=image.height, ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8,
                              Filter=pikepdf.Name.DCTDecode)
    content = pdf.make_stream(f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /Im0 Do Q\n".encode())
    page = pikepdf.Dictionary(Type=pikepdf.Name.Page, MediaBox=[0, 0, round(width, 2), round(height, 2)], Contents=content,
                              Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=picture)))
    if rotate:
        page.Rotate = rotate
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    save_pdf(pdf, path, day, "Scan to PDF")


def liability_order_scan(path, scratch):
    page, = photocopy(liability_order(), scratch, 150)
    page = as_scanned(page, random.Random(3), 0.8, fold=590,
                      pen=(("dad - this is the COURT one", (610, 112), 34),))
    image_pdf(path, page, 150, 0, date(2023, 5, 12))


def first_schedule_scan(path, scratch):
    """Lay on its side on the glass: the picture is stored sideways and /Rotate 270 sets it upright."""
    page, = photocopy(first_schedule(), scratch, 150)
    page = as_scanned(page, random.Random(7), -0.5, fold=584)
    image_pdf(path, page.transpose(Image.ROTATE_270), 150, 270, date(2023, 5, 12))


def reply_to_mp_fax(path, scratch):
    """Two pages in black and white, as the MP's office sent them on."""
    rng = random.Random(5)
    pages = []
    for number, page in enumerate(photocopy(reply_to_mp(), scratch, 200), 1):
        page = page.rotate(-0.3 if number == 1 else 0.2, Image.BICUBIC, fillcolor=255)
        page = page.point(lambda v: 255 if v > 138 else 0).convert("1", dither=Image.NONE)
        fax = Image.new("1", (1728, 2292), 1)
        fax.paste(page.crop((0, 60, page.width, page.height)), (37, 60))
        draw = ImageDraw.Draw(fax)
        head = f"09-MAY-2023  10:31   FROM  OFFICE OF MR M MP   020 7946 0187   TO  020 7946 0142      P.0{number}/02"
        draw.text((60, 14), head, 0, ImageFont.truetype(FONTS + "liberation/LiberationMono-Regular.ttf", 24))
        for _ in range(70):
            x, y, r = rng.randrange(1728), rng.randrange(60, 2292), rng.choice((1, 1, 1, 2))
            draw.rectangle((x, y, x + r, y + r - 1), 0)
        draw.line((1702, 300, 1702, 2291), 0)
        pages.append(fax)
    pages[0].save(path, save_all=True, append_images=pages[1:], compression="group4", dpi=(204, 196))
