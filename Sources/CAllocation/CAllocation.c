#include "CAllocation.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static volatile int status_when_refused = 0;
static void (*volatile cleanup_when_refused)(void) = NULL;

void slt_end_when_out_of_memory(int status, void (*cleanup)(void)) {
  cleanup_when_refused = cleanup;
  status_when_refused = status;
}

_Noreturn void slt_end_now(const char *message, int status) {
  size_t length = strlen(message);
  while (length > 0) {
    ssize_t written = write(2, message, length);
    if (written <= 0 && errno != EINTR) break;
    if (written > 0) {
      message += written;
      length -= (size_t)written;
    }
  }
  _exit(status);
}

// Sanitizers have an allocator of their own.
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SLT_KEEPS_ALLOCATOR
#endif
#endif

#if defined(__GLIBC__) && !defined(SLT_KEEPS_ALLOCATOR)

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

static void end_at_alarm(int number) {
  (void)number;
  _exit(status_when_refused);
}

static void refused(size_t size) {
  if (status_when_refused == 0) return;
  void (*cleanup)(void) = cleanup_when_refused;
  // Where the cleanup needs memory that is refused too, or waits for a lock that this thread holds, the
  // program ends all the same.
  cleanup_when_refused = NULL;
  if (cleanup != NULL) {
    signal(SIGALRM, end_at_alarm);
    alarm(1);
    cleanup();
  }
  char message[128];
  // snprintf with integers does not allocate.
  snprintf(message, sizeof message,
           "slt-critical: stopped: out of memory, the system refused %zu bytes more\n", size);
  slt_end_now(message, status_when_refused);
}

#define CHECKED(pointer, size)                                \
  do {                                                        \
    if (__builtin_expect((pointer) == NULL, 0)) refused(size); \
    return (pointer);                                         \
  } while (0)

void *malloc(size_t size) {
  void *pointer = __libc_malloc(size);
  CHECKED(pointer, size);
}

void *calloc(size_t count, size_t size) {
  void *pointer = __libc_calloc(count, size);
  CHECKED(pointer, count * size);
}

void *realloc(void *old, size_t size) {
  void *pointer = __libc_realloc(old, size);
  if (__builtin_expect(pointer == NULL && size > 0, 0)) refused(size);
  return pointer;
}

void *memalign(size_t alignment, size_t size) {
  void *pointer = __libc_memalign(alignment, size);
  CHECKED(pointer, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
  void *pointer = __libc_memalign(alignment, size);
  CHECKED(pointer, size);
}

int posix_memalign(void **result, size_t alignment, size_t size) {
  if (alignment < sizeof(void *) || (alignment & (alignment - 1)) != 0) return EINVAL;
  void *pointer = __libc_memalign(alignment, size);
  if (pointer == NULL) {
    refused(size);
    return ENOMEM;
  }
  *result = pointer;
  return 0;
}

#endif
