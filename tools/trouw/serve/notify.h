// What a service tells whoever began it.
#pragma once

#include <string_view>

namespace trouw::cli {

// "READY=1" and the like to systemd, where that began the service; nothing otherwise.
void notify_system(std::string_view state);

}  // namespace trouw::cli
