#include "tests/differential/layers.h"

#include <algorithm>
#include <cstdlib>

namespace assize::differential {

namespace {

using Texts = std::vector<std::string>;
using Held = Account::Held;

// Beside the first days of periods, the days of records and the cut-off.
const Texts kEdges = {"2022-02-28", "2022-03-01", "2022-03-02", "2022-03-27",
                      "2022-03-28", "2022-03-31", "2022-04-01", "2022-04-02",
                      "2022-06-01", "2022-06-29", "2022-06-30", "2022-07-01"};
const Texts kFigures = {"-50", "-25", "-2", "-1", "0",  "1",    "2",  "2.5", "5",  "7",
                        "10",  "20",  "30", "45", "50", "66.6", "75", "95",  "100"};

Days some_days(Random& r) {
  Days d;
  if (r.one_in(2)) d.from = r.pick(kEdges);
  if (r.one_in(2)) d.until = r.pick(kEdges);
  if (!d.from.empty() && !d.until.empty() && d.until < d.from) std::swap(d.from, d.until);
  return d;
}

// A target that asks for no less than one such as `at least 66.6%`, `at most 2 cases` or `gap at
// most 5 points`, of which a local version does not say again what differs.
std::string tightened(Random& r, const std::string& target) {
  const std::size_t at = target.find_first_of("-0123456789");
  const std::size_t end = target.find_first_not_of("-.0123456789", at);
  const std::string words = target.substr(target.find("at "), at - target.find("at ")),
                    unit = end == std::string::npos ? "" : target.substr(end);
  const double than = std::strtod(target.c_str() + at, nullptr);
  const bool high = words.find("at least") != std::string::npos;
  Texts fits{target.substr(at, end - at)};
  for (const std::string& f : kFigures) {
    const double n = std::strtod(f.c_str(), nullptr);
    if (high ? n < than : n > than) continue;
    if (n < 0 && (unit != " points" || target.starts_with("gap"))) continue;
    if (f.find('.') != std::string::npos && (unit == " cases" || unit == " minutes")) continue;
    fits.push_back(f);
  }
  return words + r.pick(fits) + unit;
}

bool share_a_provider(const Texts& a, const Texts& b) {
  return a.empty() || b.empty() || std::any_of(a.begin(), a.end(), [&](const std::string& p) {
           return std::find(b.begin(), b.end(), p) != b.end();
         });
}

struct Unit {
  std::string code;
  Days days;
};

class Specifier {
 public:
  Specifier(Random& r, const std::vector<Judged>& standards, Account& account)
      : r_(r), standards_(standards), account_(account) {}

  std::string write() {
    std::string s = units();
    if (r_.one_in(2)) s += specification("national", "NATIONAL");
    for (std::size_t i = 1 + r_.below(2); i > 0; --i)
      s += specification("local", "LOCAL" + std::to_string(i));
    account_.specifications = s;
    return s;
  }

 private:
  std::string units() {
    std::string s = "codes UNITS \"Units\"\n";
    for (const char* code : {"P1", "P3", "P4"}) {
      const Days days = code == std::string("P1") ? Days{} : some_days(r_);
      units_.push_back({code, days});
      s += std::string("  ") + code + " \"A unit\"" + written(days) + ";\n";
    }
    return s + "  NOBODY \"Not known\", means not known;\nend\n";
  }

  // Who, as written, and what it comes to.
  std::string who(std::vector<Held>& to) {
    switch (r_.below(6)) {
      case 0:
      case 3:
        to = {Held{}};
        return "every provider";
      case 1:
        for (const Unit& u : units_) to.push_back({"", {u.code}, u.days, "", ""});
        return "provider in UNITS";
      case 2:
        to = {{"", {"P2", "P3"}, {}, "", ""}};
        return "provider in (\"P3\", \"P2\")";
      default: {
        const std::string code = r_.pick(Texts{"P1", "P2", "P3"});
        to = {{"", {code}, {}, "", ""}};
        return "provider in (\"" + code + "\")";
      }
    }
  }

  // The days of a clause, within those of its specification.
  Days within(const Days& outer) {
    for (int i = 0; i < 8; ++i) {
      const Days d = some_days(r_);
      if (both(d, outer)) return d;
    }
    return {};
  }

  std::string specification(const std::string& kind, const std::string& name) {
    days_ = {r_.one_in(2) ? "2020-01-01" : r_.pick(kEdges), ""};
    if (r_.one_in(3)) days_.until = r_.pick(kEdges);
    if (!days_.until.empty() && days_.until < days_.from) std::swap(days_.from, days_.until);
    bound_.clear();
    people_.clear();
    std::string s = kind + " specification " + name + " \"A specification\"\n";
    for (std::size_t i = 1 + r_.below(3); i > 0; --i) s += binds();
    s += "  in force since " + days_.from + (days_.until.empty() ? "" : " until " + days_.until) +
         ";\n";
    if (kind == "local") {
      for (const Judged& j : standards_) s += local_target(j);
      for (const Account::Parameter& p : account_.parameters) s += local_value(p);
    }
    account_.bound.insert(account_.bound.end(), bound_.begin(), bound_.end());
    return s + "end\n";
  }

  std::string binds() {
    std::vector<Held> people;
    const std::string whom = who(people);
    std::string names;
    const Days days = within(days_);
    for (const Judged& j : standards_) {
      if (r_.one_in(3)) continue;
      names += (names.empty() ? "" : ", ") + j.name;
    }
    if (names.empty()) names = standards_[0].name;
    for (Held h : people) {
      const auto common = both(days, days_);
      const auto held = both(*common, h.days);
      if (!held) continue;
      h.days = *held;
      for (const Judged& j : standards_) {
        h.name = j.name;
        if ((", " + names + ",").find(", " + j.name + ",") != std::string::npos)
          bound_.push_back(h);
      }
      people_.push_back(h);
    }
    return "  binds " + whom + " to " + names + written(days) + ";\n";
  }

  // The last words of an override; empty where it would take effect before it was agreed.
  std::string agreed(const Days& days, std::string& because) {
    because = "version " + std::to_string(++versions_);
    const Days held = *both(days, days_);
    return written(days) + ",\n    because \"" + because + "\" agreed by \"the county\" on " +
           (r_.one_in(2) ? held.from : "2019-12-01") + ";\n";
  }

  static bool clash(const std::vector<Held>& made, const std::vector<Held>& fresh, bool on_a_day) {
    for (std::size_t i = 0; i < fresh.size(); ++i) {
      const auto hits = [&](const Held& h) {
        return h.name == fresh[i].name && share_a_provider(h.providers, fresh[i].providers) &&
               (!on_a_day || both(h.days, fresh[i].days));
      };
      if (std::any_of(made.begin(), made.end(), hits)) return true;
      if (on_a_day &&
          std::any_of(fresh.begin(), fresh.begin() + static_cast<std::ptrdiff_t>(i), hits))
        return true;
    }
    return false;
  }

  std::string local_target(const Judged& j) {
    if (j.target.empty() || r_.one_in(4)) return {};
    const Days days = within(days_);
    std::vector<Held> fresh;
    bool binds_some = false;
    for (Held h : bound_) {
      if (h.name != j.name) continue;
      binds_some = true;
      const auto common = both(h.days, *both(days, days_));
      if (!common) continue;
      h.days = *common;
      fresh.push_back(std::move(h));
    }
    if (!binds_some || clash(account_.targets, fresh, true)) return {};
    std::string because;
    std::string s = "  override " + j.name + ": target " + tightened(r_, j.target);
    if (j.has_tiers && r_.one_in(2))
      s += ",\n    tier good: at target,\n    tier middling: from 45% to below target,\n    tier "
           "poor: below 45%";
    s += agreed(days, because);
    for (Held& h : fresh) {
      h.because = because;
      account_.targets.push_back(std::move(h));
    }
    return s;
  }

  std::string local_value(const Account::Parameter& p) {
    if (r_.one_in(4)) return {};
    const Days days = within(days_);
    std::vector<Held> fresh;
    for (Held h : people_) {
      const auto common = both(h.days, *both(days, days_));
      if (!common) continue;
      h.name = p.name;
      h.days = *common;
      fresh.push_back(std::move(h));
    }
    if (clash(account_.values, fresh, false)) return {};
    const std::string words = p.tighter == "higher" ? "at least " : "at most ";
    const std::string value = tightened(r_, words + p.strictest(p.values)).substr(words.size());
    std::string because;
    const std::string s = "  override " + p.name + ": is " + value + agreed(days, because);
    for (Held& h : fresh) {
      h.value = value;
      h.because = because;
      account_.values.push_back(h);
      if (p.name != "enough") continue;
      for (const Judged& j : standards_) {
        h.name = j.name;
        if (j.by_enough) account_.targets.push_back(h);
      }
    }
    return s;
  }

  Random& r_;
  const std::vector<Judged>& standards_;
  Account& account_;
  std::vector<Unit> units_;
  std::vector<Held> bound_, people_;  // of the specification that is being written
  Days days_;
  int versions_ = 0;
};

}  // namespace

std::string local_parameters(Random& r, Account& account) {
  std::string s;
  const auto add = [&](std::string name, const std::string& tighter, const Texts& values) {
    Account::Parameter p;
    p.name = name;
    p.tighter = tighter;
    p.head = "parameter " + name + " \"It may be tightened\", tighter is " + tighter + "\n";
    const auto value = [&](Days days) {
      p.values.push_back({name, {}, std::move(days), r.pick(values), ""});
    };
    if (r.one_in(2)) {
      value({"2020-01-01", ""});
    } else {
      const std::string last = r.pick(kEdges);
      value({"2020-01-01", last});
      value({date_text(day_of_text(last) + 1), ""});
    }
    s += p.head;
    for (const Held& v : p.values) s += "  is " + v.value + written(v.days) + ";\n";
    s += "end\n";
    account.parameters.push_back(std::move(p));
  };
  add("promise", "lower", {"60 minutes", "61 minutes", "90 minutes"});
  add("mark", "higher", {"1", "2", "7"});
  add("enough", "higher", {"50%", "66.6%"});
  return s;
}

std::string local_test(Random& r, bool has_notes, const std::string& time) {
  switch (r.below(has_notes ? 7 : 6)) {
    case 0:
      return "level is at least mark";
    case 1:
      return "not (score is less than mark)";
    case 2:
      return "(time from at to " + time + ") is at most promise";
    case 3:
      return time + " is no later than promise after at";
    case 4:
      return "(level is at least mark or " + time + " is within promise after at)";
    case 5:
      return time + " is within promise after at";
    default:
      return "any note where (made_at is within promise after visit.at)";
  }
}

std::string specifications(Random& r, const std::vector<Judged>& standards, Account& account) {
  return Specifier(r, standards, account).write();
}

std::string statement_record(Random& r, bool unknown_is_no) {
  const auto day = [&] {
    return "date" +
           r.pick(unknown_is_no ? Texts{", required", ", blank means it did not happen"}
                                : Texts{", required", ", blank means unknown",
                                        ", blank means it did not happen"}) +
           ";\n";
  };
  return "codes MATTER \"Matters\"\n  LEAD \"A lead\";\n  POLICY \"A policy\";\n  OTHER \"Not "
         "known\", means not known;\nend\nrecord statement \"A statement\"\n" +
         r.pick(Texts{"  key statement_id;\n", "  keyed by position;\n"}) +
         "  statement_id: text, required;\n  org: organisation, required;\n  matter: code in "
         "MATTER, required;\n  in_post: yes or no, blank means unknown;\n  staff: count;\n  "
         "officer: text, blank means unknown;\n  signed_on: " +
         day() + "  document: text, blank means unknown;\n  issued_on: " + day() +
         "  review_by: " + day() +
         "end\nsubset statement_about(what: code in MATTER) of statement where matter is what;\n";
}

Table statements(Random& r, std::size_t rows) {
  Table t{"statement",
          {"statement_id", "org", "matter", "in_post", "staff", "officer", "signed_on", "document",
           "issued_on", "review_by"},
          {}};
  const auto odd = [&](std::string cell) {
    return r.one_in(10) ? r.pick(Texts{"", "", "?", "2022-06", "2021"}) : cell;
  };
  // On the last day of each life, beside it, and on the cut-off's day and beside it.
  const auto day = [&] {
    return odd(r.pick(Texts{"2021-06-29", "2021-06-30", "2021-07-01", "2022-03-29", "2022-03-30",
                            "2022-03-31", "2022-04-01", "2022-05-31", "2022-06-28", "2022-06-29",
                            "2022-06-30", "2022-07-01", "2023-06-30"}));
  };
  for (std::size_t i = 0; i < rows; ++i) {
    if (i > 0 && r.one_in(20)) {
      t.rows.push_back(t.rows[r.below(i)]);
      continue;
    }
    std::string id = std::to_string(r.one_in(12) ? r.below(i + 1) : i);
    std::string org = r.one_in(20) ? "" : r.pick(Texts{"P1", "P2", "P3", "P4", "P5", "P6"});
    std::string matter = r.pick(Texts{"LEAD", "POLICY", "LEAD", "POLICY", "OTHER", "?"});
    std::string in_post = odd(r.pick(Texts{"yes", "yes", "no"}));
    std::string staff = odd(std::to_string(r.below(9)));
    std::string officer = r.one_in(4) ? "" : "A Smith", document = r.one_in(4) ? "" : "policy.pdf";
    std::string signed_on = day(), issued_on = day(), review_by = day();
    t.rows.push_back(
        {id, org, matter, in_post, staff, officer, signed_on, document, issued_on, review_by});
  }
  return t;
}

std::string stated_requirement(Random& r, const std::string& name) {
  const auto life = [&] {
    return r.pick(Texts{"", ", valid for 12 months", ", valid for 90 days", ", valid for 1 year",
                        ", valid for 1 day", ", valid for 3 months"}) +
           ";\n";
  };
  const std::string because = ", because \"the document says so\"";
  std::string s = "requirement " + name + " \"A requirement\"\n  cites DOC in our words \"as it " +
                  "says\";\n  for each " +
                  r.pick(Texts{"statement", "statement_about(LEAD)", "statement_about(POLICY)"}) +
                  ";\n";
  const std::size_t form = r.below(5);
  if (form != 4 && r.one_in(2))
    s += "  must: " + r.pick(Texts{"in_post", "staff is at least 3", "staff is at least mark"}) +
         ";\n";
  if (form == 0 || form == 3) s += "  attested by officer on signed_on" + life();
  if (form == 1 || form == 3) s += "  evidenced by document on issued_on" + life();
  if (form == 2) s += "  evidenced by document until review_by;\n";
  if (form == 4)
    s += "  computed: " +
         r.pick(Texts{"in_post", "in_post or staff is at least mark",
                      "signed_on is on or after issued_on"}) +
         because + ";\n";
  if (r.one_in(3))
    s += "  in force since 2019-04-01" +
         r.pick(Texts{"", " until 2022-06-30", " until 2022-06-29"}) + ";\n";
  return s + "end\n";
}

}  // namespace assize::differential
