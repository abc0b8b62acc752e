// Whether the service lives, is ready, and how it does.
#include "serve/service.h"
#include "trouw/version.h"

namespace trouw::cli {

using http::Request;
using http::Response;

Response answer_live(Service&, const Request&) {
  return Response::json({{"live", true}});
}

Response answer_ready(Service& service, const Request&) {
  const auto programme = service.programmes.programme();
  const bool ready = programme != nullptr && !service.stopping;
  http::Json json{{"ready", ready}};
  if (programme) json["fingerprint"] = programme->fingerprint;
  json["current"] = service.programmes.is_current();
  const auto today = today_in(service.zone);
  json["on"] = today ? http::Json(format_day(*today)) : http::Json();
  return Response::json(json, ready ? 200 : 503);
}

Response answer_metrics(Service& service, const Request&) {
  const auto programme = service.programmes.programme();
  return {200,
          "text/plain; version=0.0.4",
          service.metrics.text(programme ? programme->fingerprint : "", programme && !service.stopping),
          {}};
}

Response answer_openapi(Service&, const Request&) {
  return Response::json(openapi(version()));
}

}  // namespace trouw::cli
