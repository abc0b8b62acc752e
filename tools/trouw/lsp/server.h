// A language server: one editor, any number of programmes (Language Server Protocol 3.17).
#pragma once

#include <map>
#include <memory>
#include <string>

#include "live/live.h"
#include "lsp/positions.h"
#include "lsp/transport.h"
#include "lsp/workspace.h"

namespace trouw::cli {

class Server {
 public:
  Server(Transport& transport, LiveOptions options) : transport_(transport), options_(std::move(options)) {}

  // Answers until `exit` or the end of the input. The exit code that the protocol asks for: 0 after
  // `shutdown`, otherwise 1.
  int run();

 private:
  enum class Phase { before, running, shut_down };
  using Answer = Json (Server::*)(const Json& params);
  using Notice = void (Server::*)(const Json& params);
  struct Request {
    const char* method;
    Answer answer;
  };
  struct Notification {
    const char* method;
    Notice take;
  };
  static const Request requests[];
  static const Notification notifications[];

  void handle(const Json& message);
  void answer(const Json& id, const std::string& method, const Json& params);
  void fail(const Json& id, int code, const std::string& text);
  void notify(const std::string& method, Json params);
  void ask(const std::string& method);

  // ---- Requests -------------------------------------------------------------------------------------
  Json initialize(const Json& params);
  Json shutdown(const Json& params);
  Json completion(const Json& params);
  Json hover(const Json& params);
  Json definition(const Json& params);
  Json references(const Json& params);
  Json prepare_rename(const Json& params);
  Json rename(const Json& params);
  Json formatting(const Json& params);
  Json semantic_tokens(const Json& params);
  Json folding(const Json& params);
  Json symbols(const Json& params);
  Json hints(const Json& params);
  Json lenses(const Json& params);
  Json actions(const Json& params);
  Json execute(const Json& params);

  // ---- Notifications --------------------------------------------------------------------------------
  void initialized(const Json& params);
  void opened(const Json& params);
  void changed(const Json& params);
  void closed(const Json& params);
  void saved(const Json& params);
  void watched(const Json& params);

  // ---- Parts of answers -----------------------------------------------------------------------------
  struct Here {
    OpenFile file;
    std::uint32_t at = 0;
  };
  Here here(const Json& params);  // of textDocument and position
  OpenFile document(const Json& params);
  Positions positions(const OpenProgramme& programme, const std::string& name) const;
  Json range(const OpenProgramme& programme, const service::Stretch& at) const;
  Json location(const OpenProgramme& programme, const service::Stretch& at) const;
  Json edits(const OpenProgramme& programme, const std::vector<service::Edit>& all) const;  // a WorkspaceEdit
  Json outline_json(const OpenProgramme& programme, const service::Outline& one) const;
  Json diagnostic_json(const OpenProgramme& programme, const Diagnostic& one) const;
  Json lens(const OpenProgramme& programme, const Place& at, const std::string& title,
            const std::string& more) const;
  std::string figures_beside(const Findings& findings, std::size_t offer) const;
  Live& live(const OpenProgramme& programme);
  void look_again(OpenProgramme& programme);
  void publish(OpenProgramme& programme);
  void tell_what_is_new();

  Transport& transport_;
  LiveOptions options_;
  Workspace workspace_;
  std::map<std::string, std::unique_ptr<Live>> live_;  // by folder
  std::map<std::string, std::string> published_;       // what was last said of a URI
  Phase phase_ = Phase::before;
  bool ended_ = false;
  bool wide_ = true;
  bool snippets_ = false, refreshes_lenses_ = false;
  int asked_ = 0;
};

}  // namespace trouw::cli
