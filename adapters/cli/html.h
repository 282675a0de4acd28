// Small pieces of HTML.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace assize::cli {

// Safe inside an element and inside a quoted attribute; control characters and those that change
// the direction of text become visible.
std::string html(std::string_view text);
// A name as the end of a link: letters, digits, - and _.
std::string html_id(std::string_view kind, std::string_view name);
// The paragraphs and block quotes of a little Markdown: headings are left out, marks inside a line
// become code and strong, links their words.
std::string html_of_prose(std::string_view markdown);

// A table with a caption, whose first column heads its rows. Cells are HTML. A stretch that is
// wider than the page can be moved by itself.
class HtmlTable {
 public:
  HtmlTable(std::string caption, std::vector<std::string> heading)
      : caption_(std::move(caption)), heading_(std::move(heading)) {}
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  bool empty() const { return rows_.empty(); }
  std::string text() const;

 private:
  std::string caption_;  // plain text
  std::vector<std::string> heading_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace assize::cli
