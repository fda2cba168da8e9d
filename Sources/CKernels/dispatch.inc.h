// Compiles the loops in the file KERNELS once for every instruction set, as FN(name) with the
// attribute TARGET, and defines DISPATCH to call the version for the level `isa`. AVX512_TARGET is the
// attribute for the widest set. Included once by each file with kernels; no guard on purpose.
#define AVX512_FEATURES "avx512f,avx512bw,avx512dq,avx512vl,bmi2,fma"
#define PASTE(a, b) a##b

#define TARGET
#define FN(x) PASTE(base_, x)
#include KERNELS
#undef TARGET
#undef FN

#if defined(__x86_64__)

#define TARGET __attribute__((target("avx2,bmi2,fma")))
#define FN(x) PASTE(avx2_, x)
#include KERNELS
#undef TARGET
#undef FN

#define TARGET AVX512_TARGET
#define FN(x) PASTE(avx512_, x)
#include KERNELS
#undef TARGET
#undef FN

#define DISPATCH(f, ...)                                 \
  switch (isa) {                                         \
    case slt_isa_avx512: return avx512_##f(__VA_ARGS__); \
    case slt_isa_avx2: return avx2_##f(__VA_ARGS__);     \
    default: return base_##f(__VA_ARGS__);               \
  }

#else

#define DISPATCH(f, ...) return base_##f(__VA_ARGS__);

#endif
