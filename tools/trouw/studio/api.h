// What the page asks: /api/….
#pragma once

#include "http/server.h"
#include "studio/desk.h"

namespace trouw::cli {

// Adds the routes. The desk outlives the server. Every request is to carry the secret as its bearer token.
void serve_desk(http::Server& server, Desk& desk, const std::string& secret);

}  // namespace trouw::cli
