#include "MacaulayKernels.h"

#include "CKernels.h"

// Vectors are only passed to functions that are inlined.
#pragma clang diagnostic ignored "-Wpsabi"

// Eight 64-bit integers; the compiler maps them to whatever registers the instruction set has.
typedef uint64_t lanes __attribute__((vector_size(64), aligned(8), may_alias));
typedef int64_t signed_lanes __attribute__((vector_size(64), aligned(8)));
typedef uint32_t half_lanes __attribute__((vector_size(32), aligned(4), may_alias));

#define WORD 0xffffffffULL
#define splat(c) ((lanes){c, c, c, c, c, c, c, c})

// Per lane: p, 2^32 mod p, floor(2^32 (2^32 mod p) / p) and floor((2^32 - 1) / p).
typedef struct {
  lanes p, shift, shift_reciprocal, reciprocal;
} lane_moduli;

static inline __attribute__((always_inline)) void set_modulus(lane_moduli *m, int lane,
                                                              uint32_t p) {
  const uint64_t shift = (1ULL << 32) % p;
  m->p[lane] = p;
  m->shift[lane] = shift;
  m->shift_reciprocal[lane] = (shift << 32) / p;
  m->reciprocal[lane] = WORD / p;
}

static inline __attribute__((always_inline)) lane_moduli separate_moduli(const uint32_t *p) {
  lane_moduli m;
  for (int l = 0; l < SLT_LANES; l++) set_modulus(&m, l, p[l]);
  return m;
}

static inline __attribute__((always_inline)) lane_moduli shared_moduli(uint32_t p) {
  const uint32_t all[SLT_LANES] = {p, p, p, p, p, p, p, p};
  return separate_moduli(all);
}

#define KERNELS "macaulay.inc.h"
#define AVX512_TARGET __attribute__((target(AVX512_FEATURES), min_vector_width(512)))
#include "dispatch.inc.h"

uint64_t slt_sweep(int isa, int64_t *x, uint32_t first, uint32_t end, const slt_sparse_row *pivots,
               uint32_t p, const uint32_t *keep) {
  DISPATCH(sweep, x, first, end, pivots, p, keep)
}

uint64_t slt_sweep_primes(int isa, int64_t *x, uint32_t first, uint32_t end,
                      const slt_sparse_row *pivots, const uint32_t *p, uint32_t keep) {
  DISPATCH(sweep_primes, x, first, end, pivots, p, keep)
}

void slt_subtract_row(int isa, int64_t *x, const slt_sparse_row *row, const uint32_t *factor,
                      uint32_t p) {
  DISPATCH(subtract_row, x, row, factor, p)
}

uint32_t slt_take_primes(int isa, int64_t *x, uint32_t first, uint32_t end,
                         const uint32_t *factor, const uint32_t *p, uint32_t *columns,
                         uint32_t *coefficients) {
  DISPATCH(take_primes, x, first, end, factor, p, columns, coefficients)
}

size_t slt_find_divisor(int isa, const uint64_t *masks, size_t first, size_t count,
                        uint64_t forbidden) {
  DISPATCH(find_divisor, masks, first, count, forbidden)
}
