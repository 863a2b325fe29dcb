#ifndef C_OBJECT_COUNTS_H
#define C_OBJECT_COUNTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#if defined(__GLIBC__)
#include <malloc.h>
#endif

// Counting the references of Swift objects that belong to one thread, without the atomic operations that
// `swift_retain` and `swift_release` need and that cost more than most of Python's instructions.
//
// The header of a Swift object on 64-bit platforms: the class, then a word of counts whose bits 33 to 62 hold the number
// of strong references less one, and whose sign sends to the slow path (immortal objects, side tables). Where a function
// answers false nothing was done, and the runtime's own function must be called. The accesses are relaxed atomics: the
// compiler moves them across no call of the runtime.

#define C_OBJECT_COUNTS_ONE (1LL << 33)

/// Counts one more reference.
static inline __attribute__((always_inline)) bool c_object_retained(void *_Nonnull object) {
#if defined(__LP64__) && !defined(__APPLE__)
  int64_t *counts = (int64_t *)object + 1;
  int64_t now = __atomic_load_n(counts, __ATOMIC_RELAXED);
  int64_t next = (int64_t)((uint64_t)now + (uint64_t)C_OBJECT_COUNTS_ONE);
  if ((now | next) < 0) return false;
  __atomic_store_n(counts, next, __ATOMIC_RELAXED);
  return true;
#else
  return false;
#endif
}

/// Counts one reference less, unless it is the last.
static inline __attribute__((always_inline)) bool c_object_released(void *_Nonnull object) {
#if defined(__LP64__) && !defined(__APPLE__)
  int64_t *counts = (int64_t *)object + 1;
  int64_t now = __atomic_load_n(counts, __ATOMIC_RELAXED);
  int64_t next = (int64_t)((uint64_t)now - (uint64_t)C_OBJECT_COUNTS_ONE);
  if ((now | next) < 0) return false;
  __atomic_store_n(counts, next, __ATOMIC_RELAXED);
  return true;
#else
  return false;
#endif
}

/// Whether there is exactly one reference.
static inline __attribute__((always_inline)) bool c_object_is_unique(const void *_Nonnull object) {
#if defined(__LP64__) && !defined(__APPLE__)
  return (uint64_t)__atomic_load_n((const int64_t *)object + 1, __ATOMIC_RELAXED) < (uint64_t)C_OBJECT_COUNTS_ONE;
#else
  return false;
#endif
}

/// Whether there is exactly one reference, and nothing else that knows the object: as it was made.
static inline __attribute__((always_inline)) bool c_object_is_as_made(const void *_Nonnull object) {
#if defined(__LP64__) && !defined(__APPLE__)
  return __atomic_load_n((const int64_t *)object + 1, __ATOMIC_RELAXED) == 3;
#else
  return false;
#endif
}

/// Lets the processor fetch an object whose references will be counted soon.
static inline __attribute__((always_inline)) void c_expect(const void *_Nonnull object) {
  __builtin_prefetch(object, 1);
}

// Objects that were given up and wait to be used again, by kind: with their header and one reference, linked through the
// word behind the header. Each thread has its own.

#define C_RECYCLED_KINDS 16
#define C_RECYCLED_LIMIT 2048

struct c_recycled {
  void *_Nullable first[C_RECYCLED_KINDS];
  int count[C_RECYCLED_KINDS];
};
extern _Thread_local struct c_recycled c_recycled_objects;

/// An object of a kind, or null.
static inline __attribute__((always_inline)) void *_Nullable c_recycled_take(int kind) {
  struct c_recycled *recycled = &c_recycled_objects;
  void *object = recycled->first[kind];
  if (object) {
    recycled->first[kind] = ((void **)object)[2];
    recycled->count[kind] -= 1;
  }
  return object;
}

/// Keeps an object with its last reference; false if there are enough of the kind.
static inline __attribute__((always_inline)) bool c_recycled_give(int kind, void *_Nonnull object) {
  struct c_recycled *recycled = &c_recycled_objects;
  if (recycled->count[kind] >= C_RECYCLED_LIMIT) return false;
  ((void **)object)[2] = recycled->first[kind];
  recycled->first[kind] = object;
  recycled->count[kind] += 1;
  return true;
}

/// Classes that are told apart by their address; set once, before any object is given up.
extern const void *_Nullable c_known_classes[C_RECYCLED_KINDS];
static inline __attribute__((always_inline)) const void *_Nullable c_known_class(int number) {
  return c_known_classes[number];
}
void c_set_known_class(int number, const void *_Nonnull address);

/// Lets the memory of all threads grow in large steps. The memory that glibc keeps for a second thread grows a page at a
/// time otherwise, with a call of the system for each.
static inline void c_memory_grows_in_steps(void) {
#if defined(__GLIBC__)
  mallopt(M_ARENA_MAX, 1);
  // Small pieces are merged when they are freed, not all at once whenever a large one is.
  mallopt(M_MXFAST, 0);
  mallopt(M_TOP_PAD, 4 << 20);
  mallopt(M_TRIM_THRESHOLD, 256 << 20);
#endif
}

/// How many containers of this thread are being freed inside of each other, and what waits until they are.
struct c_release {
  int depth;
  void *_Nullable pending;
};
extern _Thread_local struct c_release c_release_state;
static inline __attribute__((always_inline)) struct c_release *_Nonnull c_release_here(void) {
  return &c_release_state;
}

/// Memory for an object of a class, its header filled in.
void *_Nonnull swift_allocObject(const void *_Nonnull metadata, size_t size, size_t alignmentMask);

/// Frees an object that has one reference and holds nothing, without looking for what it holds.
void swift_deallocUninitializedObject(void *_Nonnull object, size_t size, size_t alignmentMask);

/// Makes an object that several threads share live for ever: its references are not counted any more.
void _swift_stdlib_immortalize(void *_Nonnull object);

#endif
