/*
 * The head of a bag: what bagit.txt, bag-info.txt and fetch.txt say (RFC 8493, 2.1.1, 2.2.2, 2.2.3; earlier versions as their
 * drafts have it). Inside this room.
 */
#ifndef BDL_VERIFY_BAG_HEAD_H
#define BDL_VERIFY_BAG_HEAD_H

#include "base/buffer.h"
#include "verify/findings.h"
#include "verify/members.h"

struct bdl_bag_head {
	unsigned major, minor;   /* of BagIt: 1.0, 0.97; 0 and 0: not known */
	char encoding[64];       /* of the tag files but bagit.txt: "UTF-8" */
	char date[32];           /* Bagging-Date, as it stands, or "" */
	char agent[64];          /* Bag-Software-Agent, or "" */
	bool has_oxum;
	uint64_t oxum_bytes, oxum_files;
};

/* bagit.txt; what is wrong with it becomes findings. */
void bdl_head_declaration(const struct bdl_buffer *text, struct bdl_bag_head *h, struct bdl_findings *f);

/* bag-info.txt, or what was called package-info.txt up to 0.95. */
void bdl_head_info(const struct bdl_buffer *text, const char *name, struct bdl_bag_head *h, struct bdl_findings *f);

/* The payload against Payload-Oxum. */
void bdl_head_oxum(const struct bdl_bag_head *h, const struct bdl_members *m, struct bdl_findings *f);

/*
 * fetch.txt: files that are to be fetched from elsewhere, which this program never does. Tells of each that is not there, and
 * of lines that lead out of the bag. Members that are told are marked as matched. -1: out of memory.
 */
int bdl_head_fetch(const struct bdl_buffer *text, struct bdl_members *m, struct bdl_findings *f);

/* Turns a tag file of another encoding into UTF-8, in place. -1: out of memory. An encoding that is not known is told. */
int bdl_head_decode(struct bdl_buffer *text, const char *name, const char *encoding, struct bdl_findings *f);

#endif
