// The loops. Included once per instruction set with TARGET and FN(name) defined; no guard on
// purpose. The compiler vectorises them; no intrinsics.

// The integer nearest to x for |x| < 2^51, by pushing the fraction out of the significand.
TARGET static inline double FN(nearest)(double x) {
  return (x + NEAREST) - NEAREST;
}

// x mod p, centred. |x| < 2^53 - p: then q * p is exact, so no fused operation is needed.
TARGET static inline double FN(centred)(double x, slt_modulus f) {
  return x - FN(nearest)(x * f.reciprocal) * f.p;
}

// The centred value of a word.
TARGET static inline double FN(of_word)(uint32_t x, double half, double p) {
  const double d = (double)(int32_t)x;
  return d > half ? d - p : d;
}

TARGET static void FN(load_columns)(slt_modulus f, double *out, size_t ld,
                                    const uint32_t *const *rows, size_t m, size_t first, size_t w) {
  const double p = f.p, half = 0.5 * f.p;
  size_t i = 0;
  for (; i + 8 <= m; i += 8) {
    const uint32_t *const *r = rows + i;
    for (size_t j = 0; j < w; j++) {
      double *restrict o = out + i + j * ld;
      for (size_t k = 0; k < 8; k++) o[k] = FN(of_word)(r[k][first + j], half, p);
    }
  }
  for (; i < m; i++)
    for (size_t j = 0; j < w; j++) out[i + j * ld] = FN(of_word)(rows[i][first + j], half, p);
}

TARGET static void FN(load_row)(slt_modulus f, double *restrict high, double *restrict low,
                                const uint32_t *restrict row, size_t n) {
  const double p = f.p, half = 0.5 * f.p, unit = f.high_unit, inverse = 1 / f.high_unit;
  if (unit == 0) {
    for (size_t j = 0; j < n; j++) low[j] = FN(of_word)(row[j], half, p);
    return;
  }
  for (size_t j = 0; j < n; j++) {
    const double x = FN(of_word)(row[j], half, p), h = FN(nearest)(x * inverse);
    high[j] = h;
    low[j] = x - h * unit;
  }
}

TARGET static void FN(split)(slt_modulus f, double *high, double *low, const double *x, size_t n) {
  const double unit = f.high_unit, inverse = 1 / f.high_unit;
  for (size_t i = 0; i < n; i++) {
    const double y = x[i], h = FN(nearest)(y * inverse);
    high[i] = h;
    low[i] = y - h * unit;
  }
}

TARGET static void FN(reduce)(slt_modulus f, double *restrict x, const double *restrict high,
                              size_t n) {
  if (f.high_unit == 0) {
    for (size_t i = 0; i < n; i++) x[i] = FN(centred)(x[i], f);
  } else {
    for (size_t i = 0; i < n; i++)
      x[i] = FN(centred)(x[i] - f.high_unit * FN(centred)(high[i], f), f);
  }
}

// The word of a centred value.
TARGET static inline uint32_t FN(to_word)(double r, double p) {
  return (uint32_t)(int32_t)(r < 0 ? r + p : r);
}

TARGET static void FN(subtract_from_row)(slt_modulus f, uint32_t *restrict row,
                                         const double *restrict high, const double *restrict low,
                                         size_t n) {
  if (f.high_unit == 0) {
    for (size_t j = 0; j < n; j++)
      row[j] = FN(to_word)(FN(centred)((double)(int32_t)row[j] - low[j], f), f.p);
  } else {
    for (size_t j = 0; j < n; j++) {
      const double h = f.high_unit * FN(centred)(high[j], f);
      row[j] = FN(to_word)(FN(centred)((double)(int32_t)row[j] - low[j] - h, f), f.p);
    }
  }
}

// column -= sum over k of multipliers[:, k] * y[k], then centred. At most 128 terms.
TARGET static void FN(residual)(slt_modulus f, double *restrict column, size_t m,
                                const double *restrict multipliers, size_t ldm,
                                const double *restrict y, size_t terms) {
  const vector_of_8 p = splat(f.p), reciprocal = splat(f.reciprocal), magic = splat(NEAREST);
  size_t i = 0;
  for (; i + 8 <= m; i += 8) {
    const double *a = multipliers + i;
    vector_of_8 t = load8(column + i);
    for (size_t k = 0; k < terms; k++) t -= load8(a + k * ldm) * y[k];
    store8(column + i, t - ((t * reciprocal + magic) - magic) * p);
  }
  for (; i < m; i++) {
    double t = column[i];
    for (size_t k = 0; k < terms; k++) t -= multipliers[i + k * ldm] * y[k];
    column[i] = FN(centred)(t, f);
  }
}

// The same where y = high * high_unit + low.
TARGET static void FN(split_residual)(slt_modulus f, double *restrict column, size_t m,
                                      const double *restrict multipliers, size_t ldm,
                                      const double *restrict high, const double *restrict low,
                                      size_t terms) {
  const vector_of_8 p = splat(f.p), reciprocal = splat(f.reciprocal), magic = splat(NEAREST);
  const vector_of_8 unit = splat(f.high_unit);
  size_t i = 0;
  for (; i + 8 <= m; i += 8) {
    const double *a = multipliers + i;
    vector_of_8 t = load8(column + i), s = splat(0);
    for (size_t k = 0; k < terms; k++) {
      const vector_of_8 b = load8(a + k * ldm);
      t -= b * low[k];
      s += b * high[k];
    }
    s -= ((s * reciprocal + magic) - magic) * p;
    t -= s * unit;
    store8(column + i, t - ((t * reciprocal + magic) - magic) * p);
  }
  for (; i < m; i++) {
    double t = column[i], s = 0;
    for (size_t k = 0; k < terms; k++) {
      t -= multipliers[i + k * ldm] * low[k];
      s += multipliers[i + k * ldm] * high[k];
    }
    column[i] = FN(centred)(t - f.high_unit * FN(centred)(s, f), f);
  }
}

// target -= c * x, centred, for centred c.
TARGET static void FN(subtract_multiple)(slt_modulus f, double *restrict target,
                                         const double *restrict x, size_t m, double c) {
  if (f.high_unit == 0) {
    for (size_t i = 0; i < m; i++) target[i] = FN(centred)(target[i] - c * x[i], f);
  } else {
    const double high = FN(nearest)(c / f.high_unit), low = c - high * f.high_unit;
    for (size_t i = 0; i < m; i++) {
      const double s = FN(centred)(high * x[i], f);
      target[i] = FN(centred)(target[i] - low * x[i] - f.high_unit * s, f);
    }
  }
}

// out = c * x, centred.
TARGET static void FN(multiple)(slt_modulus f, double *restrict out, const double *restrict x,
                                size_t m, double c) {
  for (size_t i = 0; i < m; i++) out[i] = 0;
  FN(subtract_multiple)(f, out, x, m, -c);
}

TARGET static int FN(eliminate_columns)(slt_modulus f, double *x, size_t ld, size_t m, size_t w,
                                        size_t limit, double *multipliers, size_t ldm,
                                        int32_t *pivot_row, int32_t *pivot_column) {
  size_t rank = 0;
  double y[SLT_MAXIMAL_BASE_WIDTH], high[SLT_MAXIMAL_BASE_WIDTH], low[SLT_MAXIMAL_BASE_WIDTH];
  for (size_t j = 0; j < w && rank < limit; j++) {
    double *column = x + j * ld;
    if (rank > 0) {
      for (size_t k = 0; k < rank; k++) y[k] = column[pivot_row[k]];
      if (f.high_unit == 0) {
        FN(residual)(f, column, m, multipliers, ldm, y, rank);
      } else {
        FN(split)(f, high, low, y, rank);
        FN(split_residual)(f, column, m, multipliers, ldm, high, low, rank);
      }
    }
    size_t i = 0;
    while (i < m && column[i] == 0) i++;
    if (i == m) continue;
    const uint32_t p = (uint32_t)f.p, inverse = slt_inverse(FN(to_word)(column[i], f.p), p);
    if (inverse == 0) return -1;
    double *mu = multipliers + rank * ldm;
    FN(multiple)(f, mu, column, m, FN(of_word)(inverse, 0.5 * f.p, f.p));
    for (size_t k = 0; k < rank; k++)
      FN(subtract_multiple)(f, multipliers + k * ldm, mu, m, multipliers[i + k * ldm]);
    pivot_row[rank] = (int32_t)i;
    pivot_column[rank] = (int32_t)j;
    rank++;
  }
  return (int)rank;
}

TARGET static void FN(add_multiple)(uint32_t *restrict row, const uint32_t *restrict source,
                                    size_t n, uint32_t c, uint32_t p) {
  const uint32_t w = (uint32_t)(((uint64_t)c << 32) / p);  // Shoup's precomputed quotient
  for (size_t i = 0; i < n; i++) {
    const uint32_t x = source[i], q = (uint32_t)(((uint64_t)w * x) >> 32);
    uint32_t t = c * x - q * p;  // in 0 ..< 2p
    t = t < t - p ? t : t - p;   // t - p wraps to something larger when t < p
    const uint32_t u = row[i] + t;
    row[i] = u < u - p ? u : u - p;
  }
}

TARGET static void FN(scale)(uint32_t *restrict row, size_t n, uint32_t c, uint32_t p) {
  const uint32_t w = (uint32_t)(((uint64_t)c << 32) / p);
  for (size_t i = 0; i < n; i++) {
    const uint32_t x = row[i], q = (uint32_t)(((uint64_t)w * x) >> 32);
    const uint32_t t = c * x - q * p;
    row[i] = t < t - p ? t : t - p;
  }
}
