#include "adapters/system/return_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assize {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;
using ::testing::SizeIs;

TEST(ReturnHeader, stands_beside_the_data) {
  EXPECT_EQ(header_path("a/march.csv"), "a/march.return.toml");
  EXPECT_EQ(header_path("a.b/march"), "a.b/march.return.toml");
  EXPECT_EQ(header_path("march.v2.csv"), "march.v2.return.toml");
}

TEST(ReturnHeader, is_read) {
  const auto header = parse_return_header(
      "provider = \"PX1\"\nperiod = \"2022-03\"\ncomplete_to = 2022-03-31\nreceived = "
      "\"2022-04-05\"\n"
      "covers = [\"custody_request\", \"visit\"]\n",
      "march.return.toml");
  ASSERT_TRUE(header);
  EXPECT_EQ(header->provider, "PX1");
  EXPECT_EQ(header->period, parse_period("2022-03"));
  EXPECT_EQ(header->complete_to, day_of(2022, 3, 31));
  EXPECT_EQ(header->received, day_of(2022, 4, 5));
  EXPECT_THAT(header->covers, ElementsAre("custody_request", "visit"));
}

TEST(ReturnHeader, may_be_empty) { EXPECT_TRUE(parse_return_header("", "x")); }

TEST(ReturnHeader, errors_have_their_line) {
  const auto header = parse_return_header(
      "provider = 7\nperiod = \"March\"\ncomplete_to = \"2022-03\"\nrecieved = 2022-04-05\n",
      "x.toml");
  ASSERT_FALSE(header);
  ASSERT_THAT(header.error(), SizeIs(4));
  EXPECT_THAT(header.error()[0].text, HasSubstr("the nearest is \"received\""));
  EXPECT_EQ(header.error()[0].place->line, 4u);
  EXPECT_EQ(header.error()[1].place->line, 1u);
  EXPECT_EQ(header.error()[2].place->line, 2u);
  EXPECT_EQ(header.error()[3].place->line, 3u);
  EXPECT_EQ(header.error()[3].place->file, "x.toml");
}

TEST(ReturnHeader, says_where_the_toml_is_broken) {
  const auto header = parse_return_header("provider = \"PX1\"\nperiod = \n", "x.toml");
  ASSERT_FALSE(header);
  ASSERT_THAT(header.error(), SizeIs(1));
  EXPECT_EQ(header.error()[0].place->line, 2u);
}

TEST(HeadingMap, keeps_the_order_of_the_file) {
  const auto map =
      parse_heading_map("\"Trust name\" = \"provider\"\n\"A heading\" = \"n\"\n", "map.toml");
  ASSERT_TRUE(map);
  EXPECT_THAT(*map, ElementsAre(Pair("Trust name", "provider"), Pair("A heading", "n")));
}

TEST(HeadingMap, one_heading_a_field) {
  const auto map = parse_heading_map("a = \"n\"\nb = \"n\"\nc = 1\n", "map.toml");
  ASSERT_FALSE(map);
  ASSERT_THAT(map.error(), SizeIs(2));
  EXPECT_THAT(map.error()[0].text, HasSubstr("two headings"));
  EXPECT_EQ(map.error()[1].place->line, 3u);
}

}  // namespace
}  // namespace assize
