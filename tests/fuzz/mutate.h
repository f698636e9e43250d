/* Mutate: what libFuzzer offers to a mutator that knows the format, and dice for it. */
#ifndef TESTS_FUZZ_MUTATE_H
#define TESTS_FUZZ_MUTATE_H

#include <stddef.h>
#include <stdint.h>

/* libFuzzer's own changes; the new length, at most `most`. */
size_t LLVMFuzzerMutate(uint8_t *bytes, size_t length, size_t most);

/* What a target brings. */
int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);
size_t LLVMFuzzerCustomMutator(uint8_t *bytes, size_t length, size_t most, unsigned seed);

/* A number below `sides`. */
static inline uint32_t roll(uint32_t *dice, uint32_t sides)
{
	*dice = *dice * 1664525u + 1013904223u;
	return sides ? (*dice >> 8) % sides : 0;
}

#endif
