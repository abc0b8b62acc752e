// What changes the ledger: each request once, under a key of its caller's.
#include <functional>

#include "serve/service.h"
#include "trouw/answers.h"
#include "trouw/handing.h"
#include "trouw/replaced.h"

namespace trouw::cli {

using http::Json;
using http::problem;
using http::Request;
using http::Response;

namespace {

constexpr std::size_t longest_key = 255;

Response no_ledger() {
  return problem(404, "The service keeps no ledger: it was begun without --ledger.", "no-ledger");
}

// A key while it is answered.
class Claim {
 public:
  Claim(Service& service, const std::string& key) : service_(service), key_(key) {
    const std::lock_guard lock(service_.running);
    had_ = service_.keys.insert(key_).second;
  }
  ~Claim() {
    const std::lock_guard lock(service_.running);
    if (had_) service_.keys.erase(key_);
  }
  Claim(const Claim&) = delete;
  Claim& operator=(const Claim&) = delete;
  bool had() const { return had_; }

 private:
  Service& service_;
  const std::string& key_;
  bool had_ = false;
};

std::string request_text(const Request& request) {
  std::string text = request.method + " " + request.path + "?";
  for (const auto& [name, value] : request.query) text.append(name).append("=").append(value).append("&");
  return text.append("\n").append(request.body);
}

// Does what is asked, once for its key. `run` changes the ledger; `text` says what came of it.
Response keyed(Service& service, const Request& request, const std::function<Status(Ledger&)>& run,
               const std::function<std::string(const Ledger&)>& text, const int& refused) {
  if (!service.ledger) return no_ledger();
  const std::string& key = request.header("idempotency-key");
  if (key.empty() || key.size() > longest_key)
    return problem(400, "What changes the ledger has an Idempotency-Key of 1 to 255 characters.", "no-key");
  const Claim claim(service, key);
  if (!claim.had()) return problem(409, "A request with this Idempotency-Key is being answered.", "running");
  const std::lock_guard lock(service.books);
  Ledger& ledger = *service.ledger;
  std::string answer;
  Answered answered = Answered::now;
  const Status status = ledger.once(
      {key, request_text(request)}, [&] { return run(ledger); }, [&] { return text(ledger); }, answer,
      answered);
  if (!status) return problem(refused, status.message, "refused");
  if (answered == Answered::otherwise)
    return problem(422, "This Idempotency-Key was used for another request.", "key-reused");
  Response made = json_text(std::move(answer));
  made.headers.emplace_back("Idempotency-Replayed", answered == Answered::before ? "true" : "false");
  return made;
}

// The award of the path, or 0.
std::int64_t award_of(const Request& request) {
  const std::string& text = request.part("award");
  if (text.empty() || text.size() > 18 || text.find_first_not_of("0123456789") != std::string::npos) return 0;
  return std::stoll(text);
}

Status find_award(Ledger& ledger, std::int64_t number, int& refused) {
  std::optional<HeldAward> award;
  const Status status = ledger.award(number, award);
  if (!status || award) return status;
  refused = 404;
  return Status::failure("There is no award " + std::to_string(number) + " in the ledger.");
}

Response settle(Service& service, const Request& request, bool confirm) {
  Response wrong;
  const auto body = http::json_body(request, wrong);
  const auto on = body ? day_in(*body, "on", wrong) : std::nullopt;
  if (!on) return wrong;
  const std::int64_t award = award_of(request);
  int refused = 409;
  return keyed(
      service, request,
      [&](Ledger& ledger) {
        const Status status = find_award(ledger, award, refused);
        return !status ? status : confirm ? ledger.confirm(award, *on) : ledger.release(award, *on);
      },
      [&](const Ledger& ledger) {
        return settled_json(award, confirm ? AwardState::confirmed : AwardState::released, ledger.head());
      },
      refused);
}

// A whole number from 1 in a body; 0 where it is not there, and less where it is none.
std::int64_t number_in(const Json& body, const char* name) {
  const auto found = body.find(name);
  if (found == body.end()) return 0;
  if (!found->is_number_integer() || *found < 1 || *found > INT64_MAX) return -1;
  return found->get<std::int64_t>();
}

std::string text_in(const Json& body, const char* name) {
  const auto found = body.find(name);
  return found != body.end() && found->is_string() ? found->get<std::string>() : "";
}

// The bills of a body, or what is wrong.
Status read_bills(const Json& body, std::vector<BillOf>& bills) {
  const auto list = body.find("bills");
  if (list == body.end() || !list->is_array() || list->empty())
    return Status::failure("bills is a list of bills: id, invoice, starts.");
  for (const Json& one : *list) {
    if (!one.is_object()) return Status::failure("A bill is an object with id, invoice and starts.");
    BillOf& made = bills.emplace_back();
    made.id = text_in(one, "id");
    made.bill.invoice = text_in(one, "invoice");
    const auto starts = parse_day(text_in(one, "starts"));
    if (made.id.empty() || made.bill.invoice.empty() || !starts)
      return Status::failure("A bill has an id, an invoice and starts, a day like 2027-04-01.");
    made.bill.starts = made.bill.booked = *starts;
    if (one.contains("booked")) {
      const auto booked = parse_day(text_in(one, "booked"));
      if (!booked) return Status::failure("booked is a day like 2027-04-01.");
      made.bill.booked = *booked;
    }
    if (!one.contains("share")) continue;
    const auto decimal = parse_decimal(text_in(one, "share"));
    const auto share = decimal ? scaled(*decimal, 6) : std::nullopt;
    if (!share || *share <= 0 || *share > whole_period)
      return Status::failure("share is a part like \"0.5\", above 0 and at most 1.");
    made.bill.share = *share;
  }
  return {};
}

}  // namespace

Response answer_grants(Service& service, const Request& request) {
  Response wrong;
  const auto day = day_of(service, request, "on", wrong);
  const auto engine = day ? engine_on(service, *day, wrong) : nullptr;
  if (!engine) return wrong;
  const auto booked = request.asked("booked").empty() ? day : day_of(service, request, "booked", wrong);
  if (!booked) return wrong;
  const std::string& reserve = request.asked("reserve");
  if (!reserve.empty() && reserve != "true" && reserve != "false")
    return problem(400, "reserve is true or false.");
  Status status;
  const auto reader = read_json(engine->engine(), request.body, status);
  if (!status) return problem(400, status.message, "no-json");
  GrantSummary summary;
  Json rejects = Json::array();
  GrantSinks sinks;
  sinks.reject = [&](const Reject& reject) {
    rejects.push_back({{"line", reject.line}, {"id", reject.id}, {"reason", misfit_text(reject)}});
    return Status();
  };
  const int refused = 409;
  return keyed(
      service, request,
      [&](Ledger& ledger) {
        return grant(engine->engine(), *reader, ledger, {*day, *booked, reserve == "true"}, sinks, summary);
      },
      [&](const Ledger& ledger) {
        std::string text = grant_json(engine->programme(), *day, summary, ledger.head());
        if (rejects.empty()) return text;
        text.pop_back();
        return text + ",\"rejects\":" + rejects.dump(-1, ' ', false, Json::error_handler_t::replace) + "}";
      },
      refused);
}

Response answer_due(Service& service, const Request& request) {
  Response wrong;
  const auto body = http::json_body(request, wrong);
  if (!body) return wrong;
  std::vector<BillOf> bills;
  if (const Status status = read_bills(*body, bills); !status)
    return problem(422, status.message, "bad-value");
  const auto engine = engine_on(service, bills.front().bill.starts, wrong);
  if (!engine) return wrong;
  Status status;
  const auto reader = read_json(engine->engine(), json_member(request.body, "records"), status);
  if (!status) return problem(422, "records is a record or a list of records.", "bad-value");
  BillsJson json;
  bool missing = false;
  int refused = 409;
  return keyed(
      service, request,
      [&](Ledger& ledger) {
        const auto handed = [&](const BillOf& bill, const Due& due) {
          json.add(bill.id, bill.bill, due, engine->programme().schema.currency);
        };
        const Status done = hand_out(engine->engine(), *reader, ledger, bills, handed, missing);
        if (missing) refused = 422;
        return done;
      },
      [&](const Ledger& ledger) { return json.text(ledger.head()); }, refused);
}

Response answer_confirm(Service& service, const Request& request) {
  return settle(service, request, true);
}

Response answer_release(Service& service, const Request& request) {
  return settle(service, request, false);
}

Response answer_reverse(Service& service, const Request& request) {
  Response wrong;
  const auto body = http::json_body(request, wrong);
  const auto on = body ? day_in(*body, "on", wrong) : std::nullopt;
  if (!on) return wrong;
  const std::int64_t amount = number_in(*body, "amount"), points = number_in(*body, "points");
  if (amount < 0 || points < 0 || (amount > 0 && points > 0))
    return problem(422, "A part is an amount in minor units, or points, above 0.", "bad-value");
  Reversal reversal;
  reversal.award = award_of(request);
  if (amount > 0) reversal.amount = amount;
  if (points > 0) reversal.points = points;
  reversal.reference = text_in(*body, "reference");
  reversal.why = text_in(*body, "why");
  reversal.day = reversal.booked = *on;
  TakenBack back;
  int refused = 409;
  return keyed(
      service, request,
      [&](Ledger& ledger) {
        const Status status = find_award(ledger, reversal.award, refused);
        return status ? ledger.reverse(reversal, back) : status;
      },
      [&](const Ledger& ledger) { return reversed_json(reversal.award, back, ledger.head()); }, refused);
}

Response answer_left(Service& service, const Request& request) {
  Response wrong;
  const auto body = http::json_body(request, wrong);
  const auto on = body ? day_in(*body, "on", wrong) : std::nullopt;
  if (!on) return wrong;
  Left left;
  const int refused = 409;
  return keyed(
      service, request, [&](Ledger& ledger) { return leave(ledger, request.part("id"), *on, *on, left); },
      [&](const Ledger& ledger) { return left_json(left, ledger.head()); }, refused);
}

Response answer_void(Service& service, const Request& request) {
  Response wrong;
  const auto body = http::json_body(request, wrong);
  const auto on = body ? day_in(*body, "on", wrong) : std::nullopt;
  if (!on) return wrong;
  const std::string& id = request.part("id");
  const std::string invoice = text_in(*body, "invoice");
  Voided voided;
  const int refused = 409;
  return keyed(
      service, request,
      [&](Ledger& ledger) { return ledger.void_invoice(ledger.key(id), invoice, *on, voided); },
      [&](const Ledger& ledger) { return voided_json(id, invoice, voided, ledger.head()); }, refused);
}

Response answer_correct(Service& service, const Request& request) {
  Response wrong;
  const auto body = http::json_body(request, wrong);
  const auto day = body ? day_in(*body, "day", wrong) : std::nullopt;
  const auto on = day ? day_in(*body, "on", wrong) : std::nullopt;
  if (!on) return wrong;
  Corrected corrected;
  const int refused = 409;
  return keyed(
      service, request,
      [&](Ledger& ledger) {
        return correct_json(ledger, request.part("id"), json_member(request.body, "record"), *day, *on,
                            corrected);
      },
      [&](const Ledger& ledger) {
        return corrected_json(*corrected.programme, *day, corrected.correction, ledger.head());
      },
      refused);
}

// No answer is kept of what is to be forgotten; forgetting twice is forgetting once.
Response answer_forget(Service& service, const Request& request) {
  Response wrong;
  const auto on = day_of(service, request, "on", wrong);
  if (!on) return wrong;
  if (!service.ledger) return no_ledger();
  const std::lock_guard lock(service.books);
  Forgotten forgotten;
  const Status status = service.ledger->forget(request.part("id"), *on, forgotten);
  return status ? json_text(forgotten_json(forgotten, service.ledger->head()))
                : problem(404, status.message, "refused");
}

Response answer_awards(Service& service, const Request& request) {
  Response wrong;
  const auto since = day_of(service, request, "since", wrong);
  if (!since) return wrong;
  if (!service.ledger) return no_ledger();
  const std::lock_guard lock(service.books);
  AwardsJson json;
  const Status status =
      service.ledger->awards_since(*since, [&](const HeldAward& award, const Messages& messages) {
        std::optional<std::int64_t> replaced;
        const Status read = replaced_by(*service.ledger, award, replaced);
        json.add(award, messages, replaced);
        return read;
      });
  return status ? json_text(json.text()) : problem(500, status.message);
}

Response answer_why(Service& service, const Request& request) {
  if (!service.ledger) return no_ledger();
  const std::lock_guard lock(service.books);
  int refused = 409;
  const std::int64_t award = award_of(request);
  Status status = find_award(*service.ledger, award, refused);
  WhyGiven why;
  if (status) status = why_given(*service.ledger, award, why);
  return status ? json_text(why_json(why)) : problem(refused, status.message, "refused");
}

Response answer_contract(Service& service, const Request& request) {
  if (!service.ledger) return no_ledger();
  const std::lock_guard lock(service.books);
  std::string text;
  const Status status = contract_json(*service.ledger, request.part("id"), text);
  return status ? json_text(std::move(text)) : problem(500, status.message);
}

Response answer_verify(Service& service, const Request& request) {
  if (!service.ledger) return no_ledger();
  const std::lock_guard lock(service.books);
  LedgerCheck check;
  const Status status = service.ledger->verify(request.asked("head"), check);
  return status ? json_text(checked_json(check)) : problem(500, status.message);
}

}  // namespace trouw::cli
