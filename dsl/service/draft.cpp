#include <algorithm>
#include <map>

#include "format/format.h"
#include "service/fixes.h"
#include "service/places.h"
#include "service/view.h"
#include "trouw/ensure.h"
#include "trouw/format.h"
#include "trouw/service.h"

namespace trouw::service {

struct Draft::State {
  std::string yaml;
  std::map<std::string, std::string, std::less<>> files;
  mutable std::optional<View> view;  // none: the texts have changed since
  mutable std::shared_ptr<const Programme> sound;

  const View& read() const {
    if (view) return *view;
    std::vector<SourceFile> sources;
    for (const auto& [name, text] : files) sources.push_back({name, text});
    view.emplace();
    view->texts = read_texts(std::string(yaml_name), yaml, sources);
    view->names = occurrences(view->texts);
    auto& programme = view->texts.loaded.programme;
    if (programme) view->programme = sound = std::make_shared<const Programme>(std::move(*programme));
    programme.reset();
    return *view;
  }
  void changed() { view.reset(); }

  // Answers a question about a file, or gives the empty answer.
  template <typename Answer>
  auto ask(std::string_view file, Answer answer) const
      -> decltype(answer(std::declval<const View&>(), std::uint32_t{})) {
    const View& seen = read();
    const auto source = seen.source(file);
    if (!source) return {};
    return answer(seen, *source);
  }
};

Draft::Draft() : state_(std::make_unique<State>()) {}
Draft::Draft(Draft&&) noexcept = default;
Draft& Draft::operator=(Draft&&) noexcept = default;
Draft::~Draft() = default;

void Draft::put(const std::string& name, std::string text) {
  std::string& kept = name == yaml_name ? state_->yaml : state_->files[name];
  if (kept == text && state_->view) return;
  kept = std::move(text);
  state_->changed();
}

void Draft::remove(const std::string& name) {
  if (name == yaml_name)
    state_->yaml.clear();
  else
    state_->files.erase(name);
  state_->changed();
}

bool Draft::has(const std::string& name) const {
  return name == yaml_name || state_->files.contains(name);
}

const std::string& Draft::text(const std::string& name) const {
  ensure(has(name), "a text that the draft does not have");
  return name == yaml_name ? state_->yaml : state_->files.find(name)->second;
}

std::vector<std::string> Draft::names() const {
  std::vector<std::string> all{std::string(yaml_name)};
  for (const auto& [name, text] : state_->files) all.push_back(name);
  return all;
}

const Diagnostics& Draft::diagnostics() const {
  return state_->read().texts.loaded.diagnostics;
}

Stretch Draft::stretch(const Place& place) const {
  return has(place.file) ? stretch_of(place, text(place.file)) : Stretch{place.file, 0, 0};
}

std::shared_ptr<const Programme> Draft::programme() const {
  return state_->read().programme;
}

std::shared_ptr<const Programme> Draft::last_sound() const {
  state_->read();
  return state_->sound;
}

const Schema& Draft::schema() const {
  return state_->read().texts.schema;
}

std::vector<Fix> Draft::fixes(const Diagnostic& diagnostic) const {
  return fixes_of(diagnostic, state_->yaml, state_->files);
}

std::vector<Completion> Draft::completions(const std::string& file, std::uint32_t at) const {
  return state_->ask(file, [at](const View& view, std::uint32_t source) {
    return source == 0 ? yaml_completions(view, at) : service::completions(view, source, at);
  });
}

std::optional<Meaning> Draft::meaning(const std::string& file, std::uint32_t at) const {
  return state_->ask(file, [at](const View& view, std::uint32_t source) {
    return source == 0 ? yaml_meaning(view, at) : service::meaning(view, source, at);
  });
}

std::optional<Stretch> Draft::definition(const std::string& file, std::uint32_t at) const {
  const Occurrence* name = state_->read().name_at(file, at);
  return name ? service::definition(state_->read(), *name) : std::nullopt;
}

std::vector<Stretch> Draft::references(const std::string& file, std::uint32_t at) const {
  const Occurrence* name = state_->read().name_at(file, at);
  return name ? service::references(state_->read(), *name) : std::vector<Stretch>();
}

std::optional<Stretch> Draft::renameable(const std::string& file, std::uint32_t at) const {
  const Occurrence* name = state_->read().name_at(file, at);
  if (!name || (name->kind != NameKind::offer && name->kind != NameKind::definition)) return std::nullopt;
  return state_->read().stretch(name->at);
}

Renaming Draft::rename(const std::string& file, std::uint32_t at, const std::string& name) const {
  const Occurrence* found = state_->read().name_at(file, at);
  if (!found) return {{}, "There is no name here."};
  return service::rename(state_->read(), *found, name);
}

std::optional<std::string> Draft::formatted(const std::string& file) const {
  if (file == yaml_name || !has(file)) return std::nullopt;
  Formatted made = format_offers({file, text(file)});
  if (!made.kept || has_errors(made.diagnostics)) return std::nullopt;
  return std::move(made.text);
}

std::vector<Token> Draft::tokens(const std::string& file) const {
  return state_->ask(file, service::tokens);
}

std::vector<Outline> Draft::outline(const std::string& file) const {
  return state_->ask(file, service::outline);
}

std::vector<Hint> Draft::hints(const std::string& file) const {
  return state_->ask(file, service::hints);
}

std::vector<Card> Draft::cards(const std::string& file) const {
  return state_->ask(file, service::cards);
}

std::string Draft::language(const std::string& file) const {
  return state_->ask(file, [](const View& view, std::uint32_t source) {
    const tree::File* tree = view.tree(source);
    return tree ? tree->language : std::string("en");
  });
}

}  // namespace trouw::service
