/* No evidence file is written, touched or renamed. */
#include "support/fixture.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

static const char listing[] =
	"cd $E && find . -path ./bundle -prune -o -path ./.bundle -prune -o -printf "
	"'%p %y %s %T@ %i %m %n\\n' | grep -v '^\\. ' | sort && "
	"find . -path ./bundle -prune -o -path ./.bundle -prune -o -type f -print0 | sort -z | "
	"xargs -0 sha256sum";

Test(untouched, the_listing_before_and_after_is_the_same, .timeout = 300)
{
	struct fixture f;
	struct run before, r, after;

	fixture_init(&f);
	fixture_text(&f, "a.txt", "10 February 2023");
	fixture_pdf(&f, "letters/b.pdf", "B", 2, 0);
	fixture_put(&f, "broken.pdf", "%PDF-1.4 no", 11);
	fixture_run(&f, &before,
		"ln -s a.txt $E/link; chmod 444 $E/a.txt; touch -d '2020-01-01' $E/letters/b.pdf; "
		"%s",
		listing);
	fixture_run(&f, &r, "$BUNDLE build $E; $BUNDLE list $E; $BUNDLE build $E --name T");
	run_release(&r);
	fixture_run(&f, &after, "%s", listing);
	cr_expect_gt(strlen(before.out), 300);
	cr_expect_str_eq(before.out, after.out);
	run_release(&before);
	run_release(&after);
	fixture_release(&f);
}

Test(untouched, nothing_is_left_in_the_temporary_folder, .timeout = 300)
{
	struct fixture f;
	struct run r;

	fixture_init(&f);
	fixture_text(&f, "a.txt", "a");
	fixture_run(&f, &r,
		"$BUNDLE build $E --output out --work work --quiet && $BUNDLE verify out/*.tar.gz "
		">/dev/null 2>&1; "
		"ls -A | grep -v '^\\.std' | sort; ls -A out | wc -l; ls -A $E");
	cr_expect_eq(r.status, 0);
	cr_expect_str_eq(r.out, "evidence\nout\nwork\n3\na.txt\n", "%s%s", r.out, r.err);
	run_release(&r);
	fixture_release(&f);
}
