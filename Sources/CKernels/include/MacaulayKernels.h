// Elimination of sparse rows modulo primes p < 2^31, eight at a time.
//
// An accumulator holds eight dense rows interleaved: entry (column c, lane l) is x[8 c + l], an
// integer in 0..<p^2 (p the modulus of the lane). Nothing is checked: the Swift side
// (Ideals/F4/Kernels) keeps the bounds. Results do not depend on the instruction set.
#pragma once
#include <stddef.h>
#include <stdint.h>

enum { SLT_LANES = 8 };

// A monic sparse row: `columns[0]` is its leading column, the rest in any order. `columns` is NULL
// where there is no row. Coefficients: one per column, or eight per column (one for each lane).
typedef struct {
  const uint32_t *columns;
  const uint32_t *coefficients;
  uint32_t length;
} slt_sparse_row;

// Eliminates columns first..<end of the eight rows with pivots[c] (the row whose leading column is
// c), whose coefficients all lanes share. Lane l keeps its entry in column keep[l]. Afterwards the
// entries in these columns are reduced modulo p.
// Returned is the number of entries of the rows that were subtracted.
uint64_t slt_sweep(int isa, int64_t *x, uint32_t first, uint32_t end, const slt_sparse_row *pivots,
               uint32_t p, const uint32_t *keep);

// The same with a prime and coefficients of its own for each lane; all lanes keep column `keep`.
uint64_t slt_sweep_primes(int isa, int64_t *x, uint32_t first, uint32_t end,
                      const slt_sparse_row *pivots, const uint32_t *p, uint32_t keep);

// x[., l] -= factor[l] * row for each lane, factor[l] < p; coefficients shared by all lanes.
void slt_subtract_row(int isa, int64_t *x, const slt_sparse_row *row, const uint32_t *factor,
                      uint32_t p);

// Moves the columns first..<end that are not zero in every lane, which must be reduced, out of x:
// their number is returned, and coefficients[8 k + l] is factor[l] times the entry modulo p[l].
uint32_t slt_take_primes(int isa, int64_t *x, uint32_t first, uint32_t end,
                         const uint32_t *factor, const uint32_t *p, uint32_t *columns,
                         uint32_t *coefficients);

// The index i in first..<count of the first mask with masks[i] & forbidden == 0, else count.
size_t slt_find_divisor(int isa, const uint64_t *masks, size_t first, size_t count,
                        uint64_t forbidden);
