#include "adapters/system/files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace assize {
namespace {

class Files : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("assize-files-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  std::string path(const char* name) const { return (folder_ / name).string(); }
  std::string write(const char* name, const std::string& text) const {
    std::ofstream(path(name), std::ios::binary) << text;
    return path(name);
  }
  static std::string error(const std::string& path, std::uint64_t limit = 100) {
    const auto text = read_file(path, limit);
    return text ? "read" : text.error().text;
  }

  std::filesystem::path folder_;
};

TEST_F(Files, ReadsEveryByte) {
  const std::string bytes("a\0\r\n\xFF", 5);
  const auto text = read_file(write("bytes.csv", bytes), 5);
  ASSERT_TRUE(text);
  EXPECT_EQ(*text, bytes);
  const auto empty = read_file(write("empty.csv", ""), 0);
  ASSERT_TRUE(empty);
  EXPECT_EQ(*empty, "");
}

TEST_F(Files, RefusesWhatIsTooLarge) {
  const std::string file = write("six.csv", "123456");
  EXPECT_EQ(error(file, 5), file + ": larger than the limit of 5 bytes");
  EXPECT_EQ(error(file, 6), "read");
}

TEST_F(Files, RefusesWhatIsNotAPlainFile) {
  EXPECT_EQ(error(folder_.string()), folder_.string() + ": a folder, not a file");
  const std::string pipe = path("pipe");
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_NE(error(pipe).find("not a plain file"),
            std::string::npos);  // and does not wait for a writer
  EXPECT_NE(error("/dev/zero").find("not a plain file"), std::string::npos);
  EXPECT_NE(error(path("absent.csv")).find("No such file"), std::string::npos);
  EXPECT_EQ(error(std::string("a\0b", 3)), "the name of a file holds a zero byte");
}

TEST_F(Files, TwoNamesOfOneFileBecomeTheSame) {
  const std::string file = write("one.csv", "x");
  std::filesystem::create_symlink(file, path("other.csv"));
  const auto a = canonical_path(path("./one.csv")), b = canonical_path(path("other.csv"));
  ASSERT_TRUE(a && b);
  EXPECT_EQ(*a, *b);
  EXPECT_FALSE(canonical_path(path("absent.csv")));
}

}  // namespace
}  // namespace assize
