/* index.csv both ways, from outside: written, edited as a spreadsheet would, read back, and what
 * comes of it. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static struct fixture f;

/*
 * python3 edit.py IN OUT [--as=excel] PATH:COLUMN=VALUE ...: edits cells of a table; COLUMN of no
 * row of its own is added. With
 * --as=excel it saves as a British Excel does: semicolons, a mark, CR LF, dates 10/02/2023.
 */
static const char editor[] =
	"import csv, re, sys\n"
	"excel = '--as=excel' in sys.argv\n"
	"args = [a for a in sys.argv[1:] if not a.startswith('--')]\n"
	"rows = list(csv.DictReader(open(args[0], newline='', encoding='utf-8')))\n"
	"names = list(rows[0])\n"
	"for edit in args[2:]:\n"
	"    path, rest = edit.rsplit(':', 1)\n"
	"    column, value = rest.split('=', 1)\n"
	"    if column not in names: names.append(column)\n"
	"    hits = [r for r in rows if r['path'].lstrip(chr(39)) == path]\n"
	"    assert len(hits) == 1, edit\n"
	"    hits[0][column] = value\n"
	"if excel:\n"
	"    for r in rows:\n"
	"        r['date'] = re.sub(r'^(\\d{4})-(\\d\\d)-(\\d\\d)$', r'\\3/\\2/\\1', r['date'])\n"
	"out = open(args[1], 'w', newline='', encoding='utf-8-sig' if excel else 'utf-8')\n"
	"w = csv.DictWriter(out, names, delimiter=';' if excel else ',', restval='')\n"
	"w.writeheader(); w.writerows(rows)\n";

/* python3 see.py ARCHIVE: one line for each exhibit and each file left out. */
static const char viewer[] = "import json, subprocess, sys\n"
			     "b = json.loads(subprocess.run(['tar', '-xzOf', sys.argv[1], "
			     "'--wildcards', '*/bundle.json'],\n"
			     "    stdout=subprocess.PIPE, check=True).stdout)\n"
			     "s = [x for x in b['sections'] for _ in range(x['exhibits'])]\n"
			     "for i, x in enumerate(b['exhibits']):\n"
			     "    d = x['date']\n"
			     "    print(x['number'] or '-', x['path'], x['title'], d['iso'], "
			     "d['precision'], d['source'], x['kind'],\n"
			     "        s[i]['title'] if i < len(s) else '-', x['basis'], sep='|')\n"
			     "for x in b['excluded']: print('excluded', x['path'], x['reason'], "
			     "x.get('inside', False), sep='|')\n"
			     "for a in b.get('told', {}).get('allegations', []):\n"
			     "    print('alleged', a['heading'], a['exhibits'], sep='|')\n"
			     "print('accounted', b['accounted']['files'], "
			     "b['accounted']['excluded'], b['accounted']['inside'], sep='|')\n";

#define LETTER_1                                                                                   \
	"Child Maintenance Service\n\n10 February 2023\n\nDear Ms A\n\nWe owe you an answer.\n"
#define LETTER_2 "Ms A\n\n3 March 2023\n\nDear Sir\n\nI complain about the delay.\n"
#define NOTE "Notes of a talk with the school.\n"

static void setup(void)
{
	static const char mail[] =
		"From: a@example.org\r\nTo: b@example.org\r\nSubject: Two papers\r\n"
		"Date: Mon, 6 Mar 2023 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
		"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: "
		"text/plain\r\n\r\nSee both.\r\n"
		"--x\r\nContent-Type: text/plain; name=first.txt\r\n"
		"Content-Disposition: attachment; filename=first.txt\r\n\r\nThe first paper, 1 "
		"March 2023.\r\n"
		"--x\r\nContent-Type: text/plain; name=second.txt\r\n"
		"Content-Disposition: attachment; filename=second.txt\r\n\r\nThe second paper, 2 "
		"March 2023.\r\n--x--\r\n";
	struct run r;

	fixture_init(&f);
	fixture_text(&f, "letters/one.txt", LETTER_1);
	fixture_text(&f, "letters/two.txt", LETTER_2);
	fixture_text(&f, "letters/two copy.txt", LETTER_2);
	fixture_text(&f, "=note.txt", NOTE);
	fixture_text(&f, "mail.eml", mail);
	fixture_run(&f, &r, "cat >edit.py <<'END'\n%sEND\ncat >see.py <<'END'\n%sEND\n", editor,
		viewer);
	cr_assert_eq(r.status, 0, "%s", r.err);
	run_release(&r);
}

static void teardown(void)
{
	fixture_release(&f);
}

TestSuite(index_csv, .init = setup, .fini = teardown, .timeout = 300);

#define OPTIONS "--ocr off --date 2023-05-22 -j 2"
#define LIST "$BUNDLE list --csv $E " OPTIONS " -q"
#define BUILD "$BUNDLE build $E --output out --name T " OPTIONS
#define SEE "python3 see.py out/T.tar.gz"

/* Runs a command that must end so, with these words in what it prints; NULL: none wanted. */
static void expect(int status, const char *command, const char *out, const char *err)
{
	struct run r;

	fixture_run(&f, &r, "%s", command);
	cr_expect_eq(r.status, status, "%s: %d\n%s%s", command, r.status, r.out, r.err);
	if (out)
		cr_expect(strstr(r.out, out), "%s: wanted %s\n%s%s", command, out, r.out, r.err);
	if (err)
		cr_expect(strstr(r.err, err), "%s: wanted %s\n%s", command, err, r.err);
	run_release(&r);
}

/* Lists, edits (each edit quoted for the shell), puts index.csv in place. */
static void edit(const char *edits)
{
	char command[2000];

	snprintf(command, sizeof(command),
		LIST " >plain.csv && python3 edit.py plain.csv $E/index.csv %s", edits);
	expect(0, command, NULL, NULL);
}

Test(index_csv, untouched_it_changes_nothing)
{
	expect(0, BUILD " -q && " SEE " >before && rm -r out && " LIST " >$E/index.csv", NULL,
		NULL);
	expect(0, BUILD " -q && " SEE " >after && diff before after | grep '^[<>]'",
		"< accounted|5|0|2\n> excluded|index.csv|the index file, which steers this "
		"program|False\n"
		"> accounted|6|1|2\n",
		NULL);
	expect(0, LIST " -o again.csv && cmp $E/index.csv again.csv", NULL, NULL);
	expect(0,
		"python3 edit.py $E/index.csv $E/x --as=excel && mv $E/x $E/index.csv && " BUILD
		" -q && " SEE " | diff after -",
		"", NULL);
}

Test(index_csv, what_is_edited_wins)
{
	edit("'letters/two.txt:title=My complaint, at last' 'letters/two.txt:date=4 March 2023' "
	     "'letters/two.txt:kind=letter' '=note.txt:section=School' '=note.txt:date=2023-02' "
	     "'letters/one.txt:order=2' 'mail.eml:order=1.5' 'letters/one.txt:section=letters' "
	     "'letters/one.txt:date=undated'");
	expect(0, BUILD, "6 of 6 files accounted for", NULL);
	expect(0, SEE,
		"1|mail.eml|E-mail: Two papers|2023-03-06|day|header|email|Other letters and "
		"e-mails|",
		NULL);
	expect(0, SEE, "\n2|mail.eml/first.txt|", NULL);
	expect(0, SEE, "\n4|letters/one.txt|", NULL);
	expect(0, SEE, "|None|none|author|", NULL);
	expect(0, SEE,
		"\n5|letters/two.txt|My complaint, at last|2023-03-04|day|author|letter|"
		"Other letters and e-mails|given in index.csv\n",
		NULL);
	expect(0, SEE, "\n6|=note.txt|", NULL);
	expect(0, SEE, "|2023-02|month|author|other|School|", NULL);
	expect(0, "pdftotext -layout out/T.pdf - | grep -A1 'My complaint, at last' | head -2",
		"[4 March 2023]", NULL);
	expect(0, "pdftotext -layout out/T.pdf - | grep 'given by the author' | head -1",
		"given by the author", NULL);
	/* and again, from the list that says so */
	expect(0,
		SEE " >before && " LIST " -o $E/index.csv && " BUILD " -q && " SEE
		    " | diff before -",
		"", NULL);
	/* emptied, it is judged again */
	expect(0,
		"python3 edit.py $E/index.csv $E/x letters/two.txt:title= letters/two.txt:date= "
		"letters/two.txt:kind= && "
		"mv $E/x $E/index.csv && " BUILD " -q && " SEE " | grep letters/two.txt",
		"|2023-03-03|day|text|", NULL);
}

Test(index_csv, a_renamed_file_is_known_by_its_bytes)
{
	edit("'letters/one.txt:title=The answer'");
	expect(0, "mv $E/letters/one.txt $E/answer.txt && " BUILD " -q && " SEE,
		"|answer.txt|The answer|2023-02-10|", NULL);
	expect(0, "printf more >>$E/answer.txt && mv $E/answer.txt $E/letters/one.txt && " BUILD,
		NULL,
		"index.csv: line 2: letters/one.txt is not the same file any more, byte for "
		"byte\n");
	expect(0, SEE, "|letters/one.txt|The answer|", NULL);
}

Test(index_csv, what_is_left_out_is_neither_bound_nor_sealed)
{
	edit("'letters/one.txt:include=no' 'letters/two.txt:include=no' "
	     "'mail.eml/first.txt:include=no'");
	expect(0, BUILD, "      2  left out by index.csv\n         letters/one.txt\n", NULL);
	expect(0, "tar -tzf out/T.tar.gz | grep data/ | sort",
		"T/data/=note.txt\nT/data/letters/two copy.txt\nT/data/mail.eml\n", NULL);
	expect(0, SEE, "excluded|letters/one.txt|left out in index.csv|False\n", NULL);
	expect(0, SEE, "excluded|mail.eml/first.txt|left out in index.csv|True\naccounted|6|3|1\n",
		NULL);
	expect(0, SEE, "|letters/two copy.txt|", NULL);
	expect(1, SEE " | grep '^[0-9-]*|letters/two.txt'", "", NULL);
	expect(0, "$BUNDLE verify out/T.tar.gz", "Intact: all 3 files", NULL);
	expect(0, "pdftotext -layout out/T.pdf - | tr -s ' \\n' ' '",
		"“letters/one.txt”, “letters/two.txt” (left out in index.csv)", NULL);
	/* the mail names the second of its attachments with its page, and the first without one */
	expect(0, "pdftotext -layout out/T.pdf - | grep -c 'first.txt *see the index'", "1\n",
		NULL);
	/* it stays left out when the list is written anew; the names stay, too */
	expect(0, LIST " -o $E/index.csv && grep -c ',no,' $E/index.csv", "3\n", NULL);
	expect(0, SEE " >before; " BUILD " -q && " SEE " | diff before -", "", NULL);
}

Test(index_csv, a_mail_that_is_left_out_takes_its_attachments_with_it)
{
	edit("'mail.eml:include=no' 'mail.eml/first.txt:title=Kept words'");
	expect(0, BUILD, "      1  left out by index.csv\n         mail.eml\n", NULL);
	expect(0, SEE, "accounted|6|2|0\n", NULL);
	expect(0, LIST " -o $E/index.csv && grep 'Kept words' $E/index.csv", ",yes,", NULL);
}

Test(index_csv, an_attachment_can_be_put_into_a_section_of_its_own)
{
	edit("'mail.eml/second.txt:section=Papers' 'mail.eml/second.txt:title=Second paper'");
	expect(0, BUILD " -q && " SEE,
		"|mail.eml/second.txt|Second paper|2023-03-02|day|text|other|Papers|", NULL);
}

Test(index_csv, headings_of_allegations_have_their_documents)
{
	edit("'letters/two.txt:allegations=delay; Poor communication' "
	     "'mail.eml:allegations=Delay'");
	expect(0, BUILD " -q && " SEE, "alleged|", NULL);
	expect(0, SEE " | grep alleged", "alleged|Delay|[", NULL);
	expect(0, "pdftotext -layout out/T.pdf - | grep -c 'What is complained of'", "2\n", NULL);
	expect(0, LIST " -o $E/index.csv && grep -c 'Delay' $E/index.csv", "2\n", NULL);
	expect(0,
		"python3 edit.py $E/index.csv $E/x 'letters/one.txt:allegations=Delai' && mv $E/x "
		"$E/index.csv; " BUILD " -q; [ $? = 3 ]",
		NULL, "allegations: \"Delay\" is nearly \"Delai\"");
}

Test(index_csv, an_event_is_a_step_of_the_case)
{
	edit("'letters/one.txt:event=reply to the complaint' 'letters/one.txt:received=14/02/2023' "
	     "'letters/two.txt:event=none' 'letters/two copy.txt:event=none'");
	expect(0,
		BUILD " -q && tar -xzOf out/T.tar.gz T/bundle.json | python3 -c 'import json, sys; "
		      "print([(s[\"type\"], s[\"date\"], s.get(\"received\"), s[\"given\"], "
		      "s[\"basis\"]) "
		      "for s in json.load(sys.stdin)[\"steps\"]])'",
		"[('response', '2023-02-10', '2023-02-14', True, 'given in index.csv')]\n", NULL);
	/* written anew it says so again, of what is left out, too */
	expect(0,
		LIST
		" -o $E/index.csv && python3 edit.py $E/index.csv $E/x letters/one.txt:include=no "
		"letters/one.txt:kind=complaint && mv $E/x $E/index.csv && " LIST
		" -o $E/index.csv && grep one.txt $E/index.csv",
		",complaint,,,no,response,2023-02-14,,", NULL);
}

Test(index_csv, a_persons_own_columns_are_kept_and_said_not_to_be_read)
{
	edit("'letters/one.txt:my notes=ask \"him\", again'");
	expect(0, BUILD, NULL, "index.csv: not read, as no such column is known: \"my notes\"\n");
	expect(0, LIST " -o $E/index.csv && grep -c 'ask \"\"him\"\", again' $E/index.csv", "1\n",
		NULL);
}

Test(index_csv, the_shell_empties_the_file_before_the_program_reads_it)
{
	expect(0, "cd $E && $BUNDLE list --csv " OPTIONS " >index.csv && head -c 11 index.csv",
		"number,path", "--output index.csv");
	expect(0, BUILD, "the index file, which steers this program", NULL);
}

Test(index_csv, one_that_is_not_ours_is_evidence)
{
	fixture_text(&f, "index.csv", "Date,Description,Paid out\n10/02/2023,SHOP,1.00\n");
	expect(0, BUILD " -q && " SEE " | grep index.csv", "|index.csv|", NULL);
	expect(3, LIST " -o $E/index.csv", NULL,
		"is there already and is no index that bundle wrote");
	fixture_text(&f, "letters/index.csv", "path,title\nnowhere.txt,x\n");
	expect(0, BUILD " -q && " SEE " | grep letters/index.csv", "|letters/index.csv|", NULL);
}

Test(index_csv, the_archives_own_steers_too)
{
	edit("'letters/two.txt:title=My complaint' 'letters/two.txt:date=2023-03-03' "
	     "'letters/two.txt:date_source=author' '=note.txt:section=School'");
	expect(0,
		BUILD " -q && " SEE
		      " >before && tar -xzOf out/T.tar.gz T/index.csv >$E/index.csv && " BUILD
		      " -q && " SEE " | diff before -",
		"", NULL);
	expect(0,
		"grep -c 'letters/two.txt|My complaint|2023-03-03|day|author\\|=note.*|School|' "
		"before",
		"2\n", NULL);
}

static const struct {
	const char *csv, *message, *hint;
} mistakes[] = {
	{"path,title\\nletters/on.txt,x\\n", "line 2: there is no file \"letters/on.txt\"\n",
		"the nearest is \"letters/one.txt\""},
	{"path,title\\n\\none.txt,x\\nletters,y\\n",
		"line 3: there is no file \"one.txt\" (and 1 more line)\n", "letters/one.txt"},
	{"path,title\\nletters/one.txt,x\\nletters/one.txt,y\\n",
		"lines 2 and 3 are both about \"letters/one.txt\"\n", "keep one"},
	{"path,title\\nmail.eml/third.txt,x\\n",
		"line 2: there is no file \"mail.eml/third.txt\"\n", NULL},
	{"path,title\\nmail.eml,x\\nmail.eml/a/b,x\\n",
		"line 3: there is no file \"mail.eml/a/b\"\n", NULL},
	{"path,kind\\nletters/one.txt,bank-statment\\n",
		"line 2: kind: \"bank-statment\" is not known\n",
		"the nearest is \"bank-statement\""},
	{"path,event\\nletters/one.txt,final respons\\n",
		"line 2: event: \"final respons\" is not known\n",
		"the nearest is \"final response\""},
	{"path,section\\nletters/one.txt,Other lettres and e-mails\\n",
		"line 2: section: \"Other lettres and e-mails\" is nearly", "write it the same"},
	{"path,date\\nletters/one.txt,31 June 2023\\n",
		"line 2: date: \"31 June 2023\" is not a date\n", "2023-02-10"},
	{"path,date\\nletters/one.txt,2023-06-30\\n",
		"line 2: date: 30 June 2023 is after the date of this bundle, 22 May 2023\n",
		"--date"},
	{"path,order\\nletters/one.txt,first\\n",
		"line 2: order: \"first\" is not a number above 0\n", "1, 2, 3"},
	{"path,include\\nletters/one.txt,perhaps\\n",
		"line 2: include: \"perhaps\" is neither yes nor no\n", "write yes"},
	{"path,title\\n\\\"letters/one.txt,x\\n",
		"line 2: a quotation mark is opened and not closed\n", NULL},
	{"path,title,title\\nletters/one.txt,x,y\\n", "line 1: two columns are called \"title\"\n",
		NULL},
	{"path,include\\nletters/one.txt,no\\nletters/two.txt,no\\nletters/two "
	 "copy.txt,no\\n=note.txt,no\\nmail.eml,no\\n",
		"leaves out every file of the folder\n", NULL},
};

Test(index_csv, each_mistake_is_named_with_its_line_and_nothing_is_written)
{
	for (size_t i = 0; i < sizeof(mistakes) / sizeof(mistakes[0]); i++) {
		char command[1000];
		struct run r;

		snprintf(command, sizeof(command), "printf \"%s\" >$E/index.csv && " BUILD,
			mistakes[i].csv);
		fixture_run(&f, &r, "%s", command);
		cr_expect_eq(r.status, 3, "%s: %d", command, r.status);
		cr_expect_str_eq(r.out, "");
		cr_expect(strstr(r.err, mistakes[i].message), "%s: wanted %s\n%s", command,
			mistakes[i].message, r.err);
		cr_expect(!mistakes[i].hint || strstr(r.err, mistakes[i].hint), "%s: wanted %s\n%s",
			command, mistakes[i].hint, r.err);
		run_release(&r);
	}
	expect(0, "! ls out/T*", NULL, NULL);
	expect(3, LIST, "", "leaves out every file of the folder");
}

Test(index_csv, a_row_about_the_bytes_of_another_row_is_named_with_it)
{
	edit("");
	expect(3, "rm \"$E/letters/two copy.txt\" && " BUILD, NULL,
		"there is no file \"letters/two copy.txt\"; the same bytes are "
		"\"letters/two.txt\", of line");
}

Test(index_csv, two_rows_of_one_document_must_agree)
{
	edit("'letters/two.txt:title=One' 'letters/two copy.txt:title=Other'");
	expect(3, BUILD, NULL, "give one document another title");
	expect(0, "rm $E/index.csv", NULL, NULL);
	edit("'letters/two copy.txt:title=Said of the copy'");
	expect(0, BUILD " -q && " SEE, "|letters/two.txt|Said of the copy|", NULL);
}

Test(index_csv, the_options_go_together)
{
	expect(2, "$BUNDLE list --csv --json $E", NULL, "choose one");
	expect(2, "$BUNDLE list --output x.csv $E", NULL, "--output goes with --csv");
	expect(0, BUILD " -q && $BUNDLE list --csv out/T.tar.gz | head -1",
		"number,path,title,date,kind,section", NULL);
}

Test(index_csv, a_folder_is_not_said_to_have_changed_by_what_is_left_out)
{
	edit("'letters/one.txt:include=no'");
	expect(0,
		BUILD " -q --output $E/bundle; $BUNDLE check $E --json >check.json; ! grep one.txt "
		      "check.json",
		NULL, NULL);
}
