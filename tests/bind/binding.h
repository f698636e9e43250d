/*
 * Binding: a small bundle for one test: exhibits whose parts are written by hand, a front of two or
 * three plain pages, bound in a temporary folder. No reader and no drawing is involved. Failures
 * end the test with a clear line.
 */
#ifndef TESTS_BIND_BINDING_H
#define TESTS_BIND_BINDING_H

#include "bind/bind.h"
#include "model/part.h"

#define BINDING_EXHIBITS 32
#define BINDING_SECTIONS 4

/* A page of an exhibit. Zeroes mean A4, upright, unit 1. */
struct sheet {
	double media[4]; /* MediaBox */
	double crop[4]; /* CropBox, if not all zero */
	int rotate;
	double unit;
	uint32_t flags; /* BDL_PAGE_DRAWN, ... */
	const char *words; /* shown near the middle */
	bool marks; /* has a link to the first document inside */
	bool mentions; /* names the page of the first and of the second document inside */
};

struct exhibit_plan {
	const char *title;
	struct bdl_date date;
	const struct sheet *sheets;
	unsigned count; /* 0: could not be shown, has a drawn page instead */
	size_t section;
	bool with_links; /* on page 1 one to the last page; two bookmarks, one below the other */
	bool with_field; /* a text field called "name" on page 1 */
	bool with_layers; /* two, one of them off */
};

struct binding {
	char folder[64];
	struct bdl_bundle bundle;
	struct bdl_drawn drawn;
	struct bdl_bind_input input;
	struct bdl_exhibit exhibits[BINDING_EXHIBITS];
	struct bdl_section sections[BINDING_SECTIONS];
	size_t order[BINDING_EXHIBITS];
	struct bdl_stamp stamps[BINDING_EXHIBITS];
	struct bdl_link links[2 * BINDING_EXHIBITS];
	unsigned drawn_pages[2 * BINDING_EXHIBITS];
	char names[BINDING_EXHIBITS][32];
	char *pdf; /* what was bound */
	size_t length;
	struct bdl_buffer claims;
};

/* Writes the parts and paginates: cover, index, chronology, then sections with a sheet each. */
void binding_init(struct binding *b, const struct exhibit_plan *plans, size_t count,
	const char *const *sections);
/* Binds into memory; returns what bdl_bind() did. */
int binding_bind(struct binding *b, struct bdl_error *err);
/* The same, but the test ends if it fails; the claims are made too. */
void binding_must_bind(struct binding *b);
/* Findings of prove for these bytes: free() them; "" when all is well. */
char *binding_prove(struct binding *b, const char *pdf, size_t length);
void binding_release(struct binding *b);

/*
 * Runs a shell command on the bound PDF (the shell variable P is its path): what it prints, free()
 * it.
 */
char *binding_run(struct binding *b, const char *command, int *status);

/* Opens a new part file in the folder for reading and writing. */
int binding_part(struct binding *b, const char *name);
/* Writes that exhibit's part into fd. */
void write_exhibit(int fd, const struct exhibit_plan *plan);

#endif
