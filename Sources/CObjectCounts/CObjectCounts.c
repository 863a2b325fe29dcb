#include "CObjectCounts.h"

_Thread_local struct c_recycled c_recycled_objects;

const void *c_known_classes[C_RECYCLED_KINDS];

void c_set_known_class(int number, const void *address) { c_known_classes[number] = address; }

_Thread_local struct c_release c_release_state;
