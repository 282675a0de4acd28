// Runs the steps of a plan over one chunk after another, or over fillings of its records laid out
// as rows.
//
// Not shared between threads; registers keep their memory from chunk to chunk.
#pragma once

#include <memory>
#include <vector>

#include "dsl/model/ruleset.h"
#include "engine/column/column.h"
#include "engine/evaluate/cut_off.h"
#include "engine/evaluate/register.h"
#include "engine/plan/plan.h"

namespace assize::evaluate {

struct FieldState;
class AcrossRun;
class Tables;
class UniqueRun;
struct Key;

class Batch {
 public:
  // `tables`: those that nodes across records look at, loaded; nullptr where there are none.
  Batch(const model::Ruleset& ruleset, const plan::RecordPlan& plan, Tables* tables = nullptr);
  ~Batch();

  // Every step over the rows of a chunk.
  void run(const Chunk& chunk, const CutOff& cut_off);
  // One step that is an operation, over the registers of `in` (all of the same number of rows),
  // into its own.
  void run_operation(plan::StepId id, std::vector<Register>& in, std::uint32_t rows) const;

  const Register& at(plan::StepId id) const { return registers_[id]; }
  const plan::Step& step(plan::StepId id) const { return plan_.steps[id]; }
  // To be filled before `run`: what is handed in to conditions across records.
  Register& handed_in(plan::StepId id) { return registers_[id]; }
  // Why a node across records is not known.
  Reasons across_reasons(plan::StepId id, std::uint32_t row) const;
  // The values that an `is unique` is about, by their hashes; rows of which it is known.
  const std::vector<Key>& keys_of(plan::StepId unique) const;
  // The future may decide it.
  bool is_open_across(plan::StepId id, std::uint32_t row) const {
    return !registers_[id].certain(row) && across_reasons(id, row).has(Reason::not_yet_due);
  }
  const std::vector<Register>& registers() const { return registers_; }
  const Chunk& chunk() const { return *chunk_; }
  const CutOff& cut_off() const { return cut_off_; }
  std::uint32_t rows() const { return rows_; }

  // A field of a row in some view: why it is not known. Empty if it is.
  Reasons field_reasons(plan::StepId field_step, std::uint32_t row) const;
  // It can be a time that is not yet due.
  bool is_open(plan::StepId field_step, std::uint32_t row) const;
  // Rows in which the field is doubtful; nullptr: none can be.
  bool is_doubtful(plan::StepId field_step, std::uint32_t row) const;
  // The field has no cell in this row.
  bool not_supplied(plan::StepId field_step, std::uint32_t row) const;
  bool is_blank_cell(model::Index field, std::uint32_t row) const;
  void blank_cells(model::Index field, Bits& out) const { cells(field, Sort::blank, out); }

 private:
  enum class Sort : std::uint8_t {
    value,
    blank,
    unreadable,
    out_of_range,
    not_listed,
    not_supplied
  };
  Sort sort_of(const model::Field& field, model::Index index, std::uint32_t row) const;
  void cells(model::Index field, Sort sort, Bits& out) const;  // the rows whose cell is of the sort
  void certain_rows(const Register& x, Bits& sure, Bits& never) const;
  void word_holds(const model::Expr& e, const plan::Step& s, const Bits& sure, const Bits& never,
                  Bits& yes) const;
  void happened(const plan::Step& s, const Bits& sure, const Bits& never, const Bits& lacking,
                Register& out) const;

  void load(plan::StepId id);
  void load_base(const plan::Step& s, Register& out);
  void odd_cell(const model::Field& field, const Column& column, std::uint32_t row, bool doubtful,
                const CodeSet* codes, Register& out, bool dates = false) const;
  void parameter(const plan::Step& s, Register& out) const;
  void absent(const plan::Step& s, Register& out) const;
  void days(const plan::Step& s, Register& out) const;
  void verdict(const plan::Step& s, Register& out) const;
  void word(plan::StepId id, Register& out);
  void counts_as_no(Register& out) const;
  Value with_reasons(plan::StepId id, std::uint32_t row) const;
  bool lacks_cell(const plan::Step& s, std::uint32_t row) const;

  const model::Ruleset& ruleset_;
  const plan::RecordPlan& plan_;
  const model::Record& record_;
  std::vector<Register> registers_;
  // By RecordPlan::across: one of the two.
  std::vector<std::unique_ptr<AcrossRun>> across_;
  std::vector<std::unique_ptr<UniqueRun>> unique_;
  std::vector<bool> ready_;
  std::vector<const CodeSet*> ordinary_;  // by code list: codes valid on any day
  std::vector<std::vector<bool>> is_ordinary_;
  const Chunk* chunk_ = nullptr;
  CutOff cut_off_;
  std::uint32_t rows_ = 0;
};

// Vector steps, one file a family. Each returns false where the step is not of its family or has no
// fast way.
bool run_items(const model::Ruleset& ruleset, const model::Expr& e,
               const std::vector<const Register*>& args, std::uint32_t rows, Register& out);
bool run_spans(const model::Ruleset& ruleset, const model::Expr& e,
               const std::vector<const Register*>& args, std::uint32_t rows, Register& out);
bool run_logic(const model::Expr& e, const std::vector<const Register*>& args, std::uint32_t rows,
               Register& out);
bool run_comparison(const model::Ruleset& ruleset, const model::Expr& e,
                    const std::vector<const Register*>& args, std::uint32_t rows, Register& out);
bool run_function(const model::Ruleset& ruleset, const model::Expr& e,
                  const std::vector<const Register*>& args, std::uint32_t rows, Register& out);

}  // namespace assize::evaluate
