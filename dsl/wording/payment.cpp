// A payment scheme in plain English.
#include "dsl/wording/block.h"
#include "dsl/wording/values.h"

namespace assize::wording {

using model::Pence;
using model::Ruleset;

namespace {

std::string pounds(Pence p) {
  const std::string pennies = std::to_string(p % 100);
  return "£" + std::to_string(p / 100) + (pennies.size() < 2 ? ".0" : ".") + pennies;
}

std::string time(CalendarDuration d) {
  const auto count = [](std::int32_t n, const std::string& unit) {
    return std::to_string(n) + " " + unit + (n == 1 ? "" : "s");
  };
  return d.months != 0 ? count(d.months, "month") : count(d.days, "day");
}

class Words {
 public:
  Words(const Ruleset& r, const model::PaymentScheme& s) : r_(r), s_(s) {}

  std::vector<std::string> all() {
    std::string payers;
    for (std::uint32_t i = 0; i < s_.payers.size(); ++i) payers += (i == 0 ? "" : ", ") + payer(i);
    out_.push_back("Paid by " + payers + ".");
    out_.push_back("In force from " + date_in_words(*s_.in_force.from) +
                   (s_.in_force.until ? " until " + date_in_words(*s_.in_force.until) : "") + ".");
    for (const model::PaidOutcome& o : s_.outcomes) outcome(o);
    if (s_.fee) {
      const std::int32_t n = s_.fee->instalments;
      out_.push_back("A fee of " + pounds(s_.fee->amount) + " a " + period_word(s_.fee->year) +
                     ", in " + std::to_string(n) + (n == 1 ? " instalment" : " equal instalments") +
                     " in arrears" +
                     (s_.fee->amount % n == 0 ? "" : "; what is left over comes with the last") +
                     "." + borne(s_.fee->shared));
    }
    if (s_.foundation) {
      const model::PaidOutcome& o = s_.outcomes[s_.foundation->outcome];
      out_.push_back("A foundation payment of " + pounds(s_.foundation->amount) +
                     " a month, clawed back for a " +
                     period_word(r_.standards[o.standard].per_period) + " in which \"" + o.title +
                     "\" is not met." + borne(s_.foundation->shared));
    }
    if (s_.volume) volume(*s_.volume);
    if (s_.pays_once)
      out_.push_back("A person's outcome is paid for once in any " + time(s_.window) +
                     ", whoever pays; what may be a repeat is held.");
    for (const model::Cap& c : s_.caps) {
      out_.push_back("Outcomes are paid up to " + pounds(c.amount) +
                     (c.of == model::Cap::Of::person           ? " for each person"
                      : c.of == model::Cap::Of::financial_year ? " in a financial year"
                                                               : " in all") +
                     ".");
    }
    out_.push_back("What cannot be told is held; nothing is clawed back because of it.");
    for (const model::Citation& c : s_.cites) out_.push_back(in_words(r_, c));
    if (!s_.duty_of.empty()) out_.push_back("A duty of " + s_.duty_of + ".");
    return std::move(out_);
  }

 private:
  std::string payer(std::uint32_t i) const {
    return r_.code_lists[s_.payer_list].codes[static_cast<std::size_t>(s_.payers[i].at)].meaning;
  }

  // " Borne by ...", where there is more than one to bear it.
  std::string borne(const model::Sharing& s) const {
    if (s_.payers.size() == 1) return {};
    std::string out;
    for (const model::PayerShare& p : s.shares) {
      out += (out.empty() ? " Borne by " : ", ") + payer(p.payer);
      if (p.n != p.d) out += " " + std::to_string(p.n) + "/" + std::to_string(p.d);
    }
    if (s.remainder != model::kNobody)
      out += "; what is left over goes to " + payer(s.shares[s.remainder].payer);
    return out + ".";
  }

  void outcome(const model::PaidOutcome& o) {
    std::string line = "\"" + o.title + "\": " + pounds(o.amount);
    if (o.rate)
      line += " for each case " + std::string(o.above ? "above " : "below ") + o.rate->text() +
              " times the number in the denominator";
    line += o.indicator != model::kNone
                ? " for each record that meets \"" + r_.indicators[o.indicator].title + "\""
                : " when \"" + r_.standards[o.standard].title + "\" is met";
    if (o.hurdle != model::kNone)
      line += ", only if \"" + s_.outcomes[o.hurdle].title + "\" is met";
    if (o.rounds) line += ", rounded to the penny";
    if (!(o.later == CalendarDuration{})) line += ", payable " + time(o.later) + " later";
    out_.push_back(line + "." + borne(o.shared));
  }

  void volume(const model::Volume& v) {
    out_.push_back("The number of \"" + r_.indicators[v.indicator].title + "\" a " +
                   period_word(v.per_period) + " is predicted to be " +
                   std::to_string(v.predicted) + "; each case outside " + v.low.text() + "% to " +
                   v.high.text() + "% of that is paid for, or taken back, at " + pounds(v.price) +
                   "." + borne(v.shared));
  }

  const Ruleset& r_;
  const model::PaymentScheme& s_;
  std::vector<std::string> out_;
};

}  // namespace

std::vector<std::string> in_words(const Ruleset& r, const model::PaymentScheme& s) {
  return Words(r, s).all();
}

}  // namespace assize::wording
