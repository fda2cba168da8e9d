// Out of memory as an end with a message instead of a crash.
//
// Swift, GMP, FLINT and OpenBLAS abort or trap when the system refuses memory, and none of them can tell
// a caller. With glibc this target takes the place of malloc and its kin for the whole program: they pass
// everything on, and a refusal ends the program once `slt_end_when_out_of_memory` has been called.
#pragma once

// From now on a refused allocation calls `cleanup`, which gets a second and should not need memory, writes
// one line to standard error and ends the program with `status`.
void slt_end_when_out_of_memory(int status, void (*cleanup)(void));

// Writes `message`, a whole line, to standard error and ends the program at once: for threads that must
// not allocate, while others still run.
_Noreturn void slt_end_now(const char *message, int status);
