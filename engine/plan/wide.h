#pragma once

#include "trouw/wide.h"
