// Decisions, checks, and jobs: nothing is changed.
#include <algorithm>
#include <stdexcept>

#include "serve/service.h"
#include "trouw/answers.h"
#include "trouw/dry_run.h"

namespace trouw::cli {

using http::problem;
using http::Request;
using http::Response;

namespace {

constexpr const char* no_standing = "is neither a customer, a former customer nor a newcomer";

bool is_lines(const Request& request) {
  const std::string& type = request.header("content-type");
  return type.starts_with("application/x-ndjson") || type.starts_with("application/jsonl");
}

// The type of a body that holds records; otherwise the answer to give.
bool is_records(const Request& request, Response& wrong) {
  const std::string& type = request.header("content-type");
  if (is_lines(request) || type.starts_with("application/json")) return true;
  wrong = problem(415, "Records are sent as application/json or application/x-ndjson.");
  return false;
}

Response bad_value(const std::string& why) {
  return problem(422, why, "bad-value");
}

// Decides the record of a desk; what is wrong, or nothing.
std::string decide(const DayEngine& engine, DayEngine::Desk& desk, const Batch& batch, std::size_t row,
                   bool ahead) {
  static_cast<void>(engine);
  const Status status = desk.decider.decide(batch, row, desk.decision);
  if (!status) return status.message;
  if (desk.decision.standing == Standing::rejected) return no_standing;
  if (ahead) desk.decider.look_ahead(batch, row, desk.decision);
  return {};
}

Response one(Service& service, DayEngine& engine, const Request& request, bool ahead) {
  auto desk = engine.take();
  Status status = desk->json.read(request.body, desk->record);
  const Batch* const batch = status ? desk->record.batch(status) : nullptr;
  Response answer;
  if (batch == nullptr) {
    answer = bad_value(status.message);
  } else if (const std::string why = decide(engine, *desk, *batch, 0, ahead); !why.empty()) {
    answer = bad_value("The record " + std::string(batch->id(0)) + " " + why + ".");
  } else {
    answer = json_text(decision_json(engine.programme(), desk->decision));
  }
  service.metrics.count(answer.status == 200 ? "decisions" : "rejected");
  engine.give_back(std::move(desk));
  return answer;
}

// Each record's answer in the records' order, a rejected one's too.
class Many {
 public:
  Many(Service& service, DayEngine& engine, bool lines)
      : service_(service), engine_(engine), desk_(engine.take()), lines_(lines) {}
  ~Many() { engine_.give_back(std::move(desk_)); }
  Many(const Many&) = delete;
  Many& operator=(const Many&) = delete;

  Status run(RecordReader& reader) {
    Batch batch;
    std::vector<Reject> rejects;
    while (true) {
      rejects.clear();
      if (Status status = reader.next(batch, rejects); !status) return status;
      if (batch.size == 0 && rejects.empty()) return {};
      std::ranges::stable_sort(rejects, {}, &Reject::line);
      auto reject = rejects.begin();
      for (std::size_t row = 0; row < batch.size; ++row) {
        for (; reject != rejects.end() && reject->line < batch.lines[row]; ++reject) add(*reject);
        add(batch, row);
      }
      for (; reject != rejects.end(); ++reject) add(*reject);
    }
  }

  std::string text() const { return lines_ ? text_ : "[" + text_ + "]"; }

 private:
  void add(const Batch& batch, std::size_t row) {
    const std::string why = decide(engine_, *desk_, batch, row, false);
    if (!why.empty()) return add({batch.lines[row], std::string(batch.id(row)), "", "", why});
    service_.metrics.count("decisions");
    put(decision_json(engine_.programme(), desk_->decision));
  }

  void add(const Reject& reject) {
    service_.metrics.count("rejected");
    put(rejected_json(engine_.programme(), reject, engine_.day()));
  }

  void put(const std::string& json) {
    if (!lines_ && !text_.empty()) text_ += ',';
    text_ += json;
    if (lines_) text_ += '\n';
  }

  Service& service_;
  DayEngine& engine_;
  std::unique_ptr<DayEngine::Desk> desk_;
  bool lines_;
  std::string text_;
};

bool is_list(std::string_view body) {
  const std::size_t first = body.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && body[first] == '[';
}

std::optional<double> seconds_of(const Request& request) {
  const std::string& text = request.asked("seconds");
  if (text.empty()) return 60;
  if (text.size() > 4 || text.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  const int seconds = std::stoi(text);
  return seconds >= 1 && seconds <= 3600 ? std::optional<double>(seconds) : std::nullopt;
}

Response accepted(std::optional<std::uint64_t> number) {
  if (!number) return problem(503, "Too many jobs wait.", "busy");
  const std::string where = "/v1/jobs/" + std::to_string(*number);
  Response answer = Response::json({{"job", *number}, {"state", "waiting"}, {"location", where}}, 202);
  answer.headers.emplace_back("Location", where);
  return answer;
}

}  // namespace

Response answer_decide(Service& service, const Request& request) {
  Response wrong;
  if (!is_records(request, wrong)) return wrong;
  const auto day = day_of(service, request, "on", wrong);
  const auto engine = day ? engine_on(service, *day, wrong) : nullptr;
  if (!engine) return wrong;
  if (!is_lines(request) && !is_list(request.body)) return one(service, *engine, request, false);
  Status status;
  const auto reader = read_json(engine->engine(), request.body, status);
  Many many(service, *engine, is_lines(request));
  if (status) status = many.run(*reader);
  if (!status) return problem(400, status.message, "no-json");
  Response answer = json_text(many.text());
  if (is_lines(request)) answer.type = "application/x-ndjson";
  return answer;
}

Response answer_explain(Service& service, const Request& request) {
  Response wrong;
  if (!is_records(request, wrong)) return wrong;
  const auto day = day_of(service, request, "on", wrong);
  const auto engine = day ? engine_on(service, *day, wrong) : nullptr;
  return engine ? one(service, *engine, request, true) : wrong;
}

Response answer_check(Service& service, const Request&) {
  http::Json list = http::Json::array();
  for (const Diagnostic& found : service.programmes.diagnostics())
    list.push_back(http::Json::parse(to_json(found)));
  return Response::json({{"current", service.programmes.is_current()}, {"diagnostics", std::move(list)}});
}

Response answer_prove(Service& service, const Request& request) {
  const auto seconds = seconds_of(request);
  if (!seconds) return problem(400, "seconds is a whole number from 1 through 3600.");
  Response wrong;
  const auto engine = engine_on(service, first_day, wrong);
  if (!engine) return wrong;
  return accepted(service.jobs.add([engine, seconds](const std::atomic<bool>& stop) {
    ProveOptions options;
    options.seconds = *seconds;
    options.stop = &stop;
    return proofs_json(engine->programme(), prove(engine->engine(), options));
  }));
}

Response answer_dry_run(Service& service, const Request& request) {
  Response wrong;
  if (!is_records(request, wrong)) return wrong;
  const auto day = day_of(service, request, "on", wrong);
  const auto engine = day ? engine_on(service, *day, wrong) : nullptr;
  if (!engine) return wrong;
  return accepted(service.jobs.add([engine, body = request.body](const std::atomic<bool>& stop) {
    Status status;
    const auto reader = read_json(engine->engine(), body, status);
    RejectTally tally;
    DryRunSummary summary;
    DryRunSinks sinks;
    sinks.reject = [&](const Reject& reject) {
      tally.add(reject);
      return stop ? Status::failure("The service ended.") : Status();
    };
    DryRunOptions options;
    options.on = engine->day();
    if (status) status = dry_run(engine->engine(), *reader, options, sinks, summary);
    if (!status) throw std::runtime_error(status.message);
    return dry_run_json(engine->programme(), summary, tally, engine->day(), 0);
  }));
}

Response answer_job(Service& service, const Request& request) {
  const std::string& text = request.part("job");
  const bool number =
      !text.empty() && text.size() < 19 && text.find_first_not_of("0123456789") == std::string::npos;
  const auto job = number ? service.jobs.find(std::stoull(text)) : std::nullopt;
  if (!job) return problem(404, "There is no job " + text + ", or it was long ago.", "no-job");
  switch (job->state) {
    case Jobs::State::waiting:
      return Response::json({{"job", std::stoull(text)}, {"state", "waiting"}});
    case Jobs::State::running:
      return Response::json({{"job", std::stoull(text)}, {"state", "running"}});
    case Jobs::State::failed:
      return Response::json({{"job", std::stoull(text)}, {"state", "failed"}, {"detail", job->text}});
    case Jobs::State::done:
      break;
  }
  return json_text("{\"job\":" + text + ",\"state\":\"done\",\"result\":" + job->text + "}");
}

}  // namespace trouw::cli
