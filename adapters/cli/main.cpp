// The command `assize`: finds the verb, runs it, ends with its exit code.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <exception>

#include "adapters/cli/commands.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/interrupt.h"
#include "adapters/cli/log.h"
#include "adapters/cli/shared_options.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace assize::cli {
namespace {

constexpr const char* kExamples =
    "  assize check rules.assize march.csv          is the standard met?\n"
    "  assize test rules.assize                     do the rules say what was meant?\n"
    "  assize explain rules.assize PC_01            a rule in words\n"
    "  assize init demo                             a ruleset to start from\n\n"
    "assize VERB -h shows examples, assize VERB --help all options.\n"
    "Exit codes: 0 nothing to report, 1 not met, 2 could not run, 3 cannot tell, 70 a defect of "
    "assize, 130 interrupted.";

class CommandLine {
 public:
  CommandLine()
      : root_("Holds services to published standards: rules in words, findings with reasons.",
              "assize") {
    root_.set_help_flag("--help,-h", "This help");
    root_.set_version_flag("--version", "assize " ASSIZE_VERSION);
    root_.require_subcommand(0, 1);
    root_.footer(std::string("Examples:\n") + kExamples);
    for (const auto add :
         {add_check, add_test, add_coverage, add_lint, add_format, add_explain, add_book, add_diff,
          add_whatif, add_sample, add_eval, add_needs, add_vary, add_init, add_compile}) {
      verbs_.push_back(add(root_, console_));
      add_console_options(*verbs_.back().app, console_);
    }
    CLI::App* help = root_.add_subcommand("help", "Help on a verb");
    help->add_option("VERB", help_on_, "A verb");
    verbs_.push_back({help, [this] { return show_help(); }});
  }

  int run(int argc, char** argv) {
    if (argc > 1 && unknown_verb(argv[1])) return kCouldNotRun;
    if (wants_short_help(argc, argv)) return kOk;
    try {
      root_.parse(argc, argv);
    } catch (const CLI::Success& e) {
      return root_.exit(e) == 0 ? kOk : kInternal;
    } catch (const CLI::ParseError& e) {
      return usage(e);
    }
    start_log(console_.verbose);
    for (const Verb& verb : verbs_) {
      if (verb.app->parsed()) return finish(verb.run());
    }
    std::fputs(root_.help().c_str(), stderr);
    return kCouldNotRun;
  }

 private:
  const Verb* find(const std::string& name) const {
    const auto at = std::find_if(verbs_.begin(), verbs_.end(),
                                 [&](const Verb& v) { return v.app->get_name() == name; });
    return at == verbs_.end() ? nullptr : &*at;
  }

  std::vector<std::string> names() const {
    std::vector<std::string> out;
    for (const Verb& v : verbs_) out.push_back(v.app->get_name());
    return out;
  }

  bool unknown_verb(const std::string& word) const {
    if (word.empty() || word[0] == '-' || find(word) != nullptr) return false;
    const std::string near = nearest(word, names());
    console_.error("A6001", "there is no verb \"" + escape_controls(word) + "\"",
                   near.empty() ? "assize --help lists the verbs" : "did you mean " + near + "?");
    return true;
  }

  // `-h` is short: what the verb does, how it is called, examples.
  bool wants_short_help(int argc, char** argv) const {
    const Verb* verb = argc > 1 ? find(argv[1]) : nullptr;
    if (verb == nullptr) return false;
    for (int i = 2; i < argc && std::string_view(argv[i]) != "--"; ++i) {
      if (std::string_view(argv[i]) != "-h") continue;
      const std::string text = verb->app->get_description() + "\n\n" + verb->app->get_footer() +
                               "\n\nassize " + verb->app->get_name() +
                               " --help shows all options.\n";
      return console_.print(text);
    }
    return false;
  }

  int show_help() {
    if (help_on_.empty()) return console_.print(root_.help()) ? kOk : kCouldNotRun;
    if (unknown_verb(help_on_)) return kCouldNotRun;
    const Verb* verb = find(help_on_);
    return verb != nullptr && console_.print(verb->app->help("assize")) ? kOk : kCouldNotRun;
  }

  // The option that a word that was not understood may have been meant for.
  std::string nearest_option(const CLI::App& app, const std::string& text) const {
    const std::size_t dashes = text.find("--");
    if (dashes == std::string::npos) return {};
    const std::string word =
        text.substr(dashes + 2, text.find_first_of(" =:", dashes) - dashes - 2);
    std::vector<std::string> known;
    for (const CLI::Option* o : app.get_options())
      known.insert(known.end(), o->get_lnames().begin(), o->get_lnames().end());
    const std::string near = nearest(word, known);
    return near.empty() || near == word ? std::string() : "did you mean --" + near + "?";
  }

  int usage(const CLI::ParseError& e) const {
    const std::vector<CLI::App*> chosen = root_.get_subcommands();
    const CLI::App& app = chosen.empty() ? root_ : *chosen.front();
    std::string hint = nearest_option(app, e.what());
    if (hint.empty())
      hint = "assize " + (chosen.empty() ? std::string() : app.get_name() + " ") +
             "--help shows what is possible";
    console_.error("A6001", escape_controls(e.what()), hint);
    return kCouldNotRun;
  }

  static int finish(int code) {
    const bool written = std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
    if (interrupted()) return kInterrupted;
    return written ? code : kCouldNotRun;
  }

  CLI::App root_;
  Console console_;
  std::vector<Verb> verbs_;
  std::string help_on_;
};

}  // namespace
}  // namespace assize::cli

namespace {

// Blocks of a return come and go: what was freed is kept for the next instead of going back to the
// system page by page.
void keep_freed_memory() {
#ifdef __GLIBC__
  constexpr int kMiB = 1 << 20;
  mallopt(M_MMAP_THRESHOLD, kMiB);  // larger ones grow in place
  mallopt(M_TRIM_THRESHOLD, 64 * kMiB);
  mallopt(M_TOP_PAD, 4 * kMiB);
#endif
}

}  // namespace

int main(int argc, char** argv) {
  // Nothing of ours throws across folders; what a library throws ends here.
  try {
    keep_freed_memory();
    assize::cli::watch_for_interrupt();
    return assize::cli::CommandLine().run(argc, argv);
  } catch (const std::exception& e) {
    std::fprintf(stderr, "assize: internal error: %s\n", assize::escape_controls(e.what()).c_str());
  } catch (...) {
    std::fputs("assize: internal error\n", stderr);
  }
  return assize::cli::kInternal;
}
