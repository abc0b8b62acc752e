/* Preloaded into a command: kills it at the Nth call that changes a file, N from TROUW_DIES_AT. A write is
   done by half before, as a power cut may leave it. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

static long calls;

static int is_last(void) {
  const char* at = getenv("TROUW_DIES_AT");
  return ++calls == (at == NULL ? 0 : atol(at));
}

static void die(void) {
  kill(getpid(), SIGKILL);
}

static ssize_t put(int file, const void* bytes, size_t size, off_t place) {
  if (is_last()) {
    (void)syscall(SYS_pwrite64, file, bytes, size / 2, place);
    die();
  }
  return syscall(SYS_pwrite64, file, bytes, size, place);
}

ssize_t pwrite(int file, const void* bytes, size_t size, off_t place) {
  return put(file, bytes, size, place);
}

ssize_t pwrite64(int file, const void* bytes, size_t size, off64_t place) {
  return put(file, bytes, size, place);
}

ssize_t write(int file, const void* bytes, size_t size) {
  if (file > STDERR_FILENO && is_last()) die();
  return syscall(SYS_write, file, bytes, size);
}

static int opened(const char* path, int flags, int mode) {
  if ((flags & O_CREAT) && is_last()) die();
  return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

int open(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const int mode = va_arg(rest, int);
  va_end(rest);
  return opened(path, flags, mode);
}

int open64(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const int mode = va_arg(rest, int);
  va_end(rest);
  return opened(path, flags, mode);
}

int ftruncate(int file, off_t size) {
  if (is_last()) die();
  return (int)syscall(SYS_ftruncate, file, size);
}

int ftruncate64(int file, off64_t size) {
  return ftruncate(file, size);
}

int fsync(int file) {
  if (is_last()) die();
  return (int)syscall(SYS_fsync, file);
}

int fdatasync(int file) {
  if (is_last()) die();
  return (int)syscall(SYS_fdatasync, file);
}

int unlink(const char* path) {
  if (is_last()) die();
  return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}
