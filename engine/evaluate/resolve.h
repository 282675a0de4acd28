// Records whose fields are uncertain: every way of filling them is laid out as a row, and the same
// steps are run over those rows. Source: docs/language/meaning.md, section 4, "Fillings".
#pragma once

#include <cstdint>
#include <vector>

#include "engine/evaluate/batch.h"
#include "engine/evaluate/outcome.h"

namespace assize::evaluate {

struct Resolved {
  std::uint32_t row = 0;
  OutcomeSet now, later;
};

class Resolver {
 public:
  // `registers`: of the steps over fillings, a place to work in for all resolvers of a thread.
  Resolver(const model::Ruleset& ruleset, const plan::RecordPlan& plan,
           const plan::IndicatorPlan& indicator, int combinations,
           std::vector<Register>& registers);

  // The sets of rows whose outcome is not single over returned values; `possible` holds those over
  // returned values. `not_in_force`: N of every row of the chunk.
  void resolve(const Batch& batch, const std::vector<std::uint32_t>& rows,
               const std::vector<std::uint8_t>& possible, const Tests& tests,
               std::vector<Resolved>& out);
  // Every uncertain field could be tried, or is read once.
  bool proved(const Batch& batch, std::uint32_t row) const;
  bool always_proved() const { return always_proved_; }
  // Some field that P, X, M or E reads is uncertain.
  bool reads_uncertain(const Batch& batch, std::uint32_t row) const;

 private:
  // A member of a field's domain, or a stretch of such that no read can tell apart.
  struct Member {
    std::int64_t point = 0;
    bool never = false, open = false;
    bool future = false;  // chosen for what is open
  };
  struct Open {
    std::size_t read;
    Interval domain;
    bool open = false;
  };  // a field to be filled
  struct Filling {
    std::uint32_t record, choice;
    std::vector<Member> members;
  };

  std::int64_t weight(const Batch& batch, std::size_t read, std::uint32_t row) const;
  bool uncertain(const Batch& batch, std::size_t read, std::uint32_t row) const;
  bool hang_together(const std::vector<std::size_t>& fields) const;
  bool fields_to_fill(const Batch& batch, std::uint32_t row, std::vector<Open>& out,
                      bool& unresolved_future) const;
  void fill(const Batch& batch, std::uint32_t row, std::vector<Open>& fields);
  void choose(const Batch& batch, std::uint32_t row, const std::vector<Open>& fields,
              std::size_t next, std::vector<Member>& members);
  void cuts(const Batch& batch, std::uint32_t row, const std::vector<Open>& fields,
            const std::vector<Member>& members, std::size_t next, std::size_t of, std::size_t depth,
            std::vector<std::int64_t>& out) const;
  void run(const Batch& batch, const Tests& tests, bool lower_is_better);

  const model::Ruleset& ruleset_;
  const plan::RecordPlan& plan_;
  const plan::IndicatorPlan& indicator_;
  std::int64_t combinations_;
  bool always_proved_ = false;
  std::vector<std::vector<bool>>
      compared_;  // by two places in `reads.fields`: one comparison reads both
  bool resolves_ = true;

  std::vector<Register>& registers_;
  // Fillings of the records at hand, field by field.
  struct Filled {
    plan::StepId step;
    std::uint32_t filling;
    Member member;
  };
  std::vector<Filled> filled_;
  std::vector<std::uint32_t> origin_;  // filling -> row of the chunk
  std::vector<std::uint32_t> choice_;  // filling -> number of g within its record
  std::vector<std::uint8_t> sets_;     // filling -> possible outcomes
  std::uint32_t next_choice_ = 0;
};

}  // namespace assize::evaluate
