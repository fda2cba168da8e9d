#include "CKernels.h"

#define KERNELS "words.inc.h"
#define AVX512_TARGET __attribute__((target(AVX512_FEATURES ",prefer-256-bit")))
#include "dispatch.inc.h"

void slt_word_product(int isa, uint32_t *out, const uint32_t *a, size_t row_stride,
                      size_t column_stride, const uint32_t *b, size_t m, size_t k, size_t n,
                      uint32_t p) {
  DISPATCH(word_product, out, a, row_stride, column_stride, b, m, k, n, p)
}

void slt_word_elementwise_product(int isa, uint32_t *out, const uint32_t *a, const uint32_t *b,
                                  size_t n, uint32_t p) {
  DISPATCH(word_elementwise_product, out, a, b, n, p)
}

void slt_word_multiply_add_constant(int isa, uint32_t *out, const uint32_t *a, const uint32_t *b,
                                    uint32_t c, size_t n, uint32_t p) {
  DISPATCH(word_multiply_add_constant, out, a, b, c, n, p)
}

void slt_word_add_elementwise_product(int isa, uint32_t *out, const uint32_t *a,
                                      const uint32_t *b, size_t n, uint32_t p) {
  DISPATCH(word_add_elementwise_product, out, a, b, n, p)
}

void slt_word_column_products(int isa, uint32_t *out, const uint32_t *a, size_t rows_a,
                              const uint32_t *b, size_t rows_b, size_t n, uint32_t p) {
  DISPATCH(word_column_products, out, a, rows_a, b, rows_b, n, p)
}
