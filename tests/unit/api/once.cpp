// What is asked of the ledger under a key is done once.
#include <boost/test/unit_test.hpp>

#include "trouw/ledger.h"

using namespace trouw;

namespace {

struct Books {
  Status status;
  std::unique_ptr<Ledger> ledger = Ledger::in_memory(status);
  Answered answered = Answered::now;
  std::string answer;
  int runs = 0;

  bool ask(const std::string& key, const std::string& request, bool works = true) {
    const Status told = ledger->once(
        {key, request},
        [&] {
          ++runs;
          return works ? Status() : Status::failure("no");
        },
        [&] { return "answer " + std::to_string(runs); }, answer, answered);
    return told.ok;
  }
};

}  // namespace

BOOST_AUTO_TEST_SUITE(api_once)

BOOST_AUTO_TEST_CASE(the_same_is_answered_the_same) {
  Books books;
  BOOST_TEST(books.ask("k", "one"));
  BOOST_TEST(books.answer == "answer 1");
  BOOST_TEST(books.ask("k", "one"));
  BOOST_TEST((books.answered == Answered::before));
  BOOST_TEST(books.answer == "answer 1");
  BOOST_TEST(books.runs == 1);
}

BOOST_AUTO_TEST_CASE(another_request_is_told) {
  Books books;
  BOOST_TEST(books.ask("k", "one"));
  BOOST_TEST(books.ask("k", "two"));
  BOOST_TEST((books.answered == Answered::otherwise));
  BOOST_TEST(books.answer == "");
  BOOST_TEST(books.ask("l", "two"));
  BOOST_TEST(books.answer == "answer 2");
}

BOOST_AUTO_TEST_CASE(a_failure_keeps_nothing) {
  Books books;
  BOOST_TEST(!books.ask("k", "one", false));
  BOOST_TEST(books.answer == "");
  BOOST_TEST(books.ask("k", "other"));
  BOOST_TEST((books.answered == Answered::now));
  BOOST_TEST(books.answer == "answer 2");
}

BOOST_AUTO_TEST_CASE(without_a_key_each_is_asked) {
  Books books;
  BOOST_TEST(books.ask("", "one"));
  BOOST_TEST(books.ask("", "one"));
  BOOST_TEST(books.runs == 2);
}

BOOST_AUTO_TEST_SUITE_END()
