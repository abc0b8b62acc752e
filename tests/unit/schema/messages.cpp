// Every mistake that programme.yaml can hold, with its exact message.
#include <boost/test/unit_test.hpp>

#include "unit/schema/reading.h"

using namespace trouw::test;

namespace {

struct Case {
  const char* what;
  Parts parts;
  const char* shown;
};

const Case cases[] = {
    {"rounding",
     {.header = "programme: P\ncurrency: EUR\nprices: including tax\nhorizon: 12 months\nbilling period: 1 "
                "month\nrounding: half evn\n"},
     "T0218 6:11 The programme: “rounding” cannot be “half evn”. | write “half away from zero”, “half to "
     "even”, “down” or “up”"},
    {"unknown key",
     {.header = "programme: P\ncurrency: EUR\nprices: including tax\nhorizon: 12 months\nbilling period: 1 "
                "month\ncurrancy: EUR\n"},
     "T0214 6:1 The programme has no key “currancy”. | did you mean “currency”?"},
    {"twice",
     {.header = "programme: P\ncurrency: EUR\nprices: including tax\nhorizon: 12 months\nbilling period: 1 "
                "month\ncurrency: USD\n"},
     "T0215 6:1 The programme says “currency” twice."},
    {"lower currency",
     {.header = "programme: P\ncurrency: eur\nprices: including tax\n"},
     "T0221 2:11 “eur” is not a currency. | write “EUR”"},
    {"symbol",
     {.header = "programme: P\ncurrency: €\nprices: including tax\n"},
     "T0221 2:11 “€” is not a currency. | write “EUR”"},
    {"no currency",
     {.header = "programme: P\ncurrency: EURO\nprices: including tax\n"},
     "T0221 2:11 “EURO” is not a currency. | write the three letters of ISO 4217, like EUR"},
    {"no prices",
     {.header = "programme: P\ncurrency: EUR\n"},
     "T0216 0:0 The programme does not say “prices”. | write “prices: including tax” or “prices: excluding "
     "tax”"},
    {"missing several",
     {.header = "horizon: 12 months\n"},
     "T0216 0:0 The programme does not say “programme”, “currency” and “prices”. | begin with a line like "
     "“programme: Zonnig Energie”; write the programme's currency, like “currency: EUR”; write “prices: "
     "including tax” or “prices: excluding tax”"},
    {"prices",
     {.header = "programme: P\ncurrency: EUR\nprices: gross\n"},
     "T0218 3:9 The programme: “prices” cannot be “gross”. | write “including tax” or “excluding tax”"},
    {"empty value",
     {.header = "programme:\ncurrency: EUR\nprices: including tax\n"},
     "T0213 1:1 The programme: “programme” has no value. | write a value after the colon, or leave the line "
     "out"},
    {"list",
     {.header = "programme: P\ncurrency: [EUR]\nprices: including tax\n"},
     "T0212 2:11 The programme: “currency” is a list or a set of keys where one value is wanted."},
    {"billing",
     {.header = "programme: P\ncurrency: EUR\nprices: including tax\nbilling period: monthly\n"},
     "T0222 4:17 The programme: “billing period” cannot be “monthly”. | write a number of weeks, months or "
     "years, like “1 month”"},
    {"billing 0",
     {.header = "programme: P\ncurrency: EUR\nprices: including tax\nbilling period: 0 months\n"},
     "T0222 4:17 The programme: “billing period” cannot be “0 months”. | write a number of weeks, months or "
     "years, like “1 month”"},
    {"billing days",
     {.header = "programme: P\ncurrency: EUR\nprices: including tax\nbilling period: 30 days\n"},
     "T0222 4:17 The programme: “billing period” cannot be “30 days”. | write a number of weeks, months or "
     "years, like “1 month”"},
    {"horizon not whole",
     {.header = "programme: P\ncurrency: EUR\nprices: including tax\nbilling period: 5 months\nhorizon: 12 "
                "months\n"},
     "T0223 5:10 The horizon “12 months” is not a whole number of billing periods of 5 months. | write a "
     "whole number of them, like “15 months”"},
    {"horizon weeks",
     {.header = "programme: P\ncurrency: EUR\nprices: including tax\nbilling period: 4 weeks\nhorizon: 12 "
                "months\n"},
     "T0223 5:10 The horizon “12 months” is not a whole number of billing periods of 4 weeks. | write a "
     "whole number of them, like “52 weeks”"},
    {"horizon long",
     {.header = "programme: P\ncurrency: EUR\nprices: including tax\nhorizon: 101 years\n"},
     "T0224 4:10 The programme: “horizon” is more than 1200 bills."},
    {"horizon missing",
     {.header = "programme: P\ncurrency: EUR\nprices: including tax\nbilling period: 5 months\n"},
     "T0216 0:0 The programme does not say “horizon”. | say over how long deals are compared"},
    {"no type",
     {.more_fields = "  x: {from: 0}\n"},
     "T0216 10:3 The field “x” does not say “type”. | write “type: ” and one of “yes/no”, “whole number”, "
     "“decimal”, “percentage”, “money”, “date”, “months”, “days”, “choice” or “text”"},
    {"type",
     {.more_fields = "  x: {type: integer}\n"},
     "T0218 10:13 The field “x”: “type” cannot be “integer”. | write “yes/no”, “whole number”, “decimal”, "
     "“percentage”, “money”, “date”, “months”, “days”, “choice” or “text”"},
    {"type near",
     {.more_fields = "  x: {type: whole numbr}\n"},
     "T0218 10:13 The field “x”: “type” cannot be “whole numbr”. | did you mean “whole number”?"},
    {"field scalar",
     {.more_fields = "  x: money\n"},
     "T0210 10:6 The field “x” is not a set of “key: value” pairs. | write them below it, one a line, or in "
     "braces"},
    {"field key",
     {.more_fields = "  x: {type: text, colunm: y}\n"},
     "T0214 10:19 The field “x” has no key “colunm”. | did you mean “column”?"},
    {"key not for type",
     {.more_fields = "  x: {type: text, from: 0}\n"},
     "T0220 10:19 “from” is for numbers, amounts, dates and lengths; the field “x” is of type text."},
    {"places for money",
     {.more_fields = "  x: {type: money, places: 2}\n"},
     "T0220 10:20 “places” is for decimals; the field “x” is of type money."},
    {"unit for date",
     {.more_fields = "  x: {type: date, unit: kWh}\n"},
     "T0220 10:19 “unit” is for whole numbers and decimals; the field “x” is of type date."},
    {"each for decimal",
     {.more_fields = "  x: {type: decimal, each: y}\n"},
     "T0220 10:22 “each” is for whole numbers; the field “x” is of type decimal."},
    {"places",
     {.more_fields = "  x: {type: decimal, places: 7}\n"},
     "T0226 10:30 The field “x”: “places” is a number from 0 to 6, not “7”."},
    {"time unit",
     {.more_fields = "  x: {type: whole number, unit: months}\n"},
     "T0227 10:33 The field “x”: “unit” cannot be “months”, which is a unit of time. | use “type: months” or "
     "“type: days”"},
    {"optional",
     {.more_fields = "  x: {type: text, optional: maybe}\n"},
     "T0218 10:29 The field “x”: “optional” cannot be “maybe”. | write “true” or “false”"},
    {"stored in",
     {.more_fields = "  x: {type: money, stored in: cents}\n"},
     "T0218 10:31 The field “x”: “stored in” cannot be “cents”. | write “minor units”"},
    {"follows",
     {.more_fields = "  x: {type: whole number, follows: age}\n"},
     "T0218 10:36 The field “x”: “follows” cannot be “age”. | write “tenure”"},
    {"name digit",
     {.more_fields = "  2nd price: {type: money}\n"},
     "T0219 10:3 “2nd price” cannot be the name of a field: a name begins with a letter."},
    {"name sign",
     {.more_fields = "  price (net): {type: money}\n"},
     "T0219 10:3 “price (net)” cannot be the name of a field: “(” is no letter, digit, “_” or “-”."},
    {"name dash",
     {.more_fields = "  net- price: {type: money}\n"},
     "T0219 10:3 “net- price” cannot be the name of a field: “-” stands between two letters or digits."},
    {"name date",
     {.more_fields = "  price 2027-01-01: {type: money}\n"},
     "T0219 10:3 “price 2027-01-01” cannot be the name of a field: a date is never part of a name."},
    {"name english date",
     {.more_fields = "  price on 1 March 2027: {type: money}\n"},
     "T0219 10:3 “price on 1 March 2027” cannot be the name of a field: a date is never part of a name."},
    {"name twice",
     {.more_fields = "  \"price\": {type: money}\n"},
     "T0217 10:3 “fields”: “price” is there twice."},
    {"name twice spaces",
     {.more_fields = "  a  b: {type: text}\n  a b: {type: text}\n"},
     "T0217 11:3 “fields”: “a b” is there twice."},
    {"name twice nfc",
     {.more_fields = "  café: {type: text}\n  café: {type: text}\n"},
     "T0217 11:3 “fields”: “café” is there twice."},
    {"tenure name",
     {.more_fields = "  tenure: {type: months}\n"},
     "T0240 10:3 A field called “tenure” can only be the role “tenure”. | give it another name, or write "
     "“tenure: tenure” under roles"},
    {"money bare",
     {.more_fields = "  x: {type: money, to: 500}\n"},
     "T0230 10:24 The field “x”: “to” cannot be “500”; the field is of type money. | write an amount like "
     "EUR 75, with at most 2 decimals"},
    {"money currency",
     {.more_fields = "  x: {type: money, to: USD 500}\n"},
     "T0230 10:24 The field “x”: “to” cannot be “USD 500”; the field is of type money. | write an amount "
     "like EUR 75, with at most 2 decimals"},
    {"money fine",
     {.more_fields = "  x: {type: money, to: EUR 5.005}\n"},
     "T0230 10:24 The field “x”: “to” cannot be “EUR 5.005”; the field is of type money. | write "
     "EUR 5005, or at most 2 decimals"},
    {"money glued",
     {.more_fields = "  x: {type: money, to: EUR500}\n"},
     "T0230 10:24 The field “x”: “to” cannot be “EUR500”; the field is of type money. | write an amount like "
     "EUR 75, with at most 2 decimals"},
    {"date bad",
     {.more_fields = "  x: {type: date, to: 2027-02-30}\n"},
     "T0230 10:23 The field “x”: “to” cannot be “2027-02-30”; the field is of type date. | write a date like "
     "2027-03-01"},
    {"months days",
     {.more_fields = "  x: {type: months, to: 90 days}\n"},
     "T0230 10:25 The field “x”: “to” cannot be “90 days”; the field is of type months. | write a length "
     "like 6 months"},
    {"days months",
     {.more_fields = "  x: {type: days, to: 3 months}\n"},
     "T0230 10:23 The field “x”: “to” cannot be “3 months”; the field is of type days. | write a length like "
     "90 days"},
    {"whole decimal",
     {.more_fields = "  x: {type: whole number, to: 1.5}\n"},
     "T0230 10:31 The field “x”: “to” cannot be “1.5”; the field is of type whole number. | write a whole "
     "number like 12"},
    {"decimal places",
     {.more_fields = "  x: {type: decimal, places: 1, to: 1.25}\n"},
     "T0230 10:37 The field “x”: “to” cannot be “1.25”; the field is of type decimal. | write a number like "
     "0.5, with at most 1 decimal"},
    {"too big",
     {.more_fields = "  x: {type: whole number, to: 99999999999999999999}\n"},
     "T0230 10:31 The field “x”: “to” cannot be “99999999999999999999”; the field is of type whole number. | "
     "write a whole number like 12"},
    {"upside down",
     {.more_fields = "  x: {type: whole number, from: 5, to: 4}\n"},
     "T0232 10:40 The range of “x” ends before it begins: “5” to “4”."},
    {"out of range",
     {.more_fields = "  x: {type: whole number, from: 5, to: 9, typical: 10}\n"},
     "T0231 10:52 The field “x”: “typical”: “10” lies outside the field's own range. | its values lie from "
     "“5” to “9”"},
    {"out of range newcomers",
     {.more_fields = "  x: {type: date, to: 2027-01-01, for newcomers: 2027-01-02}\n"},
     "T0231 10:50 The field “x”: “for newcomers”: “2027-01-02” lies outside the field's own range. | its "
     "values lie from “1900-01-01” to “2027-01-01”"},
    {"typical type",
     {.more_fields = "  x: {type: percentage, typical: a lot}\n"},
     "T0230 10:34 The field “x”: “typical” cannot be “a lot”; the field is of type percentage. | write a "
     "percentage like 12.5%"},
    {"typical choice",
     {.more_fields = "  x: {type: choice, values: [basic, plus], typical: plsu}\n"},
     "T0229 10:53 The field “x”: “typical”: “plsu” is no value of “x”. | did you mean “plus”?"},
    {"typical stored",
     {.more_fields = "  x: {type: choice, values: {basic: B, plus: P}, typical: P}\n"},
     "T0229 10:59 The field “x”: “typical”: “P” is no value of “x”. | write its name in offers, “plus”"},
    {"newcomers any",
     {.more_fields = "  x: {type: whole number, for newcomers: any}\n"},
     "T0234 10:42 “any” is for choices and yes/no fields, and the field “x” is not one. | write “kept”, or "
     "the value that a newcomer has"},
    {"newcomers today",
     {.more_fields = "  x: {type: whole number, for newcomers: today}\n"},
     "T0234 10:42 “today” is for dates, and the field “x” is not one. | write “kept”, or the value that a "
     "newcomer has"},
    {"newcomers unknown",
     {.more_fields = "  x: {type: whole number, for newcomers: unknown}\n"},
     "T0234 10:42 “unknown” is for fields with “optional: true”, and the field “x” is not one. | write "
     "“kept”, or the value that a newcomer has"},
    {"missing optional",
     {.more_fields = "  x: {type: whole number, optional: true, if missing: 0}\n"},
     "T0233 10:55 The field “x” has both “if missing” and “optional: true”. | keep “if missing”, and the "
     "field is never unknown; or keep “optional”, and it may be"},
    {"missing bad",
     {.more_fields = "  x: {type: whole number, if missing: none}\n"},
     "T0230 10:39 The field “x”: “if missing” cannot be “none”; the field is of type whole number. | write a "
     "whole number like 12"},
    {"choice none",
     {.more_fields = "  x: {type: choice}\n"},
     "T0216 10:3 The field “x” does not say “values”. | list them, like “values: [basic, plus]”"},
    {"choice empty",
     {.more_fields = "  x: {type: choice, values: []}\n"},
     "T0213 10:29 The field “x”: “values” has no value. | a choice has at least one value"},
    {"choice scalar",
     {.more_fields = "  x: {type: choice, values: basic}\n"},
     "T0211 10:29 The field “x”: “values” is not a list. | list them, like “[basic, plus]”"},
    {"choice twice",
     {.more_fields = "  x: {type: choice, values: [basic, plus, basic]}\n"},
     "T0217 10:43 The field “x”: “values”: “basic” is there twice."},
    {"choice stored twice",
     {.more_fields = "  x: {type: choice, values: {basic: B, plus: B}}\n"},
     "T0228 10:46 The field “x”: “values”: “B” would stand for two values."},
    {"choice digit",
     {.more_fields = "  x: {type: choice, values: [1y, 3y]}\n"},
     "T0219 10:30 “1y” cannot be the name of a value in offers: a name begins with a letter. | give it a "
     "name, and what records hold: “v1y: 1y”\nT0219 10:34 “3y” cannot be the name of a value in offers: a "
     "name begins with a letter. | give it a name, and what records hold: “v3y: 3y”"},
    {"choice sign",
     {.more_fields = "  x: {type: choice, values: [Month/month]}\n"},
     "T0219 10:30 “Month/month” cannot be the name of a value in offers: “/” is no letter, digit, “_” or "
     "“-”. | give it a name, and what records hold: “some name: Month/month”"},
    {"choice stored empty",
     {.more_fields = "  x: {type: choice, values: {basic: \"\", plus: P}}\n"},
     "T0213 10:37 The field “x”: “values”: the stored value of “basic” has no value. | write a value after "
     "the colon, or leave the line out"},
    {"otherwise",
     {.more_fields = "  x: {type: choice, values: [basic, plus], values otherwise: bsic}\n"},
     "T0229 10:62 The field “x”: “values otherwise”: “bsic” is no value of “x”. | did you mean “basic”?"},
    {"stored as one",
     {.more_fields = "  x: {type: yes/no, stored as: {yes: J}}\n"},
     "T0216 10:32 The field “x”: “stored as” does not say “no”. | write both, like “{yes: \"J\", no: "
     "\"N\"}”"},
    {"stored as same",
     {.more_fields = "  x: {type: yes/no, stored as: {yes: J, no: J}}\n"},
     "T0228 10:45 The field “x”: “stored as”: “J” would stand for two values."},
    {"stored as key",
     {.more_fields = "  x: {type: yes/no, stored as: {ja: J, no: N}}\n"},
     "T0214 10:33 The field “x”: “stored as” has no key “ja”. | write “yes” or “no”\nT0216 10:32 The field "
     "“x”: “stored as” does not say “yes”. | write both, like “{yes: \"J\", no: \"N\"}”"},
    {"from for choice",
     {.more_fields = "  x: {type: choice, values: [a], from: a}\n"},
     "T0220 10:34 “from” is for numbers, amounts, dates and lengths; the field “x” is of type choice."},
    {"no roles",
     {.roles = ""},
     "T0210 10:1 “roles” is not a set of “key: value” pairs. | write them below it, one a line, or in "
     "braces"},
    {"roles missing",
     {.roles = "  id: number\n"},
     "T0216 10:1 “roles” does not say “price”, “newcomer price” and “customer when”. | name the field with "
     "the price of one bill, like “price: monthly price”; write “newcomer price: same as price”, or name a "
     "field; say who is a customer, like “customer when: status is active”; where every record is one, "
     "“customer "
     "when: monthly price is at least EUR 0”"},
    {"role unknown",
     {.roles = "  id: numbr\n  price: price\n  newcomer price: same as price\n  customer when: active\n"},
     "T0235 11:7 “roles”: “id” names “numbr”, and there is no such field. | did you mean “number”?"},
    {"role key",
     {.more_roles = "  newcomer prices: price\n"},
     "T0214 15:3 “roles” has no key “newcomer prices”. | did you mean “newcomer price”?"},
    {"role type",
     {.more_roles = "  joined: price\n"},
     "T0236 15:11 “roles”: “joined” needs a date; the field “price” is of type money."},
    {"role price type",
     {.roles = "  id: number\n  price: active\n  newcomer price: same as price\n  customer when: active\n"},
     "T0236 12:10 “roles”: “price” needs money; the field “active” is of type yes/no."},
    {"role id type",
     {.roles = "  id: price\n  price: price\n  newcomer price: same as price\n  customer when: active\n"},
     "T0236 11:7 “roles”: “id” needs a text or a whole number; the field “price” is of type money."},
    {"price optional",
     {.fields = "  number: {type: text}\n  active: {type: yes/no}\n  price: {type: money, optional: true}\n"},
     "T0237 12:10 “roles”: “price” cannot be the field “price”, which may be unknown. | take “optional: "
     "true” away from that field"},
    {"id optional",
     {.fields = "  number: {type: text, optional: true}\n  active: {type: yes/no}\n  price: {type: money}\n"},
     "T0237 11:7 “roles”: “id” cannot be the field “number”, which may be unknown. | take “optional: true” "
     "away from that field"},
    {"id if missing",
     {.fields =
          "  number: {type: text, if missing: none}\n  active: {type: yes/no}\n  price: {type: money}\n"},
     "T0238 7:36 The field “number” tells records apart, so it cannot have “if missing”."},
    {"price negative",
     {.fields = "  number: {type: text}\n  active: {type: yes/no}\n  price: {type: money, from: EUR -5}\n"},
     "T0242 9:30 The price “price” cannot begin below zero. | write “from: EUR 0”"},
    {"price typical negative",
     {.fields =
          "  number: {type: text}\n  active: {type: yes/no}\n  price: {type: money, typical: EUR -5}\n"},
     "T0231 9:33 The field “price”: “typical”: “EUR -5” lies outside the field's own range. | its values lie "
     "from “EUR 0” to “EUR 1000000000000”"},
    {"left not optional",
     {.more_fields = "  gone: {type: date}\n", .more_roles = "  left: gone\n"},
     "T0241 16:9 The role “left” needs an optional field; “gone” is always there. | write “optional: true” "
     "at that field: who has not left has no such date"},
    {"both tenures",
     {.more_fields = "  start: {type: date}\n  term: {type: months}\n",
      .more_roles = "  joined: start\n  tenure: term\n"},
     "T0239 18:3 “roles” name both “joined” and “tenure”. | keep one of the two"},
    {"again alone",
     {.more_roles = "  newcomer again after: 12 months\n"},
     "T0245 15:3 “newcomer again after” means nothing without “left”."},
    {"again bad",
     {.more_roles = "  newcomer again after: a year\n"},
     "T0244 15:25 “roles”: “newcomer again after” cannot be “a year”. | write a length like 12 months or 90 "
     "days"},
    {"others",
     {.more_roles = "  others: ignored\n"},
     "T0218 15:11 “roles”: “others” cannot be “ignored”. | write “rejected”, “nobody” or “newcomer”"},
    {"condition escaped",
     {.roles = "  id: number\n  price: price\n  newcomer price: same as price\n  customer when: "
               "\"active\\x20\"\n"},
     "T0243 14:18 “roles”: “customer when” is quoted so that its text differs from what is written. | write "
     "the condition as it is after the colon; around a text in double quotes put single quotes"},
    {"condition empty",
     {.roles = "  id: number\n  price: price\n  newcomer price: same as price\n  customer when:\n"},
     "T0213 14:3 “roles”: “customer when” has no value. | write a value after the colon, or leave the line "
     "out"},
    {"products field",
     {.rest = "products: {field: price, sold to newcomers: [basic]}\n"},
     "T0236 15:19 “products”: “field” needs a choice; the field “price” is of type money."},
    {"products missing",
     {.rest = "products: {}\n"},
     "T0216 15:1 “products” does not say “field” and “sold to newcomers”. | name the field with the product, "
     "like “field: product”; list what a newcomer can choose"},
    {"product uncovered",
     {.more_fields = "  p: {type: choice, values: [basic, plus, old]}\n",
      .rest = "products: {field: p, sold to newcomers: [basic, plus]}\n"},
     "T0246 16:1 The product “old” is neither sold to newcomers nor has an equivalent. | add it to “sold to "
     "newcomers”, or name the product a newcomer would get instead under “equivalent”"},
    {"product both",
     {.more_fields = "  p: {type: choice, values: [basic, plus]}\n",
      .rest = "products: {field: p, sold to newcomers: [basic, plus], equivalent: {plus: basic}}\n"},
     "T0247 16:69 The product “plus” is sold to newcomers and has an equivalent as well. | take it out of "
     "one of the two"},
    {"product unsold",
     {.more_fields = "  p: {type: choice, values: [basic, older, old]}\n",
      .rest = "products: {field: p, sold to newcomers: [basic], equivalent: {old: older, older: basic}}\n"},
     "T0248 16:68 “older” is named as an equivalent, and is not sold to newcomers. | name a product of “sold "
     "to newcomers”"},
    {"product unknown",
     {.more_fields = "  p: {type: choice, values: [basic, plus]}\n",
      .rest = "products: {field: p, sold to newcomers: [basic, plsu]}\n"},
     "T0229 16:49 “products”: “sold to newcomers”: “plsu” is no value of “p”. | did you mean “plus”?"},
    {"product scalar",
     {.more_fields = "  p: {type: choice, values: [basic]}\n",
      .rest = "products: {field: p, sold to newcomers: basic}\n"},
     "T0211 16:41 “products”: “sold to newcomers” is not a list. | list them, like “[basic, plus]”"},
    {"perk bare",
     {.rest = "perks: {line: {worth: 2}}\n"},
     "T0249 15:23 The perk “line”: “worth” cannot be “2”. | write an amount of zero or more, like EUR 2"},
    {"perk fine",
     {.rest = "perks: {line: {worth: EUR 0.005}}\n"},
     "T0249 15:23 The perk “line”: “worth” cannot be “EUR 0.005”. | write an amount of zero or more, like "
     "EUR 2"},
    {"perk negative",
     {.rest = "perks: {line: {worth: EUR -1}}\n"},
     "T0249 15:23 The perk “line”: “worth” cannot be “EUR -1”. | write an amount of zero or more, like EUR "
     "2"},
    {"perk per",
     {.rest = "perks: {line: {worth: EUR 1, per: week}}\n"},
     "T0250 15:35 The perk “line”: “per”: “week” does not go into a billing period a whole number of times. "
     "| write “once”, or “billing period” for its worth on every bill"},
    {"perk per word",
     {.rest = "perks: {line: {worth: EUR 1, per: monthly}}\n"},
     "T0218 15:35 The perk “line”: “per” cannot be “monthly”. | write “once”, or “billing period” for its "
     "worth on every bill"},
    {"perk missing",
     {.rest = "perks: {line: {}}\n"},
     "T0216 15:9 The perk “line” does not say “worth”. | say what it is worth, like “worth: EUR 2”"},
    {"perk twice",
     {.rest = "perks: {line: {worth: EUR 1}, \"line\": {worth: EUR 2}}\n"},
     "T0217 15:31 “perks”: “line” is there twice."},
    {"points per",
     {.rest = "perks: {points: {worth: EUR 0.01, per: month}}\n"},
     "T0214 15:35 The perk “points” has no key “per”. | write “worth”"},
    {"points too fine",
     {.rest = "perks: {points: {worth: EUR 0.000000001}}\n"},
     "T0249 15:25 The perk “points”: “worth” cannot be “EUR 0.000000001”. | write an amount of zero or more, "
     "like EUR 2"}};

}  // namespace

BOOST_AUTO_TEST_SUITE(schema_messages)

BOOST_AUTO_TEST_CASE(every_mistake_has_its_message) {
  for (const Case& one : cases)
    BOOST_TEST(ReadYaml(one.parts.text()).shown == one.shown,
               one.what << ": " << ReadYaml(one.parts.text()).shown);
}

BOOST_AUTO_TEST_CASE(the_small_programme_is_right) {
  BOOST_TEST(ReadYaml(Parts().text()).shown == "");
}

BOOST_AUTO_TEST_SUITE_END()
