// Parses and checks a text, for the tests of the checker.
#pragma once

#include <string>
#include <vector>

#include "adapters/system/zones.h"
#include "dsl/check/check.h"
#include "dsl/syntax/parse.h"

namespace assize {

struct Outcome {
  Checked checked;
  Diagnostics diagnostics;
  std::string messages;            // compact, for a failing test
  std::vector<std::string> codes;  // of the errors, in the order of the text
  bool has(const std::string& code) const {
    for (const Diagnostic& d : diagnostics.all()) {
      if (d.code == code) return true;
    }
    return false;
  }
  const Diagnostic* find(const std::string& code) const {
    for (const Diagnostic& d : diagnostics.all()) {
      if (d.code == code) return &d;
    }
    return nullptr;
  }
};

// The root first, then what it imports.
inline Outcome check_texts(const std::vector<std::string>& texts,
                           const std::string& suffix = ".assize") {
  Outcome out;
  Sources sources;
  std::vector<syntax::File> files;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::uint32_t file = sources.add("test" + std::to_string(i) + suffix, texts[i]);
    files.push_back(syntax::parse(sources, file, out.diagnostics).file);
  }
  Environment environment;
  environment.zone = [](const std::string& name) -> std::optional<ZoneTable> {
    Result<ZoneTable, std::string> table = zone_table(name);
    return table ? std::optional<ZoneTable>(std::move(*table)) : std::nullopt;
  };
  if (!out.diagnostics.has_errors())
    out.checked = check(std::move(files), sources, environment, out.diagnostics);
  out.diagnostics.sort();
  RenderOptions compact;
  compact.compact = true;
  for (const Diagnostic& d : out.diagnostics.all()) {
    out.messages += render(d, sources, compact);
    if (d.severity == Severity::error) out.codes.push_back(d.code);
  }
  return out;
}
inline Outcome check_text(const std::string& text) { return check_texts({text}); }

}  // namespace assize
