#include "start/start.h"

namespace trouw::cli {

namespace {

constexpr const char* programme =
    R"yaml(# What your records look like, and who is a customer. Written once, by whoever knows the billing.
# Change it until it fits a file of your own: `trouw check` says what is wrong, and where.
programme: My first programme
currency: EUR
prices: including tax            # what every amount is; trouw computes no tax
horizon: 12 months               # deals are compared over so long
billing period: 1 month
rounding: half away from zero    # a bill of EUR 9.99 with 20% off: EUR 2.00 off

# Each field is a column of your records. `for newcomers` says what the same person would have had as a newcomer:
# a value, or `kept`. `typical` is what an example takes where it does not say.
fields:
  customer number: {type: text, column: id}
  status:          {type: choice, values: [new, active, former], for newcomers: kept, typical: active}
  joined:          {type: date, for newcomers: today}
  left:            {type: date, optional: true, for newcomers: unknown}
  monthly price:   {type: money, from: EUR 0, to: EUR 200, for newcomers: kept, typical: EUR 50}
  complaints:      {type: whole number, from: 0, to: 100, for newcomers: 0, typical: 0}

# What trouw has to know about everybody, and which field says it.
roles:
  id: customer number
  joined: joined
  left: left
  price: monthly price
  newcomer price: same as price
  newcomer when: status is new      # has just signed up, and had no bill yet
  customer when: status is active
  former when: status is former
  newcomer again after: 12 months   # who was away for a year may have the deals for newcomers
)yaml";

constexpr const char* offers =
    R"trouw(# Your offers, in plain words. What follows a # is for people. Change a number, and run `trouw check` again.

# ---- Deals that bring people in

# An offer has a title, says whom it is for, and what it gives: here a fifth off the first six bills.
offer "Welcome" to newcomers
  give 20% off for 6 months

# ---- Deals for those who stay

# One percent for every whole year that somebody has been with us, but never more than ten.
offer "Every year counts" to customers
  give 1% off for every year of tenure, up to 10%, for 12 months
  tell "Thank you for {tenure} with us: {value} off this year."

# `when` says for whom. Every field of programme.yaml may be asked about.
offer "Our apology" to customers
  when complaints is at least 2
  give EUR 15 once

# An anniversary: on the first bill after the day.
offer "Anniversary" to customers
  when tenure reaches 5, 10, 15 or 20 years
  give EUR 25 once

# Whoever would still be better off as a newcomer gets the difference.
offer "Same as new" to customers
  match the newcomer deal

# ---- What must always be true: `trouw dry-run` tries it on your records, `trouw prove` on everybody there could be

guarantee no customer is worse off than a newcomer
guarantee staying longer is never worse
guarantee leaving and coming back is never better

# ---- A case worked out by hand: `trouw test` says whether it still holds

# 5% of EUR 50 is EUR 2.50, twelve times. A newcomer gets EUR 10 six times, so EUR 5 are missing.
example "Five years"
  on 2027-03-01
  customer with joined is 2022-02-10, monthly price is EUR 50
  expect "Every year counts" EUR 30
  expect "Anniversary" EUR 25
  expect "Same as new" EUR 5
  expect no "Our apology"
  expect newcomer deal EUR 60
  expect deal EUR 60
)trouw";

constexpr const char* customers = R"csv(id,status,joined,left,monthly_price,complaints
1001,active,2026-11-15,,39.95,0
1002,active,2024-06-01,,50.00,0
1003,active,2022-02-10,,50.00,0
1004,active,2019-09-30,,64.50,3
1005,active,2017-02-28,,29.99,1
1006,active,2008-01-05,,75.00,0
1007,former,2020-03-01,2026-12-31,50.00,2
1008,former,2015-05-20,2024-08-31,45.00,0
1009,new,2027-03-01,,50.00,0
)csv";

constexpr Start start = {"en",
                         {{{"programme.yaml", "what a record looks like, and who is a customer", programme},
                           {"offers.trouw", "five offers, three guarantees and an example", offers},
                           {"customers.csv", "nine made-up records", customers}}},
                         "customers.csv",
                         "2027-03-01",
                         "1003"};

}  // namespace

const Start& english_start() {
  return start;
}

}  // namespace trouw::cli
