// Runs a rule of the generated parser over some tokens: one pass of SLL prediction that stops at
// the first mistake. Everything that ANTLR throws ends here.
#pragma once

#include <exception>
#include <memory>
#include <vector>

#include "AssizeParser.h"
#include "antlr4-runtime.h"
#include "dsl/syntax/antlr/tokens.h"

namespace assize::syntax {

// Why a rule of the grammar could not be followed, and what it would have taken.
struct Mistake {
  std::size_t token = 0;           // index in Tokens; the end of the piece if none was left
  std::vector<std::size_t> rules;  // of grammar::AssizeParser, innermost first
  antlr4::misc::IntervalSet
      expected;           // token types; of the place where the rule could no longer be followed
  std::size_t start = 0;  // the token from which `expected` holds, at or before `token`
  bool too_deep = false;
  bool expects(std::size_t type) const { return expected.contains(type); }
};

class Recogniser {
 public:
  Recogniser(const Tokens& tokens, const Limits& limits);
  ~Recogniser();

  // The parse tree of `rule` over tokens [begin, end), which `closing` follows (0: nothing). It
  // lives until the next call. nullptr: see mistake().
  template <class Context>
  Context* run(std::size_t begin, std::size_t end, Context* (grammar::AssizeParser::*rule)(),
               std::size_t closing = 0) {
    open(begin, end, closing);
    Context* context = nullptr;
    guard([&] { context = (parser().*rule)(); });
    return failed_ ? nullptr : context;
  }
  const Mistake& mistake() const { return mistake_; }

 private:
  struct Machine;
  void open(std::size_t begin, std::size_t end, std::size_t closing);
  grammar::AssizeParser& parser();
  template <class F>
  void guard(F f) {
    try {
      failed_ = true;
      f();
      failed_ = false;
    } catch (const std::exception&) {
      // Thrown by the strategy below, which has noted the mistake, or by ANTLR for lack of memory.
    }
  }

  std::unique_ptr<Machine> machine_;
  Mistake mistake_;
  bool failed_ = false;
};

}  // namespace assize::syntax
