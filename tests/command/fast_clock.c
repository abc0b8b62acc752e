/* Preloaded into a command: whenever it asks for the time since it began, an hour has gone by. */
#define _GNU_SOURCE
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static long hours;

int clock_gettime(clockid_t clock, struct timespec* now) {
  const int result = (int)syscall(SYS_clock_gettime, clock, now);
  if (result == 0 && clock == CLOCK_MONOTONIC)
    now->tv_sec += 3600 * __atomic_add_fetch(&hours, 1, __ATOMIC_RELAXED);
  return result;
}
