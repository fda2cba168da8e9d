// Rank of a uniformly random dense n x n matrix with FFLAS-FFPACK over doubles, one thread.
// Usage: rank_fflas n p repetitions. Prints one line per repetition: CPU seconds, then rank.
#include <fflas-ffpack/ffpack/ffpack.h>
#include <fflas-ffpack/fflas/fflas.h>
#include <givaro/modular.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "common.h"

int main(int argc, char **argv) {
  if (argc < 4) return 2;
  const size_t n = strtoul(argv[1], nullptr, 10);
  const uint64_t p = strtoull(argv[2], nullptr, 10);
  const int repetitions = atoi(argv[3]);
  openblas_set_num_threads(1);
  Givaro::Modular<double> field(static_cast<double>(p));
  double *a = FFLAS::fflas_new(field, n, n);
  uint64_t state = 1;
  for (int k = 0; k < repetitions; k++) {
    for (size_t i = 0; i < n * n; i++) a[i] = static_cast<double>(next_residue(&state, p));
    const double start = cpu_seconds();
    size_t rank = FFPACK::Rank(field, n, n, a, n);
    printf("%.6f %zu\n", cpu_seconds() - start, rank);
  }
  FFLAS::fflas_delete(a);
  print_peak_memory();
  return 0;
}
