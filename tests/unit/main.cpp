#define BOOST_TEST_MODULE trouw
#include <boost/test/unit_test.hpp>
