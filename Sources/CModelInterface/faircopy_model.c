#include "faircopy_model.h"
