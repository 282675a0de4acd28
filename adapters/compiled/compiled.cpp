#include "adapters/compiled/compiled.h"

#include "adapters/compiled/code.h"
#include "adapters/compiled/integrity.h"

namespace assize::compiled {
namespace {

constexpr std::string_view kBegin = "{\"assize compiled ruleset\":";
constexpr std::string_view kHash = ",\"hash\":\"", kBody = "\",\"ruleset\":", kEnd = "}\n";

// Takes `word` off the front of `text`.
bool take(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

}  // namespace

std::string write(const model::Ruleset& ruleset, Hash hash) {
  const std::string body = encode(ruleset).dump();
  std::string out(kBegin);
  out += std::to_string(kForm);
  out += kHash;
  out += hash(body);
  out += kBody;
  out += body;
  return out += kEnd;
}

bool is_compiled(std::string_view text) { return text.starts_with(kBegin); }

Result<model::Ruleset, std::string> read(std::string_view text, Hash hash) {
  const std::string damaged = "the compiled ruleset is damaged; compile it again from its rules";
  if (!take(text, kBegin)) return std::string("this is not a compiled ruleset");
  if (!take(text, std::to_string(kForm)) || !take(text, kHash))
    return std::string(
        "the ruleset was compiled by another version of the command; compile it again");
  const std::size_t end = text.find('"');
  if (end == std::string_view::npos) return damaged;
  const std::string_view stated = text.substr(0, end);
  text.remove_prefix(end);
  if (!take(text, kBody) || !text.ends_with(kEnd)) return damaged;
  text.remove_suffix(kEnd.size());
  if (hash(text) != stated) return damaged;
  const Json body = Json::parse(text, nullptr, false);
  if (body.is_discarded()) return damaged;
  model::Ruleset ruleset;
  try {
    decode(body, ruleset);
  } catch (const Misshapen&) {
    return std::string(
        "the ruleset was compiled by another version of the command; compile it again");
  }
  if (!holds_together(ruleset)) return damaged;
  return ruleset;
}

}  // namespace assize::compiled
