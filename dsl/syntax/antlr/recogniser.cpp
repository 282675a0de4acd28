#include "dsl/syntax/antlr/recogniser.h"

#include <stdexcept>

#include "CommonToken.h"
#include "CommonTokenFactory.h"

namespace assize::syntax {
namespace {

using grammar::AssizeParser;

// Hands out tokens [begin, end) and then one closing token, if any. A token's index in Tokens
// travels as its start and stop.
class Slice : public antlr4::TokenSource {
 public:
  explicit Slice(const Tokens& tokens) : tokens_(tokens) {}
  void open(std::size_t begin, std::size_t end, std::size_t closing) {
    at_ = begin;
    end_ = end;
    closing_ = closing;
  }
  std::size_t end() const { return end_; }

  std::unique_ptr<antlr4::Token> nextToken() override {
    std::size_t type = antlr4::Token::EOF;
    const std::size_t index = std::min(at_, end_);
    if (at_ < end_) {
      type = tokens_.all[at_++].type;
    } else if (closing_ != 0) {
      type = std::exchange(closing_, 0);
    }
    auto token = std::make_unique<antlr4::CommonToken>(type);
    token->setStartIndex(index);
    token->setStopIndex(index);
    return token;
  }
  std::size_t getLine() const override { return 0; }
  std::size_t getCharPositionInLine() override { return 0; }
  antlr4::CharStream* getInputStream() override { return nullptr; }
  std::string getSourceName() override { return {}; }
  antlr4::TokenFactory<antlr4::CommonToken>* getTokenFactory() override {
    return antlr4::CommonTokenFactory::DEFAULT.get();
  }

 private:
  const Tokens& tokens_;
  std::size_t at_ = 0, end_ = 0, closing_ = 0;
};

struct Stop : std::runtime_error {
  Stop() : std::runtime_error("stopped at the first mistake") {}
};

// Notes the first mistake and gives up: the default strategy's repairs take quadratic time.
class FirstMistake : public antlr4::DefaultErrorStrategy {
 public:
  explicit FirstMistake(Mistake& mistake) : mistake_(mistake) {}

  void recover(antlr4::Parser* parser, std::exception_ptr thrown) override {
    std::size_t token = parser->getCurrentToken()->getStartIndex();
    const std::size_t start = token;
    try {
      std::rethrow_exception(thrown);
    } catch (const antlr4::RecognitionException& e) {
      if (e.getOffendingToken() != nullptr) token = e.getOffendingToken()->getStartIndex();
    }
    note(parser, start, token);
  }
  antlr4::Token* recoverInline(antlr4::Parser* parser) override {
    const std::size_t token = parser->getCurrentToken()->getStartIndex();
    note(parser, token, token);
    return nullptr;
  }
  void sync(antlr4::Parser*) override {}
  void reportError(antlr4::Parser*, const antlr4::RecognitionException&) override {}

  [[noreturn]] void note(antlr4::Parser* parser, std::size_t start, std::size_t token) {
    mistake_ = {token, {}, parser->getExpectedTokens(), start, false};
    for (antlr4::tree::ParseTree* c = parser->getContext(); c != nullptr; c = c->parent) {
      mistake_.rules.push_back(static_cast<antlr4::ParserRuleContext*>(c)->getRuleIndex());
    }
    throw Stop();
  }

 private:
  Mistake& mistake_;
};

// Counts the rules through which expressions nest.
class Depth : public antlr4::tree::ParseTreeListener {
 public:
  Depth(Mistake& mistake, int limit) : mistake_(mistake), limit_(limit) {}
  void reset() { depth_ = 0; }
  void enterEveryRule(antlr4::ParserRuleContext* context) override {
    if (!counts(context) || ++depth_ <= limit_) return;
    mistake_ = {context->start->getStartIndex(), {}, {}, context->start->getStartIndex(), true};
    throw Stop();
  }
  void exitEveryRule(antlr4::ParserRuleContext* context) override {
    if (counts(context)) --depth_;
  }
  void visitTerminal(antlr4::tree::TerminalNode*) override {}
  void visitErrorNode(antlr4::tree::ErrorNode*) override {}

 private:
  static bool counts(const antlr4::ParserRuleContext* context) {
    const std::size_t rule = context->getRuleIndex();
    return rule == AssizeParser::RuleNegation || rule == AssizeParser::RulePrimary;
  }
  Mistake& mistake_;
  int limit_;
  int depth_ = 0;
};

}  // namespace

struct Recogniser::Machine {
  Machine(const Tokens& tokens, const Limits& limits, Mistake& mistake)
      : slice(tokens), stream(&slice), parser(&stream), depth(mistake, 2 * limits.depth) {
    parser.removeErrorListeners();
    parser.setErrorHandler(std::make_shared<FirstMistake>(mistake));
    parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(
        antlr4::atn::PredictionMode::SLL);
    parser.addParseListener(&depth);
  }
  Slice slice;
  antlr4::CommonTokenStream stream;
  AssizeParser parser;
  Depth depth;
};

Recogniser::Recogniser(const Tokens& tokens, const Limits& limits)
    : machine_(std::make_unique<Machine>(tokens, limits, mistake_)) {}
Recogniser::~Recogniser() = default;

void Recogniser::open(std::size_t begin, std::size_t end, std::size_t closing) {
  machine_->slice.open(begin, end, closing);
  machine_->stream.setTokenSource(&machine_->slice);
  machine_->parser.setTokenStream(&machine_->stream);
  machine_->parser.getTreeTracker().reset();
  machine_->depth.reset();
  mistake_ = {};
  mistake_.token = begin;
}

grammar::AssizeParser& Recogniser::parser() { return machine_->parser; }

}  // namespace assize::syntax
