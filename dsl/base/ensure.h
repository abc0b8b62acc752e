#pragma once

#include "trouw/ensure.h"
