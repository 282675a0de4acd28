// Bytes that were read can be read again from a file that nobody has written to since.
#include "adapters/system/byte_streams.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace assize {
namespace {

std::string all_of(ByteStream& stream) {
  std::string out(100, '\0');
  out.resize(stream.read(out.data(), out.size()));
  return out;
}

std::string again(const ByteStream& stream, std::uint64_t from, std::size_t n) {
  std::string out(n, '\0');
  return stream.read_again(from, out.data(), n) ? out : "nothing";
}

class Streams : public ::testing::Test {
 protected:
  void SetUp() override { write("id,day\n1,2022-03-01\n"); }
  void TearDown() override { std::filesystem::remove(path_); }
  void write(const std::string& text, std::ios::openmode how = std::ios::trunc) {
    std::ofstream(path_, std::ios::binary | std::ios::out | how) << text;
  }
  const std::filesystem::path path_ = std::filesystem::temp_directory_path() /
                                      ("assize-streams-" + std::to_string(getpid()) + ".csv");
};

TEST_F(Streams, AFileIsReadAgain) {
  const auto stream = file_stream(path_);
  EXPECT_EQ(all_of(*stream), "id,day\n1,2022-03-01\n");
  ASSERT_TRUE(stream->reads_again());
  EXPECT_EQ(again(*stream, 7, 1), "1");
  EXPECT_EQ(again(*stream, 0, 6), "id,day");
  EXPECT_EQ(again(*stream, 15, 10), "nothing");
}

TEST_F(Streams, NotWhenItWasWrittenTo) {
  const auto stream = file_stream(path_);
  all_of(*stream);
  write("2,2022-03-02\n", std::ios::app);
  EXPECT_EQ(again(*stream, 7, 1), "nothing");
}

TEST_F(Streams, NorAPipeOrWhatIsNotThere) {
  EXPECT_FALSE(standard_input_stream()->reads_again());
  EXPECT_FALSE(file_stream(path_.string() + ".none")->reads_again());
  EXPECT_EQ(again(*memory_stream("abc"), 1, 2), "bc");
  EXPECT_EQ(again(*memory_stream("abc"), 1, 3), "nothing");
}

}  // namespace
}  // namespace assize
