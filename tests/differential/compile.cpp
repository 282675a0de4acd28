#include "tests/differential/compile.h"

#include "adapters/system/holidays.h"
#include "adapters/system/zones.h"
#include "dsl/syntax/parse.h"

namespace assize::differential {
namespace {

std::optional<ZoneTable> zone(const std::string& name) {
  static const auto london = zone_table("Europe/London");
  if (name != "Europe/London" || !london) return std::nullopt;
  return *london;
}

}  // namespace

Compiled compile(const std::string& rules) {
  Compiled out;
  Diagnostics diagnostics;
  Sources texts;
  const std::uint32_t file = texts.add("random.assize", rules);
  auto parsed = syntax::parse(texts, file, diagnostics);
  if (parsed.ok) {
    Environment environment;
    environment.zone = zone;
    environment.holidays = bank_holidays_england();
    std::vector<syntax::File> files;
    files.push_back(std::move(parsed.file));
    out.checked = check(std::move(files), texts, environment, diagnostics);
  }
  for (const Diagnostic& d : diagnostics.all()) {
    if (d.severity != Severity::error) continue;
    out.codes.push_back(d.code);
    out.messages += render(d, texts) + "\n";
  }
  return out;
}

}  // namespace assize::differential
