/// Read-only mapping of a file: what a model needs of the operating system, as inline functions so that generated code
/// has no C object to link.
#ifndef FAIRCOPY_MAPPING_H
#define FAIRCOPY_MAPPING_H

#include <fcntl.h>
#include <stddef.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/// Maps the file at `path`; null when it cannot be read. An empty file gives a null pointer and `*count == 0`.
static inline const void *faircopy_map(const char *path, size_t *count) {
  struct stat status;
  void *bytes = NULL;
  *count = 0;
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return NULL;
  if (fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0) {
    bytes = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
    if (bytes == MAP_FAILED) bytes = NULL;
    if (bytes != NULL) *count = (size_t)status.st_size;
  }
  close(file);
  return bytes;
}

static inline void faircopy_unmap(const void *bytes, size_t count) {
  if (bytes != NULL) munmap((void *)bytes, count);
}

#endif
