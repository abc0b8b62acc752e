// What `trouw ledger` does: one function an action, each with its own options.
#pragma once

#include "command.h"
#include "shell/arguments.h"
#include "trouw/ledger.h"

namespace trouw::cli {

// All of them, as commands of their own: "ledger grant".
std::span<const Command> ledger_actions();

int run_ledger_grant(const Command&, const Words&, Console&);
int run_ledger_due(const Command&, const Words&, Console&);
int run_ledger_void(const Command&, const Words&, Console&);
int run_ledger_open(const Command&, const Words&, Console&);
int run_ledger_awards(const Command&, const Words&, Console&);
int run_ledger_confirm(const Command&, const Words&, Console&);
int run_ledger_release(const Command&, const Words&, Console&);
int run_ledger_reverse(const Command&, const Words&, Console&);
int run_ledger_correct(const Command&, const Words&, Console&);
int run_ledger_left(const Command&, const Words&, Console&);
int run_ledger_show(const Command&, const Words&, Console&);
int run_ledger_why(const Command&, const Words&, Console&);
int run_ledger_forget(const Command&, const Words&, Console&);
int run_ledger_verify(const Command&, const Words&, Console&);
int run_ledger_replay(const Command&, const Words&, Console&);

// The ledger, or nothing after a message.
std::unique_ptr<Ledger> open_ledger(const std::string& path, LedgerAccess access, Console& console);

// The line that tells where the chain of entries stands, to be kept outside.
std::string head_text(const std::string& head);

// The day of an option, or `otherwise` where the option was not given; nothing after a message.
std::optional<Day> day_or(const std::string& option, const std::string& text, Day otherwise,
                          Console& console);

}  // namespace trouw::cli
