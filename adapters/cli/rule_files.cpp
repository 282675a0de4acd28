#include "adapters/cli/rule_files.h"

#include <algorithm>
#include <filesystem>

namespace assize::cli {

namespace {

namespace fs = std::filesystem;

bool is_ruleset(const std::string& name) {
  const auto ends_with = [&](std::string_view end) {
    return name.size() > end.size() && name.compare(name.size() - end.size(), end.size(), end) == 0;
  };
  return ends_with(".assize") || ends_with(".assize.md");
}

std::vector<std::string> rulesets_below(const std::string& folder) {
  std::vector<std::string> out;
  std::error_code error;
  for (fs::recursive_directory_iterator
           at(folder, fs::directory_options::skip_permission_denied, error),
       end;
       !error && at != end; at.increment(error)) {
    if (is_ruleset(at->path().string()) && at->is_regular_file(error))
      out.push_back(at->path().string());
  }
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

std::optional<std::vector<std::string>> rule_files(const std::vector<std::string>& named,
                                                   const Console& console) {
  std::vector<std::string> out;
  for (const std::string& name : named) {
    std::error_code ignored;
    if (!fs::is_directory(name, ignored)) {
      out.push_back(name);
      continue;
    }
    const auto found = rulesets_below(name);
    if (found.empty()) {
      console.error("A6002",
                    escape_controls(name) + ": no .assize or .assize.md file in this folder");
      return std::nullopt;
    }
    out.insert(out.end(), found.begin(), found.end());
  }
  return out;
}

}  // namespace assize::cli
