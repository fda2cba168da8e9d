// Rank of uniformly random dense n x n matrices with FLINT's nmod_mat_rank.
// Usage: rank_flint n p repetitions [batch]. Prints one line per repetition: CPU seconds for `batch`
// ranks (each copies its argument itself), then the rank of the last one.
#include <flint/nmod_mat.h>
#include <stdlib.h>

#include "common.h"

int main(int argc, char **argv) {
  if (argc < 4) return 2;
  const slong n = atol(argv[1]);
  const uint64_t p = strtoull(argv[2], NULL, 10);
  const int repetitions = atoi(argv[3]);
  const int batch = argc > 4 ? atoi(argv[4]) : 1;
  nmod_mat_t a;
  nmod_mat_init(a, n, n, p);
  uint64_t state = 1;
  for (int k = 0; k < repetitions; k++) {
    for (slong i = 0; i < n; i++)
      for (slong j = 0; j < n; j++) nmod_mat_entry(a, i, j) = next_residue(&state, p);
    double start = cpu_seconds();
    slong rank = 0;
    for (int b = 0; b < batch; b++) rank = nmod_mat_rank(a);
    printf("%.6f %ld\n", cpu_seconds() - start, (long)rank);
  }
  nmod_mat_clear(a);
  print_peak_memory();
  return 0;
}
