// What the peer programs share: a small random generator, the processor time and the peak memory
// of the process. Processor time, not wall time: it is what one core needs on a busy machine too.
#pragma once
#include <stdint.h>
#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

#ifdef __cplusplus
extern "C" {
#endif
void openblas_set_num_threads(int threads);
#ifdef __cplusplus
}
#endif

// SplitMix64, reduced; the bias is below 2^-32 and irrelevant for timing.
static inline uint64_t next_residue(uint64_t *state, uint64_t p) {
  uint64_t z = (*state += 0x9e3779b97f4a7c15ull);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
  return (z ^ (z >> 31)) % p;
}

static inline double cpu_seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static inline void print_peak_memory(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf("peak %ld\n", usage.ru_maxrss / 1024);
}
