/*
 * References: the numbers by which the Child Maintenance Service and its ombudsmen know a case and a person, as people type them. Pure.
 */
#ifndef BDL_BASE_REFERENCES_H
#define BDL_BASE_REFERENCES_H

#define BDL_REFERENCE_TEXT 20

/*
 * The 12-digit CMS reference, with or without spaces, as "121212121212". NULL: it is one; else what is wrong, after "it" ("has 11 figures,
 * and should have 12").
 */
const char *bdl_cms_reference_read(const char *text, char out[BDL_REFERENCE_TEXT]);

/*
 * A National Insurance number, with or without spaces, small or capital letters, as "AB 12 34 56 C". NULL: it can be one by HMRC's rules
 * (National Insurance Manual, NIM39110: D, F, I, Q, U and V in neither of the first two places, O not in the second; BG, GB, NK, KN, NT, TN and
 * ZZ are not used; the last letter is A to D); else what is wrong, after "it".
 */
const char *bdl_insurance_read(const char *text, char out[BDL_REFERENCE_TEXT]);

#endif
