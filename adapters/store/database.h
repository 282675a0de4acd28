// SQLite with its handles owned: statements and connections close themselves, errors are kept until
// they are asked for.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace assize {

// A connection. After the first failure every further call does nothing and returns false, so that
// a sequence of calls may be checked once, at its end.
class Database {
 public:
  explicit Database(const std::string& path);
  bool ok() const { return error_.empty(); }
  const std::string& error() const { return error_; }
  bool execute(const char* sql);
  std::optional<std::int64_t> number(const char* sql);
  sqlite3* handle() const { return handle_.get(); }
  bool check(int code);  // remembers the message unless the code means success

 private:
  struct Close {
    void operator()(sqlite3* h) const { sqlite3_close_v2(h); }
  };
  std::unique_ptr<sqlite3, Close> handle_;
  std::string error_;
};

// A prepared statement, bound from left to right and run as often as there are rows. Texts must
// outlive run().
class Statement {
 public:
  Statement(Database& database, std::string_view sql);
  Statement& add(std::string_view text);
  Statement& add(std::int64_t number);
  Statement& add_null();
  // Empty texts become null.
  Statement& add_text_or_null(std::string_view text) {
    return text.empty() ? add_null() : add(text);
  }
  bool run();      // steps to the end, then is ready for the next row
  bool has_row();  // steps once: is there a row?

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* s) const { sqlite3_finalize(s); }
  };
  Database& database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  int next_ = 1;
};

}  // namespace assize
