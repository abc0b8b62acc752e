// What the page asks: /api/….
#pragma once

#include "http/server.h"
#include "studio/desk.h"

namespace trouw::cli {

// Adds the routes. The desk outlives the server. Every request is to carry the secret as its bearer token;
// who has the pass, if there is one, is given the secret for it, once, and soon.
void serve_desk(http::Server& server, Desk& desk, const std::string& secret, const std::string& pass);

}  // namespace trouw::cli
