#include "CFuzz.h"

// Satisfies the linker; the driver calls its own callback.
__attribute__((weak)) int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  (void)data;
  (void)size;
  return 0;
}
