#include "schema/notation.h"

#include <algorithm>
#include <charconv>

namespace trouw {

namespace {

using Words = std::span<const std::string_view>;

constexpr std::array<std::string_view, 4> round_words = {"half away from zero", "half to even", "down", "up"};
constexpr std::array<std::string_view, 4> encoding_words = {"utf-8", "latin-1", "windows-1252", "utf-16"};
constexpr std::array<std::string_view, 3> preset_words = {"dutch spreadsheet", "german spreadsheet",
                                                          "us spreadsheet"};
constexpr std::array<std::string_view, 12> reading_keys = [] {
  std::array<std::string_view, 12> keys{"like", "separator", "encoding", "header line"};
  std::copy(notation_keys.begin(), notation_keys.end(), keys.begin() + 4);
  return keys;
}();

bool digits_of(std::string_view part, char letter) {
  return !part.empty() && part.find_first_not_of(letter) == std::string_view::npos;
}

// "dd-mm-yyyy", "d.m.yyyy", "m/d/yyyy", "yyyymmdd"; false for anything else.
bool parse_date_form(std::string_view text, Notation& notation) {
  std::string order;
  std::size_t widths[3] = {};
  std::size_t parts = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char letter = text[at];
    const std::size_t end = std::min(text.find_first_not_of(letter, at), text.size());
    if (std::string_view("dmy").find(letter) == std::string_view::npos || parts == 3 ||
        order.find(letter) != std::string::npos)
      return false;
    const std::size_t wanted = letter == 'y' ? 4 : 2;
    if (!digits_of(text.substr(at, end - at), letter) || end - at > wanted ||
        (letter == 'y' && end - at != 4))
      return false;
    widths[parts++] = letter == 'y' ? 0 : end - at;
    order += letter;
    at = end;
    if (at < text.size() && std::string_view("-/. ").find(text[at]) != std::string_view::npos)
      order += text[at++];
  }
  const bool marked = order.size() == 5 && order[1] == order[3];
  const std::size_t narrow = static_cast<std::size_t>(std::count(widths, widths + 3, 1U));
  if (parts != 3 || (narrow != 0 && narrow != 2) || (!marked && (order.size() != 3 || narrow != 0)))
    return false;
  notation.order = order;
  notation.wide = narrow == 0;
  notation.since_1970 = Notation::none;
  return true;
}

struct Preset {
  char separator;
  char point;
  std::string_view dates;
};

constexpr Preset presets[] = {{';', ',', "d-m-yyyy"}, {';', ',', "d.m.yyyy"}, {',', '.', "m/d/yyyy"}};

void take_preset(const Preset& preset, Schema& schema) {
  schema.separator = preset.separator;
  schema.encoding = Encoding::windows_1252;
  schema.notation.point = preset.point;
  schema.notation.currency_sign = schema.notation.percent_sign = schema.notation.trim = true;
  parse_date_form(preset.dates, schema.notation);
}

void read_separator(Reading& reading, const yaml::Node& node, const std::string& what) {
  static constexpr std::pair<std::string_view, char> names[] = {
      {",", ','},    {";", ';'},    {"|", '|'},     {"\t", '\t'},
      {"\\t", '\t'}, {"tab", '\t'}, {"comma", ','}, {"semicolon", ';'}};
  const auto text = reading.text(node, what);
  if (!text) return;
  const auto found =
      std::find_if(std::begin(names), std::end(names), [&](const auto& name) { return name.first == *text; });
  if (found != std::end(names))
    reading.schema.separator = found->second;
  else
    reading.error(Message::yaml_bad_word, node, {what, quoted(*text)}).help =
        "write “\",\"”, “\";\"”, “\"|\"” or “tab”";
}

void read_header_line(Reading& reading, const yaml::Node& node, const std::string& what) {
  constexpr std::uint32_t most = 1'000;
  const auto text = reading.text(node, what);
  if (!text) return;
  std::uint32_t line = 0;
  const auto read = std::from_chars(text->data(), text->data() + text->size(), line);
  if (read.ec == std::errc() && read.ptr == text->data() + text->size() && line > 0 && line <= most)
    reading.schema.header_line = line;
  else
    reading.error(Message::yaml_bad_word, node, {what, quoted(*text)}).help =
        "write the number of the line that names the columns, from 1 to 1000";
}

}  // namespace

void NotationReading::read(std::string_view key, const yaml::Node& node) {
  if (key == "decimals") read_decimals(node);
  if (key == "currency sign") read_flag(key, node, notation_.currency_sign);
  if (key == "percent sign") read_flag(key, node, notation_.percent_sign);
  if (key == "round") read_round(node);
  if (key == "dates") read_dates(node);
  if (key == "timestamps") read_zone(node);
  if (key == "blanks") read_blanks(node);
  if (key == "unknown when") notation_.unknown = reading_.spellings(node, keys_.about(key));
}

void NotationReading::read_decimals(const yaml::Node& node) {
  static constexpr std::array<std::string_view, 2> words = {"point", "comma"};
  if (const auto word = reading_.word(node, keys_.about("decimals"), words))
    notation_.point = *word == 0 ? '.' : ',';
}

void NotationReading::read_round(const yaml::Node& node) {
  if (const auto word = reading_.word(node, keys_.about("round"), round_words))
    notation_.round = static_cast<Rounding>(*word);
}

void NotationReading::read_dates(const yaml::Node& node) {
  const auto text = reading_.text(node, keys_.about("dates"));
  if (!text) return;
  if (*text == "unix seconds" || *text == "unix milliseconds") {
    notation_.since_1970 = *text == "unix seconds" ? Notation::seconds : Notation::milliseconds;
    notation_.order.clear();
    return;
  }
  if (parse_date_form(*text, notation_)) return;
  const bool two = text->find("yy") != std::string::npos && text->find("yyyy") == std::string::npos;
  reading_.error(Message::yaml_bad_word, node, {keys_.about("dates"), quoted(*text)}).help =
      two ? "write four digits of the year, like “dd-mm-yyyy”: two could be of any century"
          : "write how they look, like “dd-mm-yyyy”, “m/d/yyyy” or “yyyy-mm-dd”, or “unix seconds” or “unix "
            "milliseconds”";
}

void NotationReading::read_zone(const yaml::Node& node) {
  const auto text = reading_.text(node, keys_.about("timestamps"));
  if (!text) return;
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/";
  const bool name =
      text->find_first_not_of(letters) == std::string::npos && text->front() != '/' && text->size() <= 64;
  if (name)
    notation_.zone = *text;
  else
    reading_.error(Message::yaml_bad_word, node, {keys_.about("timestamps"), quoted(*text)}).help =
        "write the zone whose dates count, like “Europe/Amsterdam” or “UTC”";
}

void NotationReading::read_blanks(const yaml::Node& node) {
  static constexpr std::array<std::string_view, 2> words = {"trim", "kept"};
  if (const auto word = reading_.word(node, keys_.about("blanks"), words)) notation_.trim = *word == 0;
}

void NotationReading::read_flag(std::string_view key, const yaml::Node& node, bool& flag) {
  if (const auto answer = reading_.yes_or_no(node, keys_.about(key))) flag = *answer;
}

void read_reading(Reading& reading, const yaml::Node& node, const std::string& what) {
  const Keys keys(reading, node, what, nullptr, reading_keys);
  Schema& schema = reading.schema;
  if (const yaml::Node* like = keys.find("like"))
    if (const auto word = reading.word(*like, keys.about("like"), preset_words))
      take_preset(presets[*word], schema);
  if (const yaml::Node* separator = keys.find("separator"))
    read_separator(reading, *separator, keys.about("separator"));
  if (const yaml::Node* encoding = keys.find("encoding"))
    if (const auto word = reading.word(*encoding, keys.about("encoding"), encoding_words))
      schema.encoding = static_cast<Encoding>(*word);
  if (const yaml::Node* line = keys.find("header line"))
    read_header_line(reading, *line, keys.about("header line"));
  NotationReading notation(reading, keys, schema.notation);
  for (const std::string_view key : notation_keys)
    if (const yaml::Node* said = keys.find(key)) notation.read(key, *said);
}

}  // namespace trouw
