#include "adapters/store/store.h"

#include <gtest/gtest.h>
#include <sqlite3.h>

#include <chrono>
#include <filesystem>
#include <fstream>

#include "adapters/store/database.h"

namespace assize {
namespace {

namespace fs = std::filesystem;

class Store : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ =
        fs::path(::testing::TempDir()) /
        ("store_" + std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    path_ = (folder_ / "findings.db").string();
    provenance_.run_id = "run 1";
    provenance_.as_at = "2024-03-31";
    model::Rule rule;
    rule.name = "R1";
    ruleset_.rules.push_back(rule);
  }
  void TearDown() override { fs::remove_all(folder_); }

  RunResult result(std::size_t findings) const {
    RunResult r;
    r.files.push_back({"a.csv", "contact", "abc", 3, 2, 1, 0, 0});
    for (std::size_t i = 0; i < findings; ++i) {
      Finding f;
      f.kind = FindingKind::rule;
      f.rule = 0;
      f.provider = "P" + std::to_string(i);
      f.period = *parse_period("2024-03");
      f.passed = 2;
      f.failed = i % 2;
      r.findings.push_back(f);
    }
    return r;
  }
  std::int64_t number(const char* sql) { return *Database(path_).number(sql); }
  std::string bytes() const {
    std::ifstream in(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  fs::path folder_;
  std::string path_;
  Provenance provenance_;
  model::Ruleset ruleset_;
};

TEST_F(Store, KeepsPassesAsWellAsFailures) {
  const auto stored = store_run(path_, provenance_, ruleset_, result(4));
  ASSERT_TRUE(stored) << stored.error().text;
  EXPECT_TRUE(stored->added);
  EXPECT_EQ(number("select count(*) from finding"), 4);
  EXPECT_EQ(number("select count(*) from rule_outcome where failed = 0"), 2);
  EXPECT_EQ(number("select rejected from input"), 1);
}

TEST_F(Store, AddsARunOnce) {
  ASSERT_TRUE(store_run(path_, provenance_, ruleset_, result(4)));
  const auto again = store_run(path_, provenance_, ruleset_, result(4));
  ASSERT_TRUE(again);
  EXPECT_FALSE(again->added);
  EXPECT_EQ(number("select count(*) from run"), 1);
  EXPECT_EQ(number("select count(*) from finding"), 4);
  provenance_.run_id = "run 2";
  ASSERT_TRUE(store_run(path_, provenance_, ruleset_, result(1)));
  EXPECT_EQ(number("select count(*) from run"), 2);
}

TEST_F(Store, IsSafeAgainstPowerLoss) {
  ASSERT_TRUE(store_run(path_, provenance_, ruleset_, result(1)));
  EXPECT_EQ(number("select count(*) from pragma_journal_mode where journal_mode = 'wal'"), 1);
  EXPECT_EQ(number("select count(*) from pragma_integrity_check where integrity_check = 'ok'"), 1);
  EXPECT_EQ(number("select count(*) from pragma_foreign_key_check"), 0);
}

TEST_F(Store, LeavesAFileThatIsNoStoreAsItIs) {
  std::ofstream(path_) << "record,rule\n1,R1\n";
  const std::string before = bytes();
  EXPECT_FALSE(store_run(path_, provenance_, ruleset_, result(1)));
  EXPECT_EQ(bytes(), before);
}

TEST_F(Store, LeavesAnotherDatabaseAsItIs) {
  { EXPECT_TRUE(Database(path_).execute("create table mine (a)")); }
  const std::string before = bytes();
  EXPECT_FALSE(store_run(path_, provenance_, ruleset_, result(1)));
  EXPECT_EQ(bytes(), before);
}

// What the first version held stays; the column that came later is nought there.
TEST_F(Store, BringsAStoreOfTheFirstVersionUpToDate) {
  RunResult r = result(1);
  ASSERT_TRUE(store_run(path_, provenance_, ruleset_, r));
  {
    Database old(path_);
    EXPECT_TRUE(old.execute("alter table input drop column undated"));
    EXPECT_TRUE(old.execute("pragma user_version = 1"));
  }
  provenance_.run_id = "run 2";
  ASSERT_FALSE(r.files.empty());
  r.files[0].undated = 7;
  const auto stored = store_run(path_, provenance_, ruleset_, r);
  ASSERT_TRUE(stored) << stored.error().text;
  EXPECT_EQ(number("select undated from input where run <> 'run 2'"), 0);
  EXPECT_EQ(number("select undated from input where run = 'run 2'"), 7);
  EXPECT_EQ(number("pragma user_version"), kStoreVersion);
}

TEST_F(Store, RefusesALaterVersion) {
  ASSERT_TRUE(store_run(path_, provenance_, ruleset_, result(1)));
  { EXPECT_TRUE(Database(path_).execute("pragma user_version = 99")); }
  EXPECT_FALSE(store_run(path_, provenance_, ruleset_, result(1)));
}

TEST_F(Store, RefusesFoldersAndDevices) {
  EXPECT_FALSE(store_run(folder_.string(), provenance_, ruleset_, result(1)));
  EXPECT_FALSE(store_run("/dev/zero", provenance_, ruleset_, result(1)));
}

// Names from a return are texts and nothing else.
TEST_F(Store, KeepsTextsVerbatim) {
  RunResult r = result(1);
  r.findings[0].provider = "x'); drop table run; --";
  ASSERT_TRUE(store_run(path_, provenance_, ruleset_, r));
  EXPECT_EQ(number("select count(*) from finding where provider = 'x''); drop table run; --'"), 1);
  EXPECT_EQ(number("select count(*) from run"), 1);
}

}  // namespace
}  // namespace assize
