#include "dsl/base/layout.h"

#include <gtest/gtest.h>

namespace assize {
namespace {

Layout layout(std::string_view written) {
  std::string why;
  auto l = parse_layout(written, why);
  EXPECT_TRUE(l) << written << ": " << why;
  return l.value_or(Layout{});
}

std::string date(std::string_view written, std::string_view text) {
  const auto days = read_date(layout(written), text);
  if (!days) return "no";
  return days->first == days->last ? date_text(days->first)
                                   : date_text(days->first) + " to " + date_text(days->last);
}

std::string time(std::string_view written, std::string_view text) {
  const auto t = read_date_time(layout(written), text);
  if (!t) return "no";
  return wall_text(t->wall) +
         (t->offset_minutes ? " " + std::to_string(*t->offset_minutes) : std::string());
}

std::string refused(std::string_view written) {
  std::string why;
  return parse_layout(written, why) ? "taken" : why;
}

TEST(Layout, Dates) {
  EXPECT_EQ(date("DD/MM/YYYY", "01/03/2022"), "2022-03-01");
  EXPECT_EQ(date("DD/MM/YYYY", "1/3/2022"), "no");
  EXPECT_EQ(date("DD/MM/YYYY", "03/31/2022"), "no");
  EXPECT_EQ(date("CCYYMMDD", "20240229"), "2024-02-29");
  EXPECT_EQ(date("CCYYMMDD", "20230229"), "no");
  EXPECT_EQ(date("DD-MMM-YYYY", "07-Sep-2021"), "2021-09-07");
  EXPECT_EQ(date("DD-MMM-YYYY", "07-SEP-2021"), "2021-09-07");
  EXPECT_EQ(date("DD-MMM-YYYY", "07-Sept-2021"), "no");
  EXPECT_EQ(date("MM/YYYY", "02/2024"), "2024-02-01 to 2024-02-29");
  EXPECT_EQ(date("[Year] YYYY", "Year 2024"), "2024-01-01 to 2024-12-31");
  EXPECT_EQ(date("DD/MM/YYYY", "01/03/2022 "), "no");
  EXPECT_EQ(date("DD/MM/YYYY", ""), "no");
}

TEST(Layout, Times) {
  EXPECT_EQ(time("DD/MM/YYYY HH:mm", "01/03/2022 10:05"), "2022-03-01T10:05");
  EXPECT_EQ(time("YYYYMMDDHHmmss", "20231101221116"), "2023-11-01T22:11:16");
  EXPECT_EQ(time("YYYYMMDDTHHmmss.ffffffzone", "20231101T221116.123000Z"),
            "2023-11-01T22:11:16.123 0");
  EXPECT_EQ(time("YYYYMMDDTHHmmss.ffffff", "20231101T221116.123001"), "no");
  EXPECT_EQ(time("YYYY-MM-DD HH:mmzone", "2023-11-01 22:11+0100"), "2023-11-01T22:11 60");
  EXPECT_EQ(time("YYYY-MM-DD HH:mmzone", "2023-11-01 22:11-05:30"), "2023-11-01T22:11 -330");
  EXPECT_EQ(time("YYYY-MM-DD HH:mmzone", "2023-11-01 22:11+01"), "2023-11-01T22:11 60");
  EXPECT_EQ(time("YYYY-MM-DD HH:mmzone", "2023-11-01 22:11+15:00"), "no");
  EXPECT_EQ(time("YYYY-MM-DD HH:mm", "2023-11-01 24:00"), "2023-11-02T00:00");
  EXPECT_EQ(time("YYYY-MM-DD HH:mm", "2023-11-01 24:01"), "no");
  EXPECT_EQ(time("YYYY-MM-DD HH:mm", "9999-12-31 24:00"), "no");
  EXPECT_EQ(time("YYYY-MM-DD HH:mm:ss", "2023-11-01 10:00:60"), "no");
}

TEST(Layout, WhatIsNone) {
  EXPECT_EQ(refused("DD/MM"), "it has no year (YYYY)");
  EXPECT_EQ(refused("YYYY DD"), "it has a day (DD) and no month (MM)");
  EXPECT_EQ(refused("YYYY-MM HH:mm"), "it has an hour (HH) and no day (DD)");
  EXPECT_EQ(refused("YYYY-MM-DD HH"), "it has an hour (HH) and no minute (mm)");
  EXPECT_EQ(refused("YYYY-MM-DD mm"), "it has a minute (mm) and no hour (HH)");
  EXPECT_EQ(refused("YYYY-MM-MMM"), "`MMM` says twice what stands there");
  EXPECT_EQ(refused("YYYY [of"), "a square bracket is not closed");
}

}  // namespace
}  // namespace assize
