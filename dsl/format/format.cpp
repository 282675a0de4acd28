#include "dsl/format/format.h"

#include <algorithm>

#include "dsl/format/print.h"
#include "dsl/syntax/literate.h"

namespace assize {
namespace {

using formatting::Line;
using formatting::Role;

// A comment or a line of rules with what belongs to it.
struct Piece {
  std::string text;
  bool blank_before = false;  // as the author had it
};
struct Entry {
  Line line;
  bool blank_before = false;
  bool opens = false;           // the first line of a declaration
  std::vector<Piece> comments;  // on lines of their own before it
  std::string beside;           // a comment on the same line
};

class Layout {
 public:
  Layout(const std::string& text, Span within) : text_(text), within_(within) {}

  void add(const std::vector<Line>& lines) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
      entries_.push_back({lines[i], blank_before(lines[i].span.begin), i == 0, {}, {}});
    }
  }

  // Gives each comment to the line that it stands beside, else to the next one in the source.
  void place(const std::vector<syntax::Comment>& comments) {
    std::vector<std::size_t> order(entries_.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return entries_[a].line.span.begin < entries_[b].line.span.begin;
    });
    for (const syntax::Comment& c : comments) {
      if (c.span.begin < within_.begin || c.span.end > within_.end) continue;
      const auto next = std::partition_point(order.begin(), order.end(), [&](std::size_t i) {
        return entries_[i].line.span.end <= c.span.begin;
      });
      if (next != order.begin()) {
        Entry& before = entries_[*(next - 1)];
        if (same_line(before.line.span.end, c.span.begin)) {
          before.beside += (before.beside.empty() ? "" : " ") + c.text;
          continue;
        }
      }
      std::vector<Piece>& to = next == order.end() ? last_ : entries_[*next].comments;
      to.push_back({c.text, blank_before(c.span.begin)});
    }
  }

  std::string text() {
    for (std::size_t i = 0; i < entries_.size(); ++i) write(i);
    for (const Piece& p : last_) {
      if (p.blank_before) blank();
      line(p.text, 0);
    }
    return std::move(out_);
  }

 private:
  bool blank_before(std::uint32_t at) const {
    std::size_t ends = 0;
    while (at > within_.begin && (text_[at - 1] == ' ' || text_[at - 1] == '\t' ||
                                  text_[at - 1] == '\n' || text_[at - 1] == '\r')) {
      if (text_[--at] == '\n') ++ends;
    }
    return ends > 1;
  }
  bool same_line(std::uint32_t from, std::uint32_t to) const {
    return std::find(text_.begin() + from, text_.begin() + to, '\n') == text_.begin() + to;
  }

  void write(std::size_t i) {
    const Entry& e = entries_[i];
    const Role role = e.line.role;
    const bool after_head = i > 0 && entries_[i - 1].line.role == Role::head;
    const bool inside = role != Role::statement && role != Role::head;
    const bool after_block = i > 0 && entries_[i - 1].line.role == Role::end;
    bool wanted = e.opens && (after_block || role == Role::head);  // a block stands by itself
    const auto gap = [&](bool author) {
      if (wanted || (author && !(inside && (after_head || role == Role::end)))) blank();
      wanted = false;
    };
    const std::size_t indent = role == Role::row ? 4 : role == Role::inner ? 2 : 0;
    for (std::size_t k = 0; k < e.comments.size(); ++k) {
      if (k == 0 || e.comments[k].blank_before) gap(e.comments[k].blank_before);
      line(e.comments[k].text, role == Role::end ? 2 : indent);
    }
    if (e.comments.empty() || (e.blank_before && !inside)) gap(e.blank_before);
    line(e.line.text + (e.beside.empty() ? "" : "  " + e.beside), indent);
  }

  void blank() {
    if (!out_.empty() && !out_.ends_with("\n\n")) out_ += '\n';
  }
  // A text of several lines has its own indents relative to the first.
  void line(const std::string& text, std::size_t indent) {
    for (std::size_t i = 0; i <= text.size();) {
      const std::size_t end = std::min(text.find('\n', i), text.size());
      out_ += std::string(indent, ' ') + text.substr(i, end - i) + "\n";
      i = end + 1;
    }
  }

  const std::string& text_;
  Span within_;
  std::vector<Entry> entries_;
  std::vector<Piece> last_;  // comments after everything else
  std::string out_;
};

bool inside(Span s, Span within) { return s.begin >= within.begin && s.end <= within.end; }

std::string format_within(const std::string& text, const syntax::File& file, Span within) {
  Layout layout(text, within);
  const auto add = [&](const auto& all) {
    for (const auto& x : all) {
      const std::vector<Line> lines = formatting::lines(x);
      if (inside(lines.front().span, within)) layout.add(lines);
    }
  };
  add(file.modules);
  add(file.imports);
  add(file.unknown_counts_as_no);
  add(file.declarations);
  layout.place(file.comments);
  return layout.text();
}

// A declaration that begins in one fenced block and ends in another has no layout of its own.
bool crosses(const syntax::File& file, const std::vector<Span>& blocks) {
  return std::any_of(file.declarations.begin(), file.declarations.end(),
                     [&](const syntax::Declaration& d) {
                       return std::none_of(blocks.begin(), blocks.end(),
                                           [&](Span b) { return inside(syntax::span_of(d), b); });
                     });
}

}  // namespace

std::string format(const SourceFile& source, const syntax::File& file) {
  const std::string& text = source.text();
  const auto size = static_cast<std::uint32_t>(text.size());
  if (!file.literate) {
    const std::uint32_t mark = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    return format_within(text, file, {file.file, mark, size});
  }
  Diagnostics unused;
  const std::vector<Span> blocks = syntax::read_literate(text, file.file, unused).blocks;
  if (crosses(file, blocks)) return text;
  std::string out;
  std::uint32_t copied = 0;
  for (const Span block : blocks) {
    out += text.substr(copied, block.begin - copied) + format_within(text, file, block);
    copied = block.end;
  }
  return out + text.substr(copied);
}

}  // namespace assize
