// Plain C loops for arithmetic modulo a prime p < 2^31, compiled once per instruction set.
//
// Residues come in two forms: "words" are uint32_t in 0..<p; "centred" are integral doubles of
// absolute value at most p/2 + 2. A double is always an exact integer below 2^53 in absolute value.
// Nothing is checked: the Swift side (LinearAlgebra/Kernels) states and keeps the bounds.
#pragma once
#include <stddef.h>
#include <stdint.h>

#include "MacaulayKernels.h"
#include "NetworkKernels.h"

// Instruction sets, ordered: each level includes the ones below. Every function that takes an
// `isa` computes the same result at every level.
enum { slt_isa_baseline = 0, slt_isa_avx2 = 1, slt_isa_avx512 = 2 };

// The best level of this processor, lowered by the environment variable SLT_ISA (0, 1 or 2).
int slt_isa_available(void);

// A prime with its reciprocal, rounded. `high_unit` is 0 when products of centred residues are
// summed as they are; otherwise it is a power of two and a factor x is split as
// x = high * high_unit + low with |low| <= high_unit / 2 before it is multiplied.
typedef struct {
  double p;
  double reciprocal;
  double high_unit;
} slt_modulus;

// out[i + j * ld] = centred value of rows[i][first + j], for i < m, j < w.
void slt_load_columns(int isa, slt_modulus modulus, double *out, size_t ld,
                      const uint32_t *const *rows, size_t m, size_t first, size_t w);

// low[j] = centred row[j], or (high, low) its split if high_unit is not 0.
void slt_load_row(int isa, slt_modulus modulus, double *high, double *low, const uint32_t *row,
                  size_t n);

// Splits n centred residues x into high and low (high_unit not 0). `low` may be x.
void slt_split(int isa, slt_modulus modulus, double *high, double *low, const double *x, size_t n);

// x[i] = centred (x[i] - high_unit * high[i]); without a split `high` is ignored.
void slt_reduce(int isa, slt_modulus modulus, double *x, const double *high, size_t n);

// row[j] = (row[j] - (low[j] + high_unit * high[j])) mod p, on words.
void slt_subtract_from_row(int isa, slt_modulus modulus, uint32_t *row, const double *high,
                           const double *low, size_t n);

// The largest w that slt_eliminate_columns accepts.
enum { SLT_MAXIMAL_BASE_WIDTH = 64 };

// Left-looking elimination of the columns x[0..<w] of length m (column j starts at x + j * ld),
// stopped after `limit` pivots. For pivot k: pivot_row[k] and pivot_column[k], and column k of
// `multipliers` (leading dimension ldm), such that afterwards, with the original x,
//   row i of x = sum over k of multipliers[i, k] * (row pivot_row[k] of x)     for all i,
// as far as columns before the last one looked at. x itself is destroyed. Returns the number of
// pivots. If p is not prime the result may be -1: an entry that is not invertible was met.
int slt_eliminate_columns(int isa, slt_modulus modulus, double *x, size_t ld, size_t m, size_t w,
                          size_t limit, double *multipliers, size_t ldm, int32_t *pivot_row,
                          int32_t *pivot_column);

// row[j] = (row[j] + c * source[j]) mod p, on words; c < p.
void slt_add_multiple(int isa, uint32_t *row, const uint32_t *source, size_t n, uint32_t c,
                      uint32_t p);

// row[j] = c * row[j] mod p, on words; c < p.
void slt_scale(int isa, uint32_t *row, size_t n, uint32_t c, uint32_t p);

// The inverse of a mod p as a word, or 0 if there is none. 0 <= a < p.
uint32_t slt_inverse(uint32_t a, uint32_t p);

// Products of matrices of words (residues 0..<p, row-major). words.c.

// out (m x n) = A * b mod p, where A[i, t] = a[i * row_stride + t * column_stride] is m x k and b
// is k x n. `out` overlaps neither factor.
void slt_word_product(int isa, uint32_t *out, const uint32_t *a, size_t row_stride,
                      size_t column_stride, const uint32_t *b, size_t m, size_t k, size_t n,
                      uint32_t p);

// out[j] = a[j] * b[j] mod p. `out` may be a or b.
void slt_word_elementwise_product(int isa, uint32_t *out, const uint32_t *a, const uint32_t *b,
                                  size_t n, uint32_t p);

// out[j] = (a[j] * b[j] + c) mod p. `out` may be a or b.
void slt_word_multiply_add_constant(int isa, uint32_t *out, const uint32_t *a, const uint32_t *b,
                                    uint32_t c, size_t n, uint32_t p);

// out[j] = (out[j] + a[j] * b[j]) mod p. `out` overlaps neither factor.
void slt_word_add_elementwise_product(int isa, uint32_t *out, const uint32_t *a,
                                      const uint32_t *b, size_t n, uint32_t p);

// Row i * rows_b + k of out is the elementwise product of row i of a and row k of b, n columns each
// (the Khatri-Rao product). `out` overlaps neither factor.
void slt_word_column_products(int isa, uint32_t *out, const uint32_t *a, size_t rows_a,
                              const uint32_t *b, size_t rows_b, size_t n, uint32_t p);
