/* What is done about a case, as documents show it: the words of made-up letters and mails, one row
 * each, and what is none. */
#include "judge/reckon.h"
#include "rows.h"

#define CMS                                                                                        \
	"Child Maintenance Service Team\nMr R\nPhone number: 0800 171 2345\nWebsite: "             \
	"www.gov.uk/child-maintenance\nDate: 10 February 2023\nYour reference number: "            \
	"121212121212\nOur reference: 40128866\nDear Mr R\n"
#define CMS_END "\nYours sincerely\nCase manager\nChild Maintenance Service\n"
#define TO_CMS                                                                                     \
	"Mr R\n14 Example Close\nAnytown\n\nChild Maintenance Service 21\nMail Handling Site "     \
	"A\nWolverhampton\n\n16 January 2023\n\nDear Sir or Madam\n\n"
#define FROM_R "\n\nYours faithfully\n\nMr R\n"
#define MAIL_TO_CMS(subject)                                                                       \
	"From: Mr R <r@mail.example>\nTo: CMS <complaints@childmaintenance.example>\nSent: "       \
	"Monday 16 January 2023, 10:42 (UK time)\nSubject: " subject "\n\n"
#define MAIL_FROM_CMS(subject)                                                                     \
	"From: Child Maintenance Service <noreply@dwp.gov.uk>\nTo: Mr R <r@mail.example>\nSent: "  \
	"Friday 10 February 2023, 10:42 (UK time)\nSubject: " subject "\n\n"
#define ICE                                                                                        \
	"The Independent Case Examiner's Office\nPO Box 209\nBootle\nL20 7WA\n\n10 February "      \
	"2023\nOur ref: 12345\n\nDear Mr R\n\n"
#define TO_ICE                                                                                     \
	"Mr R\n14 Example Close\n\nThe Independent Case Examiner\nPO Box 209\nBootle\nL20 "        \
	"7WA\n\n16 May 2023\n\nDear Sir or Madam\n\n"
#define TO_MP                                                                                      \
	"Mr R\n14 Example Close\n\nMr Miller MP\nHouse of Commons\n\n26 April 2023\n\nDear Mr "    \
	"Miller MP\n\n"
#define FROM_MP "HOUSE OF COMMONS\nLONDON SW1A 0AA\n\n2 May 2023\n\n"
#define DWP                                                                                        \
	"Department for Work and Pensions\nCaxton House\nTothill Street\n\nMr Miller MP\nHouse "   \
	"of Commons\n\n4 May 2023\n\nDear Mr Miller\n\n"
#define PHSO                                                                                       \
	"Parliamentary and Health Service Ombudsman\n21 February 2024\nP-002456\n\nDear Mr R\n\n"
#define CMS_MAIL "Child Maintenance Service <noreply@dwp.gov.uk>"
#define R_MAIL "Mr R <r@mail.example>"

struct row {
	const char *type; /* NULL: no step */
	const char *text;
	const char *format, *sender, *path; /* NULL: pdf; no mail; "scan0007.pdf" */
};

/* clang-format off */
static const struct row rows[] = {
	/* ---- final response ---- */
	{ "final-response", CMS "Our final response to your complaint\nThank you for your complaint.\n" CMS_END, NULL, NULL, NULL },
	{ "final-response", CMS "Final response\nI have looked at everything.\n" CMS_END, NULL, NULL, NULL },
	{ "final-response", CMS "Your complaint\nI have looked at your complaint again, and this is our final response.\n" CMS_END, NULL, NULL, NULL },
	{ "final-response", CMS "Your complaint\nThis letter is our final response to your complaint.\n" CMS_END, NULL, NULL, NULL },
	{ "final-response", CMS "Our response to your complaint\nI do not agree. If you remain unhappy you can ask the Independent "
		"Case Examiner to look at it.\n" CMS_END, NULL, NULL, NULL },
	{ "final-response", MAIL_FROM_CMS("Final response") "Dear Mr R\n\nI have considered all that you say.\n", "rfc822", CMS_MAIL, NULL },
	{ "final-response", CMS "Your complaint\nThis is the Department's final response to your complaint.\n" CMS_END, NULL, NULL, NULL },
	/* letters about one */
	{ NULL, CMS "Copy of our final response\nYou asked for a copy of our final response of 3 March 2023.\n" CMS_END, NULL, NULL, NULL },
	{ NULL, CMS "Your call\nWe spoke about our final response of 3 March 2023.\n" CMS_END, NULL, NULL, NULL },
	{ NULL, CMS "Your request\nYou asked us for a final response. We are looking into it.\n" CMS_END, NULL, NULL, NULL },
	{ NULL, CMS "Our final response to your complaint\nI enclose a copy of our final response of 3 March.\n" CMS_END, NULL, NULL, NULL },
	{ "final-response", "Dear Mr R\n\nYour complaint\n\nI have looked at your complaint again. This is our final response. You can ask the "
		"Independent Case Examiner to look at it.\n\nYours sincerely\nJ Smith\n", NULL, NULL, NULL },
	{ NULL, "Dear Sir\n\nYou wrote: this is our final response. I shall go to the Independent Case Examiner with my complaint.\n\nYours "
		"faithfully\nMr R\n", NULL, NULL, NULL },
	{ NULL, TO_CMS "I have had your final response of 3 March 2023 and keep it." FROM_R, NULL, NULL, NULL },
	{ NULL, "Guide to complaints\nOur final response tells you how to go to the Independent Case Examiner.\n", NULL, NULL, NULL },
	{ NULL, MAIL_FROM_CMS("Documents") "Dear Mr R\n\nPlease find attached our final response.\n", "rfc822", CMS_MAIL, NULL },
	{ NULL, CMS "DRAFT letter\nOur final response to your complaint\n" CMS_END, NULL, NULL, "draft final response.pdf" },
	{ NULL, "DRAFT\n" CMS "Our final response to your complaint\nI have looked at it.\n" CMS_END, NULL, NULL, NULL },
	{ "response", CMS "Our response to your complaint\nI am sorry that you were unhappy. If you are still unhappy a senior manager "
		"will look at it; after that you can ask the Independent Case Examiner.\n" CMS_END, NULL, NULL, NULL },
	/* ---- response ---- */
	{ "response", CMS "Our response to your complaint\nThank you for your letter.\n" CMS_END, NULL, NULL, NULL },
	{ "response", CMS "Your complaint\nThank you for your complaint. I have looked into your complaint and do not uphold it.\n" CMS_END, NULL, NULL, NULL },
	{ "response", MAIL_FROM_CMS("Our response to your complaint") "Dear Mr R\n\nWe found that we were late.\n", "rfc822", CMS_MAIL, NULL },
	{ NULL, CMS "Our response to your complaint\nWe need more time to answer. We will send you a full response by 3 March.\n" CMS_END, NULL, NULL, NULL },
	{ NULL, CMS "Your complaint\nYou should see our response of 10 February 2023, to which we have nothing to add.\n" CMS_END, NULL, NULL, NULL },
	{ NULL, "Dear Ms A\nThank you for your complaint. We have looked into your complaint.\nYours sincerely\nThe school", "text", NULL, NULL },
	/* ---- acknowledgement ---- */
	{ "acknowledgement", CMS "We have received your complaint\nThank you for your complaint. We will reply within 15 working days.\n" CMS_END, NULL, NULL, NULL },
	{ "acknowledgement", MAIL_FROM_CMS("Automatic reply: complaint") "Thank you for your complaint. Someone will contact you within 15 working days.\n",
		"rfc822", CMS_MAIL, NULL },
	{ NULL, CMS "Complaints about others\nWe have received a complaint about an employer.\n" CMS_END, NULL, NULL, NULL },
	/* ---- complaint ---- */
	{ "complaint", TO_CMS "FORMAL COMPLAINT - unpaid child maintenance\n\nI am writing for my daughter." FROM_R, "text", NULL, NULL },
	{ "complaint", TO_CMS "I wish to complain about the way you deal with my case." FROM_R, NULL, NULL, NULL },
	{ "complaint", MAIL_TO_CMS("Formal complaint") "Dear Sir or Madam\n\nNobody has answered my calls.\n", "rfc822", R_MAIL, NULL },
	{ "complaint", "16 January 2023\nDear Sir or Madam\nI wish to complain about the Child Maintenance Service.\nYours faithfully\nMr R", "text", NULL, NULL },
	{ NULL, "16 January 2023\nThe Manager, Example Bank\nDear Sir or Madam\nI wish to complain about your charges. The Child Maintenance Service "
		"paid late.\nYours faithfully\nMr R", "text", NULL, NULL },
	{ NULL, "Anytown School\nDear Sir or Madam\nI wish to complain about the school bus.\nYours faithfully\nMr R", "text", NULL, NULL },
	{ NULL, TO_CMS "Further to my complaint of 16 January 2023, here are the bank statements." FROM_R, "text", NULL, NULL },
	{ NULL, TO_CMS "This is not a formal complaint. My address has changed." FROM_R, "text", NULL, NULL },
	{ NULL, TO_CMS "I withdraw my complaint." FROM_R, "text", NULL, NULL },
	{ "question", TO_CMS "I complained on 16 January 2023. The Child Maintenance Service has not answered. Please tell me when you will." FROM_R, "text", NULL, NULL },
	{ NULL, "[Your name]\n[Your address]\n\nChild Maintenance Service 21\nMail Handling Site A\n\n[Date]\n\nDear Sir or Madam\n\nI wish to complain "
		"about [what went wrong]." FROM_R, "text", NULL, NULL },
	{ NULL, TO_CMS "I wish to complain about the way you deal with my case." FROM_R, NULL, NULL, "templates/complaint.pdf" },
	{ NULL, MAIL_TO_CMS("Thank you") "Dear Sir or Madam\n\nThat is fine.\n\nOn 3 January 2023 at 10:00 Ms B wrote:\n> I wish to complain about "
		"the CMS.\n", "rfc822", R_MAIL, NULL },
	{ NULL, MAIL_TO_CMS("Papers") "For your file.\n\n-----Original Message-----\nFrom: Mr R\nTo: CMS\nSubject: Formal complaint\n\nI wish to complain.\n",
		"rfc822", R_MAIL, NULL },
	{ NULL, "From: Mr R <r@mail.example>\nTo: Ms A <a@mail.example>\nSent: Monday 16 January 2023\nSubject: Formal complaint\n\nDear Ms A\n\n"
		"I wish to complain to the Child Maintenance Service, shall I?\n", "rfc822", R_MAIL, NULL },
	/* ---- complaint that goes on ---- */
	{ "complaint-escalated", TO_CMS "I am not satisfied with your response of 10 February 2023 to my complaint. Please look at it again." FROM_R, "text", NULL, NULL },
	{ "complaint-escalated", MAIL_TO_CMS("My complaint") "Dear Sir or Madam\n\nI wish to escalate my complaint to the complaints review team.\n", "rfc822", R_MAIL, NULL },
	{ NULL, TO_CMS "My complaint has been escalated, I hear. Thank you for that." FROM_R, "text", NULL, NULL },
	{ "internal-review", TO_CMS "I ask for a review of how my complaint was dealt with." FROM_R, "text", NULL, NULL },
	{ NULL, TO_CMS "I asked for an internal review of my complaint in May." FROM_R, "text", NULL, NULL },
	{ "complaint-escalated", TO_CMS "Thank you for your letter. I am not happy with your response to my complaint." FROM_R, "text", NULL, NULL },
	{ "complaint", "Mr R\n\n16 January 2023\n\nCOMPLAINT\n\nChild Maintenance Service 21\nMail Handling Site A\n\nDear Sir\n\nNothing is done about "
		"the arrears." FROM_R, "text", NULL, NULL },
	{ NULL, "Mr R\n\n16 January 2023\n\nComplaints Resolution Team\nChild Maintenance Service 21\nMail Handling Site A\n\nDear Sir\n\nHere is my new "
		"address." FROM_R, "text", NULL, NULL },
	/* ---- Independent Case Examiner ---- */
	{ "ice-complaint", TO_ICE "I wish to complain about the Child Maintenance Service. I enclose its final response." FROM_R, "text", NULL, NULL },
	{ "ice-complaint", "Dear Independent Case Examiner\nI wish to complain.\nYours sincerely\nMr R", "text", NULL, NULL },
	{ NULL, TO_ICE "Further to my complaint, here is additional evidence." FROM_R, "text", NULL, NULL },
	{ "ice-accepted", ICE "I am pleased to tell you that we have accepted your complaint for investigation.\n\nYours sincerely\nIndependent Case Examiner", NULL, NULL, NULL },
	{ "ice-refused", ICE "I am sorry that we cannot accept your complaint, as you have no final response.\n\nYours sincerely\nIndependent Case Examiner", NULL, NULL, NULL },
	{ NULL, ICE "Before we can accept your complaint we need a copy of the final response.\n\nYours sincerely\nIndependent Case Examiner", NULL, NULL, NULL },
	{ "ice-allocated", ICE "Your complaint has now been allocated to an investigation case manager.\n\nYours sincerely\nIndependent Case Examiner", NULL, NULL, NULL },
	{ NULL, ICE "Your complaint has not yet been allocated to anybody.\n\nYours sincerely\nIndependent Case Examiner", NULL, NULL, NULL },
	{ "ice-report", ICE "The Independent Case Examiner has completed her investigation. I enclose the report.\n\nYours sincerely\nIndependent Case Examiner", NULL, NULL, NULL },
	{ "ice-report", "Office of the Independent Case Examiner\nInvestigation Report\nThe complaint\nI do not uphold the complaint. The CMS acted reasonably.", NULL, NULL, NULL },
	{ NULL, ICE "This is our draft report. Please check its facts before we issue it.\n\nYours sincerely\nIndependent Case Examiner", NULL, NULL, NULL },
	/* ---- Ombudsman ---- */
	{ "phso-decision", PHSO "Our decision on the complaint\nWe have carefully considered the complaint and have decided to take no further action.\n", NULL, NULL, NULL },
	{ "phso-decision", PHSO "Your complaint\nI am writing to tell you our decision on your complaint. We have decided not to consider it further.\nYours sincerely\n"
		"Caseworker", NULL, NULL, NULL },
	{ NULL, PHSO "Your complaint\nThank you for your complaint. We will look at it and tell you whether we can investigate.\nYours sincerely\nIntake", NULL, NULL, NULL },
	{ NULL, PHSO "Our provisional decision on the complaint\nWe have decided provisionally not to uphold it.\n", NULL, NULL, NULL },
	{ NULL, "Parliamentary and Health Service Ombudsman\nComplaint form\nFor your MP to complete\nYour complaint", NULL, NULL, NULL },
	{ "phso-referral", FROM_MP "Dear Ombudsman\n\nI refer the complaint of my constituent Mr R.\n\nYours sincerely\nMr Miller MP", NULL, NULL, NULL },
	/* ---- Members of Parliament ---- */
	{ "mp-asked", TO_MP "I live in your constituency and ask for your help with the Child Maintenance Service." FROM_R, "text", NULL, NULL },
	{ "mp-asked", "Dear Ms Miller MP\nI am your constituent.\nYours sincerely\nMr R", "text", NULL, NULL },
	{ "mp-asked", "From: Mr R <r@mail.example>\nTo: Mr M MP <m@parliament.example>\nSent: Wednesday 26 April 2023\nSubject: Unpaid child maintenance\n\n"
		"Dear Mr M\n\nI live in your constituency. Could you please ask the Department?\n", "rfc822", R_MAIL, NULL },
	{ "mp-asked", "Miss B\n\nJane Doe MP\nHouse of Commons\nLondon SW1A 0AA\n\n2 July 2024\n\nDear Ms Doe\n\nI am writing to ask for your help as my MP." FROM_R,
		"text", NULL, NULL },
	{ NULL, TO_MP "Thank you for your letter and your help." FROM_R, "text", NULL, NULL },
	{ NULL, TO_MP "I wrote to you in April. As you know, I live in your constituency." FROM_R, "text", NULL, NULL },
	{ "mp-referred", FROM_MP "Dear Minister\n\nI write on behalf of my constituent, Mr R.\n\nYours sincerely\nMr Miller MP", NULL, NULL, NULL },
	{ NULL, FROM_MP "Dear Mr R\n\nI have written to the Minister and will be in touch.\n\nYours sincerely\nMr Miller MP", NULL, NULL, NULL },
	{ NULL, FROM_MP "Dear Mr R\n\nAs my constituent you should see this reply of the Minister. Thank you for your letter.\n\nYours sincerely\nMr Miller MP", NULL, NULL, NULL },
	{ "mp-answered", DWP "Thank you for your letter on behalf of your constituent, Mr R. No action can be taken.\n\nYours sincerely\nMinister", NULL, NULL, NULL },
	{ "mp-answered", "Mr M MP\nHouse of Commons\nDate: 4 May 2023\nDear Mr M\nYour constituent, Mr R\nThe Child Maintenance Service explains that it may "
		"not act.\nYours sincerely\nCorrespondence manager", "text", NULL, NULL },
	{ NULL, DWP "Thank you for your letter about your constituent, Mr R. We will reply within 20 days.\n\nYours sincerely\nCorrespondence Team", NULL, NULL, NULL },
	/* ---- decisions ---- */
	{ "decision", CMS "Your child maintenance calculation\nWe have worked out what Mr C must pay.\n" CMS_END, NULL, NULL, NULL },
	{ "decision", CMS "Your child maintenance payments will not change\nWe looked at your annual review.\n" CMS_END, NULL, NULL, NULL },
	{ NULL, CMS "Our decision about your child maintenance\nWe have not yet made a decision.\n" CMS_END, NULL, NULL, NULL },
	{ "decision", CMS "Your annual review\nThe amount of child maintenance has changed to 50.11 a week. How we worked it out is on page 2.\n" CMS_END, NULL, NULL, NULL },
	{ NULL, CMS "Your annual review\nIt is nearly time for your annual review. We will write to you.\n" CMS_END, NULL, NULL, NULL },
	{ NULL, CMS "Your annual review is due soon\nWe will review your case in May.\n" CMS_END, NULL, NULL, NULL },
	{ NULL, CMS "Your new child maintenance payment schedule\nFrom 3 January 2023 Mr C must pay.\n" CMS_END, NULL, NULL, NULL },
	{ "mr-notice", CMS "Mandatory Reconsideration Notice\nDate of original decision 3 May 2022\n" CMS_END, NULL, NULL, NULL },
	{ "mr-notice", CMS "Our decision\nWe have reconsidered our decision. This is your Mandatory Reconsideration Notice.\n" CMS_END, NULL, NULL, NULL },
	{ NULL, CMS "Mandatory Reconsideration\nWe have received your request. We will send you a Mandatory Reconsideration Notice.\n" CMS_END, NULL, NULL, NULL },
	{ "mr-request", TO_CMS "I ask for a mandatory reconsideration of your decision of 3 May 2022. The Child Maintenance Service used wrong figures." FROM_R, "text", NULL, NULL },
	{ NULL, TO_CMS "I asked for a mandatory reconsideration on 3 May. I have heard nothing." FROM_R, "text", NULL, NULL },
	{ NULL, "Dear Sir\nI ask for a mandatory reconsideration of my Personal Independence Payment.\nYours faithfully\nMr R", "text", NULL, NULL },
	/* ---- tribunal, courts ---- */
	{ "appeal", "HMCTS SSCS Appeals Centre\n3 June 2023\nDear Sir or Madam\nI wish to appeal against the decision of the CMS.\nYours faithfully\nMr R", "text", NULL, NULL },
	{ NULL, "HMCTS SSCS Appeals Centre\n3 June 2023\nDear Sir or Madam\nMy appeal was lodged in May. I wish to appeal to your patience.\nYours faithfully\nMr R", "text", NULL, NULL },
	{ NULL, "SSCS2\nNotice of appeal\nFirst name ________\nDate dd/mm/yyyy\nHM Courts and Tribunals Service\nDear", NULL, NULL, NULL },
	{ "court-order", "IN THE FAMILY COURT\nCase No ZW21P00000\nORDER\nIt is ordered that the father shall", NULL, NULL, NULL },
	{ NULL, "DRAFT ORDER\nIN THE FAMILY COURT\nCase No ZW21P00000\nORDER\nIt is ordered that the father shall", NULL, NULL, NULL },
	{ "pre-action-letter", TO_CMS "LETTER BEFORE CLAIM\n\nThis is a letter before claim under the Pre-Action Protocol for Judicial Review." FROM_R, "text", NULL, NULL },
	{ NULL, TO_CMS "We sent you a letter before claim on 3 May." FROM_R, "text", NULL, NULL },
	{ NULL, "Example Bank\nDear Mr R\nLetter before action\nYou owe us 300.00.\nYours sincerely\nCollections", NULL, NULL, NULL },
	{ "pre-action-reply", "Government Legal Department\nDear Mr R\nThank you for your letter before claim of 3 May. The claim is resisted.\nYours sincerely\nFor the Treasury Solicitor", NULL, NULL, NULL },
	{ "jcio-complaint", "Judicial Conduct Investigations Office\n3 May 2023\nDear Sir or Madam\nI wish to complain about a judge.\nYours faithfully\nMr R", "text", NULL, NULL },
	{ "hmcts-complaint", "HM Courts and Tribunals Service\nAnytown\n3 May 2023\nDear Sir or Madam\nI wish to complain about the office.\nYours faithfully\nMr R", "text", NULL, NULL },
	/* ---- information ---- */
	{ "access-request", TO_CMS "This is a subject access request. Please send me copies of my personal data." FROM_R, "text", NULL, NULL },
	{ NULL, "Anytown School\nDear Sirs\nThis is a subject access request.\nYours faithfully\nMs A", "text", NULL, NULL },
	{ NULL, TO_CMS "My subject access request of 3 May has had no answer." FROM_R, "text", NULL, NULL },
	{ "access-answer", CMS "Your subject access request\nI enclose a copy of your personal data.\n" CMS_END, NULL, NULL, NULL },
	{ NULL, CMS "Your subject access request\nWe received your request. We need proof of identity.\n" CMS_END, NULL, NULL, NULL },
	/* ---- questions and answers ---- */
	{ "question", MAIL_TO_CMS("My case") "Dear Sir or Madam\n\nWhen will the next payment come?\n", "rfc822", R_MAIL, NULL },
	{ NULL, MAIL_TO_CMS("My case") "Dear Sir or Madam\n\nHere is the bank statement.\n", "rfc822", R_MAIL, NULL },
	{ NULL, MAIL_TO_CMS("My case") "Here it is.\n\nFrom: CMS <x@dwp.gov.uk>\nSent: 3 May 2023\nTo: Mr R\nSubject: Bank statement\n\nCould you please send us one?\n", "rfc822", R_MAIL, NULL },
	{ "answer", MAIL_FROM_CMS("Your case") "Dear Mr R\n\nThank you for your e-mail. The next payment is due on 3 May.\n", "rfc822", CMS_MAIL, NULL },
	{ NULL, MAIL_FROM_CMS("Automatic reply") "Thank you for your e-mail. We will reply within ten days.\n", "rfc822", CMS_MAIL, NULL },
	{ "answer", CMS "Your call\nThank you for your call of 3 May. We have put your address right.\n" CMS_END, NULL, NULL, NULL },
	/* ---- enforcement ---- */
	{ "enforcement", CMS "Deduction from earnings order\nWe have told the employer of Mr C to take money from his pay.\n" CMS_END, NULL, NULL, NULL },
	{ "enforcement", CMS "We are taking enforcement action\nWe have applied to the court for a liability order.\n" CMS_END, NULL, NULL, NULL },
	{ NULL, CMS "Enforcement action\nWe are considering whether to take enforcement action.\n" CMS_END, NULL, NULL, NULL },
	{ "enforcement", CMS "We have applied for a liability order\nAgainst Mr C.\n" CMS_END, NULL, NULL, NULL },
	{ NULL, CMS "Enforcement action\nWe cannot take enforcement action while payments are made.\n" CMS_END, NULL, NULL, NULL },
	{ NULL, CMS "How we enforce\nIf a parent does not pay we may apply for a liability order.\n" CMS_END, NULL, NULL, NULL },
	/* ---- records and pictures are none ---- */
	{ NULL, "Date,Number,Duration\n03/05/2023,0800 171 2345,12:00\nFormal complaint to the Child Maintenance Service", "csv", NULL, "calls.csv" },
	{ NULL, "", NULL, NULL, "final response.pdf" },
};

/* clang-format on */

/* The document of one row, classified and dated, and what it shows. */
static void take(struct bdl_bundle *b, const struct row *r, struct bdl_date date,
	const struct bdl_kinds *kinds, const struct bdl_step_kinds *steps)
{
	const char *format = r->format ? r->format : "pdf",
		   *path = r->path ? r->path : "scan0007.pdf";
	const struct bdl_facts f = {.format = format, .text = r->text, .sender = r->sender};
	struct bdl_error err = {.code = BDL_OK};

	rows_init(b, 1, BDL_STAGE_READ);
	b->exhibits[0].path = b->exhibits[0].name = path;
	b->exhibits[0].format = format;
	b->exhibits[0].date = date;
	cr_assert_eq(bdl_classify(b, &b->exhibits[0], &f, kinds, &err), 0, "%s", err.message);
	cr_assert_eq(bdl_take_steps(b, 0, &f, steps, &err), 0, "%s", err.message);
}

static struct bdl_step_kinds *load(void)
{
	struct bdl_error err = {.code = BDL_OK};
	struct bdl_step_kinds *steps = NULL;

	cr_assert_eq(bdl_step_kinds_load(&steps, NULL, 0, &err), 0, "%s", err.message);
	return steps;
}

Test(steps, are_told_from_letters_and_mails_and_from_nothing_else)
{
	struct bdl_kinds *kinds = rows_kinds();
	struct bdl_step_kinds *steps = load();

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct bdl_bundle b;
		const char *found;

		take(&b, &rows[i], rows_day(2023, 2, 10), kinds, steps);
		found = b.step_count ? b.steps[0].type : NULL;
		cr_expect(b.step_count <= 1 && b.undated_step_count == 0);
		cr_expect((found == NULL) == (rows[i].type == NULL) &&
				  (!found || strcmp(found, rows[i].type) == 0),
			"row %zu is %s, not %s (kind %s): %.300s\n%s", i, found ? found : "none",
			rows[i].type ? rows[i].type : "none", b.exhibits[0].kind,
			strstr(rows[i].text, "Dear") ? strstr(rows[i].text, "Dear") : rows[i].text,
			found ? b.steps[0].basis : "");
		bdl_bundle_release(&b);
	}
	bdl_step_kinds_release(steps);
	bdl_kinds_release(kinds);
}
