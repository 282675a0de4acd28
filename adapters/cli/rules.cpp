#include "adapters/cli/rules.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <set>

#include "adapters/cli/code_table.h"
#include "adapters/cli/fingerprint.h"
#include "adapters/cli/log.h"
#include "adapters/compiled/compiled.h"
#include "adapters/system/files.h"
#include "adapters/system/holidays.h"
#include "adapters/system/zones.h"
#include "dsl/check/beside_slips.h"
#include "dsl/syntax/parse.h"

namespace assize::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kCodeFileLimit = std::size_t{64} << 20u;

std::vector<fs::path> search_path(const fs::path& importing,
                                  const std::vector<std::string>& rules_path) {
  std::error_code ignored;
  std::vector<fs::path> folders = {importing.parent_path()};
  const fs::path absolute = fs::absolute(importing, ignored);
  for (fs::path folder = absolute.parent_path(); folder.has_relative_path();
       folder = folder.parent_path()) {
    if (folder.filename() == "rulesets") {
      folders.push_back(folder);
      break;
    }
  }
  folders.emplace_back("rulesets");
  folders.insert(folders.end(), rules_path.begin(), rules_path.end());
  return folders;
}

class Loader {
 public:
  Loader(LoadedRules& out, const std::vector<std::string>& rules_path)
      : out_(out), rules_path_(rules_path) {}

  bool load(const std::string& path) {
    std::string failure;
    if (!add(path, failure)) {
      out_.failure = std::move(failure);
      return false;
    }
    // The list of files grows while it is walked: imports of imports come last.
    for (std::size_t i = 0; i < out_.files.size(); ++i) {
      for (const ImportRef& wanted : imports(out_.files[i])) follow(wanted, i);
      for (const CodeFileRef& wanted : code_files(out_.files[i])) read_codes(wanted, i);
    }
    return !out_.diagnostics.has_errors();
  }

  std::string hash() const { return fingerprint_.hex(); }
  std::map<std::pair<std::uint32_t, std::string>, CodeTable> code_tables;

 private:
  bool add(const std::string& path, std::string& failure) {
    const auto canonical = canonical_path(path);
    if (!canonical) {
      failure = canonical.error().text;
      return false;
    }
    if (!seen_.insert(*canonical).second) return true;
    auto text = read_file(path, kRuleFileLimit);
    if (!text) {
      failure = text.error().text;
      return false;
    }
    log_step("reading rules " + path);
    fingerprint_.add(*text);
    const std::uint32_t file = out_.texts.add(path, std::move(*text));
    out_.files.push_back(syntax::parse(out_.texts, file, out_.diagnostics).file);
    return true;
  }

  void follow(const ImportRef& wanted, std::size_t importing) {
    std::string relative = wanted.module;
    std::replace(relative.begin(), relative.end(), '.', '/');
    const fs::path from = out_.texts.file(out_.files[importing].file).name();
    std::error_code ignored;
    for (const fs::path& folder : search_path(from, rules_path_)) {
      for (const char* suffix : {".assize", ".assize.md"}) {
        const fs::path candidate = folder / (relative + suffix);
        if (!fs::exists(candidate, ignored)) continue;
        std::string failure;
        if (!add(candidate.lexically_normal().string(), failure)) {
          out_.diagnostics.error(
              "A6004", wanted.span,
              "the module " + wanted.module + " cannot be read: " + escape_controls(failure));
        }
        return;
      }
    }
    const std::string near =
        nearest(wanted.module, modules_in(search_path(from, rules_path_), relative));
    out_.diagnostics.error("A6003", wanted.span, "there is no module " + wanted.module,
                           !near.empty()
                               ? "did you mean " + near + "?"
                               : "it would be " + relative +
                                     ".assize beside this file, in rulesets/, or in a folder of "
                                     "--rules-path");
  }

  // Modules that stand where the one that is missing would, written as an import writes them.
  static std::vector<std::string> modules_in(const std::vector<fs::path>& folders,
                                             const std::string& relative) {
    std::vector<std::string> out;
    const fs::path inside = fs::path(relative).parent_path();
    for (const fs::path& folder : folders) {
      std::error_code error;
      for (fs::directory_iterator at(folder / inside, error), end; !error && at != end;
           at.increment(error)) {
        const std::string name = at->path().filename().string();
        const std::size_t suffix = name.find(".assize");
        if (suffix == std::string::npos || suffix == 0) continue;
        std::string module = (inside / name.substr(0, suffix)).string();
        std::replace(module.begin(), module.end(), '/', '.');
        out.push_back(std::move(module));
      }
    }
    std::sort(out.begin(), out.end());
    return out;
  }

  // Beside the file that names it, and nowhere else.
  void read_codes(const CodeFileRef& wanted, std::size_t asking) {
    const std::uint32_t file = out_.files[asking].file;
    if (code_tables.contains({file, wanted.path})) return;
    const auto cannot = [&](const std::string& why) {
      out_.diagnostics.error("A6020", wanted.span,
                             "the codes in " + escape_controls(wanted.path) +
                                 " cannot be read: " + escape_controls(why));
    };
    const fs::path path(wanted.path);
    if (path.is_absolute() || wanted.path.find("..") != std::string::npos) {
      return cannot("the file stands beside the ruleset, or in a folder below it");
    }
    const std::string full = (fs::path(out_.texts.file(file).name()).parent_path() / path).string();
    auto text = read_file(full, kCodeFileLimit);
    if (!text) return cannot(text.error().text);
    log_step("reading codes " + full);
    CodeTable table;
    std::string why;
    if (!read_code_table(*text, table, why)) return cannot(why);
    code_tables.emplace(std::make_pair(file, wanted.path), std::move(table));
  }

  LoadedRules& out_;
  const std::vector<std::string>& rules_path_;
  std::set<std::string> seen_;
  Fingerprint fingerprint_;
};

}  // namespace

Environment environment() {
  Environment e;
  // A table is made once for each zone, however many expressions ask for it.
  using Known = std::map<std::string, std::optional<ZoneTable>>;
  e.zone = [known =
                std::make_shared<Known>()](const std::string& name) -> std::optional<ZoneTable> {
    const auto at = known->find(name);
    if (at != known->end()) return at->second;
    auto table = zone_table(name);
    return (*known)[name] = table ? std::optional(std::move(*table)) : std::nullopt;
  };
  e.holidays = bank_holidays_england();
  return e;
}

std::string hash_of_text(std::string_view text) {
  Fingerprint fingerprint;
  fingerprint.add(text);
  return fingerprint.hex();
}

namespace {

constexpr std::uint64_t kCompiledLimit = 256ull << 20;  // 256 MiB

// False: it is not a compiled ruleset.
bool load_compiled(const std::string& path, LoadedRules& out) {
  const auto text = read_file(path, kCompiledLimit);
  if (!text || !compiled::is_compiled(*text)) return false;
  log_step("reading compiled rules " + path);
  auto ruleset = compiled::read(*text, hash_of_text);
  if (!ruleset) {
    out.failure = path + ": " + ruleset.error();
    return true;
  }
  out.ruleset = std::move(*ruleset);
  out.ok = true;
  return true;
}

}  // namespace

LoadedRules load_rules(const std::string& path, const std::vector<std::string>& rules_path) {
  LoadedRules out;
  if (load_compiled(path, out)) return out;
  Loader loader(out, rules_path);
  const bool loaded = loader.load(path);
  if (!out.failure.empty()) return out;
  Environment world = environment();
  if (!loaded) {
    check_beside_slips(out.files, out.texts, world, out.diagnostics);
    return out;
  }
  world.hash = loader.hash();
  world.code_tables = std::move(loader.code_tables);
  Checked checked = check(out.files, out.texts, world, out.diagnostics);
  out.ok = checked.ok && !out.diagnostics.has_errors();
  out.ruleset = std::move(checked.ruleset);
  out.tests = std::move(checked.tests);
  return out;
}

bool report(LoadedRules& rules, const Console& console) {
  if (!rules.failure.empty()) {
    console.error("A6002", escape_controls(rules.failure));
    return false;
  }
  console.show(rules.diagnostics, rules.texts);
  return rules.ok;
}

}  // namespace assize::cli
