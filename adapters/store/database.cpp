#include "adapters/store/database.h"

namespace assize {

Database::Database(const std::string& path) {
  sqlite3* handle = nullptr;
  const int code =
      sqlite3_open_v2(path.c_str(), &handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
  handle_.reset(handle);
  if (!check(code)) return;
  sqlite3_busy_timeout(handle, 10'000);
  // The file may come from anywhere: its own triggers and views get no say.
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
}

bool Database::check(int code) {
  if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return ok();
  if (ok()) error_ = handle_ ? sqlite3_errmsg(handle_.get()) : sqlite3_errstr(code);
  return false;
}

bool Database::execute(const char* sql) {
  return ok() && check(sqlite3_exec(handle(), sql, nullptr, nullptr, nullptr));
}

std::optional<std::int64_t> Database::number(const char* sql) {
  if (!ok()) return std::nullopt;
  sqlite3_stmt* statement = nullptr;
  std::optional<std::int64_t> result;
  if (check(sqlite3_prepare_v2(handle(), sql, -1, &statement, nullptr)) &&
      check(sqlite3_step(statement))) {
    if (sqlite3_data_count(statement) > 0) result = sqlite3_column_int64(statement, 0);
  }
  sqlite3_finalize(statement);
  return result;
}

Statement::Statement(Database& database, std::string_view sql) : database_(database) {
  if (!database.ok()) return;
  sqlite3_stmt* statement = nullptr;
  database.check(sqlite3_prepare_v2(database.handle(), sql.data(), static_cast<int>(sql.size()),
                                    &statement, nullptr));
  statement_.reset(statement);
}

Statement& Statement::add(std::string_view text) {
  // A null pointer would bind null, not the empty text.
  const char* bytes = text.data() == nullptr ? "" : text.data();
  if (statement_) {
    database_.check(sqlite3_bind_text(statement_.get(), next_++, bytes,
                                      static_cast<int>(text.size()), SQLITE_STATIC));
  }
  return *this;
}

Statement& Statement::add(std::int64_t number) {
  if (statement_) database_.check(sqlite3_bind_int64(statement_.get(), next_++, number));
  return *this;
}

Statement& Statement::add_null() {
  if (statement_) database_.check(sqlite3_bind_null(statement_.get(), next_++));
  return *this;
}

bool Statement::run() {
  next_ = 1;
  if (!statement_ || !database_.ok()) return false;
  int code = SQLITE_ROW;
  while (code == SQLITE_ROW) code = sqlite3_step(statement_.get());
  const bool done = database_.check(code);
  sqlite3_reset(statement_.get());
  return done;
}

bool Statement::has_row() {
  next_ = 1;
  if (!statement_ || !database_.ok()) return false;
  const int code = sqlite3_step(statement_.get());
  database_.check(code);
  sqlite3_reset(statement_.get());
  return code == SQLITE_ROW;
}

}  // namespace assize
