#include "faircopy_model.h"
#include "faircopy_mapping.h"
