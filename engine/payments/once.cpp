#include "engine/payments/once.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace assize {

namespace {

bool within(Day later, Day earlier, CalendarDuration window) {
  const std::optional<Day> end = plus(earlier, window);
  return !end || later <= *end;
}

// The claims that name nobody, by date.
struct Nobody {
  std::vector<Day> days;
  bool undated = false;

  // Whether one of them could be of the same person and within the window before.
  bool shakes(const OnceClaim& c, CalendarDuration window) const {
    if (undated) return true;
    if (days.empty()) return false;
    if (!c.day) return true;
    const auto after = std::upper_bound(days.begin(), days.end(), *c.day);
    return after != days.begin() && within(*c.day, *(after - 1), window);
  }
};

class Person {
 public:
  Person(const std::vector<OnceClaim>& claims, CalendarDuration window, const Nobody& nobody,
         std::vector<std::size_t> of, std::vector<OnceVerdict>& out)
      : claims_(claims), window_(window), nobody_(nobody), of_(std::move(of)), out_(out) {}

  void judge() {
    for (const std::size_t i : of_) out_[i].shaken = nobody_.shakes(claims_[i], window_);
    const bool undated =
        std::any_of(of_.begin(), of_.end(), [&](std::size_t i) { return !claims_[i].day; });
    if (undated) {
      // One without a date could clash with each of the others.
      if (of_.size() > 1) {
        for (const std::size_t i : of_) out_[i].repeat = Repeat::possible;
      }
      return;
    }
    std::stable_sort(of_.begin(), of_.end(), [&](std::size_t a, std::size_t b) {
      return std::tie(*claims_[a].day, claims_[a].key) < std::tie(*claims_[b].day, claims_[b].key);
    });
    follow();
    uncertain_pairs();
  }

 private:
  // The claim that may have been payable last; nullopt: none yet.
  using Last = std::optional<std::size_t>;

  void follow() {
    std::vector<Last> lasts = {std::nullopt};
    for (const std::size_t i : of_) {
      std::vector<Last> after;
      std::vector<std::size_t> repeated;  // what it repeats, in the ways in which it does
      for (const Last& last : lasts) {
        const bool repeats = last && within(*claims_[i].day, *claims_[*last].day, window_);
        if (repeats) repeated.push_back(*last);
        // One that is shaken may not be payable. What it would repeat then shakes each later claim
        // that it is near.
        if (repeats || !claims_[i].certain || out_[i].shaken) after.push_back(last);
        if (!repeats) after.push_back(i);
      }
      if (!repeated.empty()) {
        // What is not certain is no proof.
        const bool always = repeated.size() == lasts.size() && claims_[i].certain;
        out_[i].repeat = always ? Repeat::proven : Repeat::possible;
        out_[i].of = repeated.front();
        out_[i].of_known = always && repeated.size() == 1;
      }
      std::sort(after.begin(), after.end());
      after.erase(std::unique(after.begin(), after.end()), after.end());
      lasts = std::move(after);
    }
  }

  // One that is not certain is a possible repeat beside any that it could clash with; so is, of two
  // such, the earlier.
  void uncertain_pairs() {
    for (std::size_t b = 1; b < of_.size(); ++b) {
      for (std::size_t a = b; a-- > 0;) {
        const OnceClaim &x = claims_[of_[a]], &y = claims_[of_[b]];
        if (!within(*y.day, *x.day, window_)) break;
        for (const std::size_t i : {of_[a], of_[b]}) {
          if (!claims_[i].certain && out_[i].repeat == Repeat::none)
            out_[i].repeat = Repeat::possible;
        }
      }
    }
  }

  const std::vector<OnceClaim>& claims_;
  CalendarDuration window_;
  const Nobody& nobody_;
  std::vector<std::size_t> of_;
  std::vector<OnceVerdict>& out_;
};

}  // namespace

std::vector<OnceVerdict> pay_once(const std::vector<OnceClaim>& claims, CalendarDuration window) {
  std::vector<OnceVerdict> out(claims.size());
  std::map<std::string, std::vector<std::size_t>> people;
  Nobody nobody;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    if (claims[i].person) {
      people[*claims[i].person].push_back(i);
      continue;
    }
    out[i].repeat = Repeat::not_checkable;
    if (claims[i].day)
      nobody.days.push_back(*claims[i].day);
    else
      nobody.undated = true;
  }
  std::sort(nobody.days.begin(), nobody.days.end());
  for (auto& [person, of] : people) Person(claims, window, nobody, std::move(of), out).judge();
  return out;
}

}  // namespace assize
