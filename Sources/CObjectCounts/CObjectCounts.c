#include "CObjectCounts.h"
