#include "dsl/syntax/literate.h"

#include <algorithm>

namespace assize::syntax {
namespace {

// Comparing every quotation with every block quote takes time in proportion to this product.
constexpr std::uint64_t kComparedBytes = std::uint64_t{1} << 31;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string folded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (!is_blank(c))
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

bool is_word(std::string_view text, std::size_t i) {
  if (i >= text.size()) return false;
  const auto c = static_cast<unsigned char>(text[i]);
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c >= 0x80;
}

// Without emphasis, code marks and the addresses of links; `\*` stands for `*`.
std::string without_marks(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool between_words = i > 0 && is_word(text, i - 1) && is_word(text, i + 1);
    if (c == '\\' && i + 1 < text.size() &&
        std::string_view("\\`*_{}[]()#+-.!>\"").find(text[i + 1]) != std::string_view::npos) {
      out += text[++i];
    } else if (c == '*' || c == '`' || (c == '_' && !between_words)) {
      continue;
    } else {
      out += c;
    }
  }
  return out;
}

struct Line {
  std::string_view text;  // without its end
  std::size_t begin;
  std::size_t next;  // where the next line begins
};
Line line_at(std::string_view text, std::size_t begin) {
  const std::size_t end = std::min(text.find('\n', begin), text.size());
  std::string_view line = text.substr(begin, end - begin);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return {line, begin, std::min(end + 1, text.size())};
}

// The line after at most three blanks; empty for a line indented further.
std::string_view outdented(std::string_view line) {
  const std::size_t blanks = std::min(line.find_first_not_of(' '), line.size());
  return blanks > 3 ? std::string_view() : line.substr(blanks);
}

struct Fence {
  char mark = 0;  // ` or ~; 0: not a fence
  std::size_t length = 0;
  std::string_view info;
};
Fence fence_of(std::string_view line) {
  const std::string_view text = outdented(line);
  if (text.empty() || (text[0] != '`' && text[0] != '~')) return {};
  const std::size_t length = std::min(text.find_first_not_of(text[0]), text.size());
  if (length < 3) return {};
  std::string_view info = text.substr(length);
  while (!info.empty() && is_blank(info.front())) info.remove_prefix(1);
  while (!info.empty() && is_blank(info.back())) info.remove_suffix(1);
  if (text[0] == '`' && info.find('`') != std::string_view::npos) return {};
  return {text[0], length, info};
}

// What stands behind the `>` marks of a line of a block quote.
bool quoted(std::string_view line, std::string_view& rest) {
  rest = outdented(line);
  if (rest.empty() || rest[0] != '>') return false;
  while (!rest.empty() && rest[0] == '>') {
    rest.remove_prefix(1);
    if (!rest.empty() && rest[0] == ' ') rest.remove_prefix(1);
  }
  return true;
}

template <class F>
void each_cites(const File& file, F f) {
  for (const Declaration& d : file.declarations) {
    const auto all = [&](const auto& x) {
      for (const Cites& c : x.cites) f(c);
    };
    if (const auto* rule = std::get_if<RuleDecl>(&d)) all(*rule);
    if (const auto* indicator = std::get_if<IndicatorDecl>(&d)) all(*indicator);
    if (const auto* standard = std::get_if<StandardDecl>(&d)) all(*standard);
    if (const auto* required = std::get_if<RequirementDecl>(&d)) all(*required);
    if (const auto* agreed = std::get_if<SpecificationDecl>(&d)) all(*agreed);
    if (const auto* variation = std::get_if<VariationDecl>(&d)) all(*variation);
    if (const auto* scheme = std::get_if<PaymentSchemeDecl>(&d)) all(*scheme);
  }
}

}  // namespace

bool is_literate(std::string_view file_name) { return file_name.ends_with(".assize.md"); }

Literate read_literate(std::string_view text, std::uint32_t file, Diagnostics& diagnostics) {
  Literate out;
  out.rules.assign(text.size(), ' ');
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') out.rules[i] = '\n';
  }
  const auto span = [&](std::size_t begin, std::size_t end) {
    return Span{file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  };
  Fence open;
  std::size_t open_at = 0, inside = 0;
  std::string quote;
  std::size_t quote_begin = 0, quote_end = 0;
  const auto end_quote = [&] {
    if (!quote.empty())
      out.quotes.push_back({folded(without_marks(quote)), span(quote_begin, quote_end)});
    quote.clear();
  };
  const auto end_block = [&](std::size_t end) {
    if (open.info != "assize") return;
    std::copy(text.begin() + static_cast<std::ptrdiff_t>(inside),
              text.begin() + static_cast<std::ptrdiff_t>(end),
              out.rules.begin() + static_cast<std::ptrdiff_t>(inside));
    out.blocks.push_back(span(inside, end));
  };
  for (std::size_t i = 0; i < text.size();) {
    const Line line = line_at(text, i);
    i = line.next;
    const Fence fence = fence_of(line.text);
    if (open.mark != 0) {
      if (fence.mark == open.mark && fence.length >= open.length && fence.info.empty()) {
        end_block(line.begin);
        open = {};
      }
      continue;
    }
    std::string_view rest;
    if (fence.mark != 0) {
      end_quote();
      open = fence;
      open_at = line.begin;
      inside = line.next;
    } else if (quoted(line.text, rest)) {
      if (quote.empty()) quote_begin = line.begin;
      quote += std::string(rest) + "\n";
      quote_end = line.begin + line.text.size();
    } else {
      end_quote();
    }
  }
  end_quote();
  if (open.mark != 0) {
    end_block(text.size());
    if (open.info == "assize") {
      diagnostics.error(
          "A1021", span(open_at, line_at(text, open_at).begin + line_at(text, open_at).text.size()),
          "this block of rules is not closed",
          "end it with a line of " + std::string(open.length, open.mark));
    }
  }
  if (out.blocks.empty()) {
    diagnostics.error("A1022", span(0, 0), "this literate file holds no rules",
                      "rules stand between a line ```assize and a line ```");
  }
  return out;
}

void check_quotations(const File& file, Diagnostics& diagnostics) {
  if (!file.literate) return;
  std::string all;
  for (const BlockQuote& q : file.quotes) all += q.text + "\n";
  std::uint64_t compared = 0;
  each_cites(file, [&](const Cites& c) {
    if (c.in_our_words || compared > kComparedBytes) return;
    compared += all.size() + 1;
    if (compared > kComparedBytes) {
      diagnostics.error("A1003", c.span, "the file has too many quotations to check",
                        "divide it into modules");
      return;
    }
    const std::string wording = folded(c.wording.text);
    if (!wording.empty() && all.find(wording) != std::string::npos) return;
    diagnostics.error(
        "A1020", c.wording.span, "no block quote of this file has these words",
        "quote the source in a line that begins with `>`, or write `in our words \"...\"`");
  });
}

}  // namespace assize::syntax
