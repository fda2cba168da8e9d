// The loops. Included once per instruction set with TARGET and FN(name) defined; no guard on
// purpose.

// x mod p for 0 <= x < 2^62, lane by lane, by two reciprocal multiplications on 32-bit halves.
TARGET static inline __attribute__((always_inline)) lanes FN(reduced)(lanes x, lane_moduli m) {
  const lanes high = x >> 32, low = x & WORD;
  const lanes q = ((m.shift_reciprocal & WORD) * high) >> 32;
  const lanes q2 = ((m.reciprocal & WORD) * low) >> 32;
  lanes t = (m.shift & WORD) * high - (q & WORD) * (m.p & WORD);
  t += low - (q2 & WORD) * (m.p & WORD);
  t = __builtin_elementwise_min(t, t - 2 * m.p);
  return __builtin_elementwise_min(t, t - m.p);
}

// x - a * b, brought back to 0..<square; a, b < 2^32.
TARGET static inline __attribute__((always_inline)) lanes FN(subtracted)(lanes x, lanes a, lanes b,
                                                                         lanes square) {
  const signed_lanes t = (signed_lanes)(x - (a & WORD) * (b & WORD));
  return (lanes)(t + ((t >> 63) & (signed_lanes)square));
}

TARGET static inline __attribute__((always_inline)) void FN(subtract_shared)(
    lanes *x, const slt_sparse_row *row, size_t from, lanes factor, lanes square) {
  const uint32_t *restrict columns = row->columns;
  const uint32_t *restrict coefficients = row->coefficients;
  const size_t n = row->length;
  size_t k = from;
  for (; k + 2 <= n; k += 2) {
    // The columns of a row are distinct, so the two updates do not interfere.
    lanes *a = x + columns[k], *b = x + columns[k + 1];
    const uint64_t c = coefficients[k], d = coefficients[k + 1];
    const lanes y = FN(subtracted)(*a, factor, splat(c), square);
    const lanes z = FN(subtracted)(*b, factor, splat(d), square);
    *a = y;
    *b = z;
  }
  for (; k < n; k++) {
    const uint64_t c = coefficients[k];
    x[columns[k]] = FN(subtracted)(x[columns[k]], factor, splat(c), square);
  }
}

TARGET static inline __attribute__((always_inline)) int FN(any)(lanes x) {
  const uint64_t y = (x[0] | x[1]) | (x[2] | x[3]) | (x[4] | x[5]) | (x[6] | x[7]);
  return y != 0;
}

TARGET static uint64_t FN(sweep)(int64_t *entries, uint32_t first, uint32_t end,
                                 const slt_sparse_row *pivots, uint32_t p, const uint32_t *keep) {
  uint64_t subtracted = 0;
  lanes *x = (lanes *)entries;
  const lane_moduli m = shared_moduli(p);
  const lanes square = m.p * m.p;
  lanes kept;
  for (int l = 0; l < SLT_LANES; l++) kept[l] = keep[l];
  for (uint32_t c = first; c < end; c++) {
    if (!FN(any)(x[c])) continue;
    const lanes value = FN(reduced)(x[c], m);
    x[c] = value;
    if (!pivots[c].columns) continue;
    const lanes own = (lanes)(kept == splat((uint64_t)c));
    const lanes factor = value & ~own;
    if (!FN(any)(factor)) continue;
    FN(subtract_shared)(x, pivots + c, 1, factor, square);
    subtracted += pivots[c].length;
    x[c] = value & own;
  }
  return subtracted;
}

TARGET static uint64_t FN(sweep_primes)(int64_t *entries, uint32_t first, uint32_t end,
                                        const slt_sparse_row *pivots, const uint32_t *p,
                                        uint32_t keep) {
  uint64_t subtracted = 0;
  lanes *x = (lanes *)entries;
  const lane_moduli m = separate_moduli(p);
  const lanes square = m.p * m.p;
  for (uint32_t c = first; c < end; c++) {
    if (!FN(any)(x[c])) continue;
    const lanes factor = FN(reduced)(x[c], m);
    x[c] = factor;
    if (!pivots[c].columns || c == keep || !FN(any)(factor)) continue;
    const uint32_t *restrict columns = pivots[c].columns;
    const half_lanes *restrict coefficients = (const half_lanes *)pivots[c].coefficients;
    const size_t n = pivots[c].length;
    for (size_t k = 1; k < n; k++) {
      const lanes b = __builtin_convertvector(coefficients[k], lanes);
      x[columns[k]] = FN(subtracted)(x[columns[k]], factor, b, square);
    }
    subtracted += n;
    x[c] = splat((uint64_t)0);
  }
  return subtracted;
}

TARGET static void FN(subtract_row)(int64_t *entries, const slt_sparse_row *row,
                                    const uint32_t *factor, uint32_t p) {
  lanes f;
  for (int l = 0; l < SLT_LANES; l++) f[l] = factor[l];
  FN(subtract_shared)((lanes *)entries, row, 0, f, splat((uint64_t)p * p));
}

TARGET static uint32_t FN(take_primes)(int64_t *entries, uint32_t first, uint32_t end,
                                      const uint32_t *factor, const uint32_t *p,
                                      uint32_t *columns, uint32_t *coefficients) {
  lanes *x = (lanes *)entries;
  half_lanes *out = (half_lanes *)coefficients;
  const lane_moduli m = separate_moduli(p);
  lanes f;
  for (int l = 0; l < SLT_LANES; l++) f[l] = factor[l];
  uint32_t count = 0;
  for (uint32_t c = first; c < end; c++) {
    if (!FN(any)(x[c])) continue;
    const lanes value = FN(reduced)((x[c] & WORD) * (f & WORD), m);
    x[c] = splat((uint64_t)0);
    columns[count] = c;
    out[count++] = __builtin_convertvector(value, half_lanes);
  }
  return count;
}

TARGET static size_t FN(find_divisor)(const uint64_t *masks, size_t first, size_t count,
                                      uint64_t forbidden) {
  size_t i = first;
  for (; i + 16 <= count; i += 16) {
    uint64_t found = 0;
    for (size_t k = 0; k < 16; k++) found |= (masks[i + k] & forbidden) == 0;
    if (found) break;
  }
  for (; i < count; i++)
    if ((masks[i] & forbidden) == 0) return i;
  return count;
}
