#include "CKernels.h"

#include <stdlib.h>
#include <string.h>

// 1.5 * 2^52: adding and subtracting it rounds a double below 2^51 to an integer.
#define NEAREST 6755399441055744.0

// Eight doubles; the compiler maps them to whatever registers the instruction set has.
typedef double vector_of_8 __attribute__((vector_size(64)));

#define INLINE static inline __attribute__((always_inline))
#define load8(address) (*(const unaligned_vector_of_8 *)(address))
#define store8(address, value) (*(unaligned_vector_of_8 *)(address) = (value))
#define splat(c) ((vector_of_8){c, c, c, c, c, c, c, c})
typedef double unaligned_vector_of_8 __attribute__((vector_size(64), aligned(8), may_alias));

uint32_t slt_inverse(uint32_t a, uint32_t p) {
  // Extended Euclid; |coefficients| stay below p < 2^31.
  uint32_t r0 = p, r1 = a;
  int32_t s0 = 0, s1 = 1;
  while (r1 > 1) {
    const uint32_t q = r0 / r1, r2 = r0 - q * r1;
    const int32_t s2 = s0 - (int32_t)q * s1;
    r0 = r1;
    r1 = r2;
    s0 = s1;
    s1 = s2;
  }
  if (r1 == 0) return 0;
  return s1 < 0 ? (uint32_t)s1 + p : (uint32_t)s1;
}

#define KERNELS "kernels.inc.h"
#define AVX512_TARGET __attribute__((target(AVX512_FEATURES)))
#include "dispatch.inc.h"

#if defined(__x86_64__)

static int detected_isa(void) {
  __builtin_cpu_init();
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return slt_isa_baseline;
  return __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
                 __builtin_cpu_supports("avx512bw")
             ? slt_isa_avx512
             : slt_isa_avx2;
}

#else

static int detected_isa(void) { return slt_isa_baseline; }

#endif

int slt_isa_available(void) {
  int level = detected_isa();
  const char *cap = getenv("SLT_ISA");
  if (cap && cap[0] >= '0' && cap[0] <= '2' && cap[1] == 0 && cap[0] - '0' < level)
    level = cap[0] - '0';
  return level;
}

void slt_load_columns(int isa, slt_modulus modulus, double *out, size_t ld,
                      const uint32_t *const *rows, size_t m, size_t first, size_t w) {
  DISPATCH(load_columns, modulus, out, ld, rows, m, first, w)
}

void slt_load_row(int isa, slt_modulus modulus, double *high, double *low, const uint32_t *row,
                  size_t n) {
  DISPATCH(load_row, modulus, high, low, row, n)
}

void slt_split(int isa, slt_modulus modulus, double *high, double *low, const double *x,
               size_t n) {
  DISPATCH(split, modulus, high, low, x, n)
}

void slt_reduce(int isa, slt_modulus modulus, double *x, const double *high, size_t n) {
  DISPATCH(reduce, modulus, x, high, n)
}

void slt_subtract_from_row(int isa, slt_modulus modulus, uint32_t *row, const double *high,
                           const double *low, size_t n) {
  DISPATCH(subtract_from_row, modulus, row, high, low, n)
}

int slt_eliminate_columns(int isa, slt_modulus modulus, double *x, size_t ld, size_t m, size_t w,
                          size_t limit, double *multipliers, size_t ldm, int32_t *pivot_row,
                          int32_t *pivot_column) {
  DISPATCH(eliminate_columns, modulus, x, ld, m, w, limit, multipliers, ldm, pivot_row,
           pivot_column)
}

void slt_add_multiple(int isa, uint32_t *row, const uint32_t *source, size_t n, uint32_t c,
                      uint32_t p) {
  DISPATCH(add_multiple, row, source, n, c, p)
}

void slt_scale(int isa, uint32_t *row, size_t n, uint32_t c, uint32_t p) {
  DISPATCH(scale, row, n, c, p)
}
