// The only place that includes <gmp.h>. Macros that Swift cannot import become inline functions.
#pragma once
#include <gmp.h>
#include <stdint.h>

static inline int slt_mpz_sgn(mpz_srcptr a) { return mpz_sgn(a); }

static inline int slt_mpz_fits_int64(mpz_srcptr a) {
  int n = a->_mp_size;
  return n == 0 || (n == 1 && a->_mp_d[0] <= (mp_limb_t)INT64_MAX) ||
         (n == -1 && a->_mp_d[0] <= (mp_limb_t)INT64_MAX + 1);
}

// Meaningful only when slt_mpz_fits_int64(a).
static inline int64_t slt_mpz_get_int64(mpz_srcptr a) {
  if (!a->_mp_size) return 0;
  uint64_t m = a->_mp_d[0];
  return (int64_t)(a->_mp_size < 0 ? 0 - m : m);
}
