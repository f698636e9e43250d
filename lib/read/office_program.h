/*
 * Office program: spreadsheets through LibreOffice's own program. As a library it draws a
 * spreadsheet's input bar, whose form the packages without windows do not bring, and fails; the
 * program without windows does not.
 */
#ifndef BDL_READ_OFFICE_PROGRAM_H
#define BDL_READ_OFFICE_PROGRAM_H

/*
 * Replaces this process by the program, which converts scratch/NAME to scratch/office/NAME's
 * stem.pdf with the profile in scratch/office/profile. Returns, -1, only if it cannot be started.
 * The program ends with status 81 when it wants to be started again (it has made its profile).
 */
int bdl_office_become(const char *scratch, const char *name);

#define BDL_OFFICE_AGAIN 81

#endif
