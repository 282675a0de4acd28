#include "adapters/store/store.h"

#include <sys/stat.h>

#include <array>
#include <fstream>

#include "adapters/store/database.h"
#include "adapters/store/schema.h"
#include "engine/explain/finding_words.h"
#include "engine/explain/target_words.h"

namespace assize {

namespace {

// Looks without opening a database: SQLite would create or lock what it is pointed at. Empty: may
// be used.
std::string reason_to_refuse(const std::string& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) return {};  // to be created
  if (!S_ISREG(info.st_mode))
    return path + ": not a regular file, so it cannot be a findings store";
  if (info.st_size == 0) return {};
  std::ifstream file(path, std::ios::binary);
  std::array<char, 16> head{};
  file.read(head.data(), head.size());
  if (!file ||
      std::string_view(head.data(), head.size()) != std::string_view("SQLite format 3\0", 16)) {
    return path + ": not a findings store; the file was left as it is";
  }
  return {};
}

const std::string kMarkVersion = "pragma user_version = " + std::to_string(kStoreVersion);

// From version 1, the only one before this.
std::string upgrade(Database& database, const std::string& path) {
  database.execute("begin immediate");
  // Another process may have done so between the look and the lock.
  if (database.number("pragma user_version") == 1) {
    database.execute(kStoreFromVersion1);
    database.execute(kMarkVersion.c_str());
  }
  database.execute("commit");
  return database.ok() ? std::string() : path + ": " + database.error();
}

// Makes the tables of a new store, or makes sure that the file is a store of this version.
std::string prepare(Database& database, const std::string& path) {
  const auto id = database.number("pragma application_id");
  const auto version = database.number("pragma user_version");
  const auto tables = database.number("select count(*) from sqlite_schema");
  if (!database.ok()) return path + ": " + database.error();
  if (*id == kStoreApplicationId) {
    if (*version > kStoreVersion)
      return path + ": a findings store of a later version of assize; the file was left as it is";
    return *version < kStoreVersion ? upgrade(database, path) : std::string();
  }
  if (*id != 0 || *tables != 0)
    return path + ": a database, but not a findings store; the file was left as it is";
  database.execute("pragma journal_mode = wal");
  database.execute("begin immediate");
  // Another process may have made the tables between the look and the lock.
  if (database.number("pragma application_id") != kStoreApplicationId) {
    database.execute(kStoreSchema);
    database.execute(("pragma application_id = " + std::to_string(kStoreApplicationId)).c_str());
    database.execute(kMarkVersion.c_str());
  }
  database.execute("commit");
  return database.ok() ? std::string() : path + ": " + database.error();
}

std::string placeholders(int n) {
  std::string text = "(?";
  while (--n > 0) text += ",?";
  return text + ")";
}

template <class List>
std::string_view name_in(const List& list, model::Index i) {
  return i == model::kNone ? std::string_view() : std::string_view(list[i].name);
}

std::string end_text(const End& e) {
  if (!e.exists) return {};
  if (e.number) return e.number->text();
  if (e.exact) return e.exact->numerator() + "/" + e.exact->denominator();
  if (e.milliseconds) return Decimal::make(*e.milliseconds, 3).value_or(Decimal()).text() + " s";
  return std::to_string(e.n) + "/" + std::to_string(e.d);
}

void add_run(Database& db, const Provenance& p) {
  Statement run(db, "insert into run values " + placeholders(8));
  run.add(p.run_id).add(p.ruleset).add(p.ruleset_version).add(p.ruleset_hash).add(p.engine_version);
  run.add(p.zone_version).add(p.holiday_version).add(p.as_at).run();
  Statement option(db, "insert into run_option values " + placeholders(4));
  std::int64_t n = 0;
  for (const auto& [name, value] : p.options)
    option.add(p.run_id).add(++n).add(name).add(value).run();
}

void add_inputs(Database& db, const std::string& run, const RunResult& result) {
  Statement input(db, "insert into input values " + placeholders(11));
  std::int64_t n = 0;
  for (const FileTotals& f : result.files) {
    input.add(run).add(++n).add(f.name).add(f.record).add(f.hash).add(
        static_cast<std::int64_t>(f.read));
    input.add(static_cast<std::int64_t>(f.accepted)).add(static_cast<std::int64_t>(f.rejected));
    input.add(static_cast<std::int64_t>(f.copies))
        .add(static_cast<std::int64_t>(f.key_clashes))
        .add(static_cast<std::int64_t>(f.undated))
        .run();
  }
}

std::string subgroup_text(const Finding& f) {
  std::string text;
  for (const auto& [field, code] : f.subgroup)
    text += (text.empty() ? "" : ", ") + field + "=" + code;
  return text;
}

void add_findings(Database& db, const std::string& run, const model::Ruleset& ruleset,
                  const RunResult& result) {
  Statement finding(db, "insert into finding values " + placeholders(36));
  Statement clause(db, "insert into finding_clause values " + placeholders(6));
  Statement rule(db, "insert into rule_outcome values " + placeholders(9));
  std::int64_t n = 0, rules = 0;
  for (const Finding& f : result.findings) {
    ++n;
    const std::string period = text(f.period), subgroup = subgroup_text(f), low = end_text(f.low),
                      high = end_text(f.high);
    const auto target = target_of(f, ruleset);
    const std::string target_words = target ? in_words(*target) : std::string();
    const std::string words = message(f, ruleset);
    finding.add(run).add(n).add(word(f.kind));
    finding.add_text_or_null(name_in(ruleset.standards, f.standard));
    finding.add_text_or_null(name_in(ruleset.indicators, f.indicator))
        .add_text_or_null(name_in(ruleset.rules, f.rule));
    if (f.provider)
      finding.add(*f.provider);
    else
      finding.add_null();
    finding.add_text_or_null(period).add_text_or_null(subgroup).add(word(status_of(f)));
    finding.add_text_or_null(f.so_far ? word(*f.so_far) : std::string_view());
    finding.add_text_or_null(f.tier).add_text_or_null(target_words);
    for (const Figure* figure : {&f.numerator, &f.denominator, &f.left_out, &f.excused,
                                 &f.not_yet_due, &f.not_in_force, &f.unknown, &f.not_placed}) {
      finding.add(figure->low).add(figure->high);
    }
    finding.add_text_or_null(low)
        .add_text_or_null(high)
        .add(static_cast<std::int64_t>(f.proved))
        .add(f.deciding);
    finding.add(f.by_convention).add(f.rests_on_blank).add(words).run();
    std::int64_t m = 0;
    for (const auto& [name, figure] : f.by_clause) {
      clause.add(run).add(n).add(++m).add(name).add(figure.low).add(figure.high).run();
    }
    if (f.kind != FindingKind::rule) continue;
    rule.add(run).add(++rules).add(name_in(ruleset.rules, f.rule));
    rule.add_text_or_null(f.provider ? std::string_view(*f.provider) : std::string_view())
        .add_text_or_null(period);
    rule.add(f.passed).add(f.failed).add(f.not_applicable).add(f.undecided).run();
  }
}

void add_problems(Database& db, const std::string& run, const RunResult& result) {
  Statement problem(db, "insert into problem values " + placeholders(9));
  std::int64_t n = 0;
  for (const DataProblem& p : result.problems) {
    const std::string_view file = p.file < result.files.size()
                                      ? std::string_view(result.files[p.file].name)
                                      : std::string_view();
    problem.add(run).add(++n).add(p.code).add(p.text).add_text_or_null(file);
    problem.add(static_cast<std::int64_t>(p.record)).add(static_cast<std::int64_t>(p.line));
    problem.add_text_or_null(p.field).add(static_cast<std::int64_t>(p.count)).run();
  }
  Statement note(db, "insert into note values " + placeholders(3));
  n = 0;
  for (const std::string& text : result.notes) note.add(run).add(++n).add(text).run();
}

}  // namespace

Result<Stored, StoreError> store_run(const std::string& path, const Provenance& provenance,
                                     const model::Ruleset& ruleset, const RunResult& result) {
  if (std::string refusal = reason_to_refuse(path); !refusal.empty())
    return StoreError{std::move(refusal)};
  Database db(path);
  if (!db.ok()) return StoreError{path + ": " + db.error()};
  db.execute("pragma synchronous = full");
  db.execute("pragma foreign_keys = on");
  if (std::string refusal = prepare(db, path); !refusal.empty())
    return StoreError{std::move(refusal)};

  db.execute("begin immediate");
  Statement known(db, "select 1 from run where id = ?");
  if (known.add(provenance.run_id).has_row()) {
    db.execute("rollback");
    return Stored{false};
  }
  add_run(db, provenance);
  add_inputs(db, provenance.run_id, result);
  add_findings(db, provenance.run_id, ruleset, result);
  add_problems(db, provenance.run_id, result);
  if (!db.execute("commit")) {
    // Closing the connection rolls back what was begun.
    return StoreError{path + ": the run was not stored: " + db.error()};
  }
  return Stored{true};
}

}  // namespace assize
