// Loops on words modulo p < 2^31. Included once per instruction set with TARGET and FN(name)
// defined; no guard on purpose. The compiler vectorises them; no intrinsics.

// Constants for the reduction of 64-bit numbers: x = high * 2^32 + low is reduced by two products
// with precomputed quotients (Shoup).
typedef struct {
  uint32_t p;
  uint32_t unit;           // 2^32 mod p
  uint32_t unit_quotient;  // floor(unit * 2^32 / p)
  uint32_t one_quotient;   // floor(2^32 / p)
} FN(word_modulus);

TARGET static inline FN(word_modulus) FN(prepare)(uint32_t p) {
  const uint32_t unit = (uint32_t)((1ull << 32) % p);
  return (FN(word_modulus)){p, unit, (uint32_t)(((uint64_t)unit << 32) / p),
                            (uint32_t)((1ull << 32) / p)};
}

TARGET static inline uint32_t FN(reduced)(uint64_t x, FN(word_modulus) m) {
  const uint32_t high = (uint32_t)(x >> 32), low = (uint32_t)x;
  // Each estimate of a quotient is at most one too small; the minimum of t and t - p (unsigned)
  // corrects it.
  const uint32_t a = (uint32_t)(((uint64_t)m.unit_quotient * high) >> 32);
  uint32_t t = m.unit * high - a * m.p;
  t = t < t - m.p ? t : t - m.p;
  const uint32_t b = (uint32_t)(((uint64_t)m.one_quotient * low) >> 32);
  uint32_t s = low - b * m.p;
  s = s < s - m.p ? s : s - m.p;
  t += s;
  return t < t - m.p ? t : t - m.p;
}

// sums[j] += the products of `terms` coefficients with the rows of b, without any reduction.
TARGET static inline void FN(accumulate)(uint64_t *restrict sums, const uint32_t *restrict a,
                                         size_t stride, size_t terms, const uint32_t *restrict b,
                                         size_t ldb, size_t n) {
  size_t t = 0;
  for (; t + 4 <= terms; t += 4) {
    const uint64_t c0 = a[t * stride], c1 = a[(t + 1) * stride], c2 = a[(t + 2) * stride],
                   c3 = a[(t + 3) * stride];
    const uint32_t *restrict b0 = b + t * ldb, *restrict b1 = b0 + ldb, *restrict b2 = b1 + ldb,
                             *restrict b3 = b2 + ldb;
    for (size_t j = 0; j < n; j++) sums[j] += c0 * b0[j] + c1 * b1[j] + c2 * b2[j] + c3 * b3[j];
  }
  for (; t < terms; t++) {
    const uint64_t c = a[t * stride];
    const uint32_t *restrict row = b + t * ldb;
    for (size_t j = 0; j < n; j++) sums[j] += c * row[j];
  }
}

TARGET static void FN(word_product)(uint32_t *out, const uint32_t *a, size_t row_stride,
                                    size_t column_stride, const uint32_t *b, size_t m, size_t k,
                                    size_t n, uint32_t p) {
  enum { width = 512 };
  uint64_t sums[width];
  const FN(word_modulus) f = FN(prepare)(p);
  // A reduced residue and this many products stay below 2^64.
  const uint64_t square = (uint64_t)(p - 1) * (p - 1);
  const uint64_t most = square ? (UINT64_MAX - p) / square : UINT64_MAX;
  const size_t depth = most < k ? (size_t)most : k;
  for (size_t first = 0; first < n; first += width) {
    const size_t count = n - first < width ? n - first : width;
    for (size_t i = 0; i < m; i++) {
      for (size_t j = 0; j < count; j++) sums[j] = 0;
      for (size_t t = 0; t < k; t += depth) {
        const size_t terms = k - t < depth ? k - t : depth;
        if (t > 0)
          for (size_t j = 0; j < count; j++) sums[j] = FN(reduced)(sums[j], f);
        FN(accumulate)(sums, a + i * row_stride + t * column_stride, column_stride, terms,
                       b + t * n + first, n, count);
      }
      uint32_t *restrict row = out + i * n + first;
      for (size_t j = 0; j < count; j++) row[j] = FN(reduced)(sums[j], f);
    }
  }
}

TARGET static void FN(word_elementwise_product)(uint32_t *out, const uint32_t *a,
                                                const uint32_t *b, size_t n, uint32_t p) {
  const FN(word_modulus) f = FN(prepare)(p);
  for (size_t j = 0; j < n; j++) out[j] = FN(reduced)((uint64_t)a[j] * b[j], f);
}

TARGET static void FN(word_multiply_add_constant)(uint32_t *out, const uint32_t *a,
                                                  const uint32_t *b, uint32_t c, size_t n,
                                                  uint32_t p) {
  const FN(word_modulus) f = FN(prepare)(p);
  for (size_t j = 0; j < n; j++) out[j] = FN(reduced)((uint64_t)a[j] * b[j] + c, f);
}

TARGET static void FN(word_add_elementwise_product)(uint32_t *restrict out,
                                                    const uint32_t *restrict a,
                                                    const uint32_t *restrict b, size_t n,
                                                    uint32_t p) {
  const FN(word_modulus) f = FN(prepare)(p);
  for (size_t j = 0; j < n; j++) out[j] = FN(reduced)((uint64_t)a[j] * b[j] + out[j], f);
}

TARGET static void FN(word_column_products)(uint32_t *restrict out, const uint32_t *restrict a,
                                            size_t rows_a, const uint32_t *restrict b,
                                            size_t rows_b, size_t n, uint32_t p) {
  const FN(word_modulus) f = FN(prepare)(p);
  for (size_t i = 0; i < rows_a; i++)
    for (size_t k = 0; k < rows_b; k++) {
      const uint32_t *restrict x = a + i * n, *restrict y = b + k * n;
      uint32_t *restrict row = out + (i * rows_b + k) * n;
      for (size_t j = 0; j < n; j++) row[j] = FN(reduced)((uint64_t)x[j] * y[j], f);
    }
}
