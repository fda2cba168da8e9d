#include "CKernels.h"

#define PASTE(a, b) a##b
#define TARGET
#define FN(x) PASTE(base_, x)
#include "words.inc.h"
#undef TARGET
#undef FN

#if defined(__x86_64__)

#define TARGET __attribute__((target("avx2,bmi2,fma")))
#define FN(x) PASTE(avx2_, x)
#include "words.inc.h"
#undef TARGET
#undef FN

#define TARGET \
  __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,bmi2,fma,prefer-256-bit")))
#define FN(x) PASTE(avx512_, x)
#include "words.inc.h"
#undef TARGET
#undef FN

#define DISPATCH(f, ...)                          \
  switch (isa) {                                  \
    case slt_isa_avx512: avx512_##f(__VA_ARGS__); break; \
    case slt_isa_avx2: avx2_##f(__VA_ARGS__); break;     \
    default: base_##f(__VA_ARGS__);               \
  }

#else

#define DISPATCH(f, ...) base_##f(__VA_ARGS__);

#endif

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
