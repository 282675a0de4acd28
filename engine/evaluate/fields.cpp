// Cells to registers: what each cell of a chunk can be, in each view of it. Source:
// docs/language/meaning.md, section 1.
#include <algorithm>
#include <bit>
#include <cstring>

#include "engine/column/clones.h"
#include "engine/evaluate/batch.h"
#include "engine/evaluate/faults.h"
#include "engine/evaluate/values.h"

namespace assize::evaluate {

using model::Blank;
using plan::Kind;
using plan::Step;
using plan::StepId;
using plan::What;

static_assert(sizeof(Cell) == 1 && static_cast<int>(Cell::present) == 0 &&
              static_cast<int>(Cell::not_supplied) < 128);

namespace {

// A bit for each cell of one kind: sixteen cells at a time where the processor has a word for it.
void cell_bits(const std::vector<Cell>& cells, Cell kind, std::uint32_t rows, Bits& out) {
  out.assign(rows, false);
  std::size_t i = 0;
#if defined(__SSE2__) && defined(__GNUC__)
  typedef char Sixteen __attribute__((vector_size(16)));
  const Sixteen wanted = static_cast<char>(kind) - Sixteen{};
  for (; i + 16 <= rows; i += 16) {
    Sixteen sixteen;
    std::memcpy(&sixteen, cells.data() + i, sizeof sixteen);
    const auto equal = reinterpret_cast<Sixteen>(sixteen == wanted);
    const auto bits = static_cast<unsigned>(__builtin_ia32_pmovmskb128(equal));
    out.word(i / 64) |= std::uint64_t{bits} << (i % 64);
  }
#endif
  for (; i < rows; ++i) {
    if (cells[i] == kind) out.set(i);
  }
}

}  // namespace

void Batch::load(StepId id) {
  const Step& s = plan_.steps[id];
  Register& out = registers_[id];
  if (s.args.empty() && s.date == plan::kNoStep && !s.dates) return load_base(s, out);

  // A view: as the base, but for doubtful rows and for codes that do not hold on the record's date.
  const Register& base = registers_[plan_.base[s.index]];
  const model::Field& field = record_.fields[s.index];
  const Column& column = chunk_->columns[s.index];
  Bits doubtful;
  doubtful.assign(rows_, false);
  for (const StepId v : s.args) doubtful |= registers_[v].no;
  if (ASSIZE_FAULT(7, true, false)) doubtful.assign(rows_, false);
  if (!column.read || !column.supplied) doubtful.assign(rows_, false);
  out.start(s.kind, rows_);
  if (s.kind == Kind::truth) {
    for (std::size_t i = 0; i < out.yes.words(); ++i) {
      out.yes.word(i) = base.yes.word(i) & ~doubtful.word(i);
      out.no.word(i) = base.no.word(i) & ~doubtful.word(i);
    }
    doubtful.each([&](std::uint32_t row) {
      if (column.cell[row] == Cell::not_supplied) out.put_truth(row, base.truth(row));
    });
    return;
  }
  out.scale = base.scale;
  out.v = base.v;
  out.text = base.text;
  if (s.date == plan::kNoStep) {
    out.known = base.known;
    for (std::size_t i = 0; i < out.known.words(); ++i) out.known.word(i) &= ~doubtful.word(i);
    out.known.each_clear([&](std::uint32_t row) {
      if (doubtful.get(row) && column.cell[row] != Cell::not_supplied) {
        odd_cell(field, column, row, true,
                 s.kind == Kind::code ? ordinary_[field.type.list] : nullptr, out, s.dates);
      } else if (s.kind == Kind::ordinal) {
        if (s.dates)
          odd_cell(field, column, row, false, nullptr, out, true);
        else
          out.put_interval(row, base.interval(row));
      } else if (s.kind == Kind::code) {
        out.put_set(row, base.set(row));
      } else {
        out.at[row] = static_cast<std::uint32_t>(out.values.size());
        out.values.push_back(base.values[base.at[row]]);
      }
    });
    return;
  }
  // Codes on their date. Neighbours often share a day, and so a set.
  const model::CodeList& list = ruleset_.code_lists[field.type.list];
  const Register& date = registers_[s.date];
  Interval last{1, 0, Never::no};
  const CodeSet* set = nullptr;
  out.v = out.own.data();
  for (std::uint32_t row = 0; row < rows_; ++row) {
    const Interval day = date.interval(row);
    if (base.known.get(row) && !doubtful.get(row)) {
      const auto& valid = list.codes[static_cast<std::size_t>(base.v[row])].valid;
      const bool holds =
          !(valid.from && *valid.from > day.lo) && !(valid.until && *valid.until < day.hi);
      if (holds) {
        out.put_point(row, base.v[row]);
        continue;
      }
    }
    if (set == nullptr || !(day == last)) {
      last = day;
      set = codes_of(list, day.lo, day.hi);
    }
    out.put_set(row, set);
  }
}

ASSIZE_CLONES void Batch::load_base(const Step& s, Register& out) {
  const model::Field& field = record_.fields[s.index];
  const Column& column = chunk_->columns[s.index];
  out.start(s.kind, rows_);
  const bool supplied = column.read && column.supplied;
  if (s.kind == Kind::truth) {
    if (!supplied) return;
    Bits present;
    cell_bits(column.cell, Cell::present, rows_, present);
    out.yes.fill(rows_, [&](std::size_t row) { return column.v[row] != 0; });
    for (std::size_t i = 0; i < out.no.words(); ++i) {
      out.no.word(i) = present.word(i) & ~out.yes.word(i);
      out.yes.word(i) &= present.word(i);
    }
    if (field.blank == Blank::no) {
      present.each_clear([&](std::uint32_t row) {
        if (column.cell[row] == Cell::blank) out.no.set(row);
      });
    }
    return;
  }
  const CodeSet* codes = s.kind == Kind::code ? ordinary_[field.type.list] : nullptr;
  if (supplied) {
    cell_bits(column.cell, Cell::present, rows_, out.known);
    out.scale = column.scale;
    if (s.kind == Kind::text)
      out.text = column.text.data();
    else
      out.v = column.v.data();
    if (is_event(field)) {
      const std::int64_t last =
          ASSIZE_FAULT(8, kPlusInfinity, CutOff::last(cut_off_.day, field.type, ruleset_));
      Bits later;
      later.fill(rows_, [&](std::size_t row) { return column.v[row] > last; });
      for (std::size_t i = 0; i < later.words(); ++i) out.known.word(i) &= ~later.word(i);
    }
    if (s.kind == Kind::code &&
        codes->codes.size() != ruleset_.code_lists[field.type.list].codes.size()) {
      const auto& is = is_ordinary_[field.type.list];
      for (std::size_t i = 0; i < out.known.words(); ++i) {
        for (std::uint64_t w = out.known.word(i); w != 0; w &= w - 1) {
          const std::size_t row = i * 64 + static_cast<std::size_t>(std::countr_zero(w));
          if (!is[static_cast<std::size_t>(column.v[row])]) out.known.clear(row);
        }
      }
    }
  }
  if (supplied && field.blank == Blank::none) {  // a cell of several items that holds none
    out.known.each_clear([&](std::uint32_t row) {
      if (column.cell[row] != Cell::blank) return;
      if (out.text != out.own_text.data()) {
        std::copy(column.text.begin(), column.text.end(), out.own_text.begin());
        out.text = out.own_text.data();
      }
      out.own_text[row] = {};
      out.known.set(row);
    });
  }
  if (codes != nullptr)
    out.known.each_clear([&](std::uint32_t row) { out.put_set(row, codes); });
  else
    out.known.each_clear(
        [&](std::uint32_t row) { odd_cell(field, column, row, false, nullptr, out); });
}

// A row that is not plainly known.
void Batch::odd_cell(const model::Field& field, const Column& column, std::uint32_t row,
                     bool doubtful, const CodeSet* codes, Register& out, bool dates) const {
  if (out.kind == Kind::code) return out.put_set(row, codes);
  const Cell cell = column.read && column.supplied ? column.cell[row] : Cell::not_supplied;
  if (out.kind != Kind::ordinal) {
    if (!doubtful && (cell == Cell::ranged || cell == Cell::wide)) {
      out.at[row] = static_cast<std::uint32_t>(out.values.size());
      out.values.push_back(column.ranged(row));
    } else {
      out.put_unknown(row);
    }
    return;
  }
  const std::int64_t last = CutOff::last(cut_off_.day, field.type, ruleset_);
  const Interval by_now{kMinusInfinity, last, Never::no},
      some{kMinusInfinity, dates ? ASSIZE_FAULT(59, kPlusInfinity, last) : kPlusInfinity,
           Never::no},
      any{kMinusInfinity, kPlusInfinity, Never::may};
  const auto blank = [&]() -> Interval {
    if (ASSIZE_FAULT(14, true, false)) return by_now;
    switch (field.blank) {
      case Blank::not_by_cut_off:
        if (cut_off_.complete_to)
          return {CutOff::last(*cut_off_.complete_to, field.type, ruleset_) + 1, kPlusInfinity,
                  Never::may};
        return {last + 1, kPlusInfinity, Never::may};
      case Blank::did_not_happen:
        return {0, 0, Never::only};
      default:
        return field.blank_declared && !field.required ? any : some;
    }
  };
  if (doubtful) return out.put_interval(row, some);
  switch (cell) {
    case Cell::present:  // an event after the cut-off
    case Cell::blank:
      return out.put_interval(row, blank());
    case Cell::ranged: {
      const Interval i = interval_of_value(column.ranged(row));
      if (!is_event(field) || i.hi <= last) return out.put_interval(row, i);
      if (i.lo > last) return out.put_interval(row, blank());
      return out.put_interval(row, hull({i.lo, last, Never::no}, blank()));
    }
    case Cell::not_supplied:
      return out.put_interval(row, any);
    default:
      return out.put_interval(row, some);
  }
}

Batch::Sort Batch::sort_of(const model::Field& field, model::Index index, std::uint32_t row) const {
  const Column& column = chunk_->columns[index];
  if (!column.read || !column.supplied) return Sort::not_supplied;
  switch (column.cell[row]) {
    case Cell::present:
      if (is_event(field) && column.v[row] > CutOff::last(cut_off_.day, field.type, ruleset_))
        return Sort::blank;
      return Sort::value;
    case Cell::ranged:
      if (is_event(field) && interval_of_value(column.ranged(row)).lo >
                                 CutOff::last(cut_off_.day, field.type, ruleset_))
        return Sort::blank;
      return Sort::value;
    case Cell::wide:
      return Sort::value;
    case Cell::blank:
      return Sort::blank;
    case Cell::unreadable:
      return Sort::unreadable;
    case Cell::out_of_range:
      return Sort::out_of_range;
    case Cell::not_listed:
      return Sort::not_listed;
    case Cell::not_supplied:
      break;
  }
  return Sort::not_supplied;
}

void Batch::cells(model::Index index, Sort sort, Bits& out) const {
  const model::Field& field = record_.fields[index];
  const Column& column = chunk_->columns[index];
  if (!column.read || !column.supplied) return out.assign(rows_, sort == Sort::not_supplied);
  const auto add = [&](Cell kind) {
    Bits more;
    cell_bits(column.cell, kind, rows_, more);
    out |= more;
  };
  switch (sort) {
    case Sort::value:
      cell_bits(column.cell, Cell::present, rows_, out);
      add(Cell::ranged);
      add(Cell::wide);
      break;
    case Sort::blank:
      cell_bits(column.cell, Cell::blank, rows_, out);
      break;
    case Sort::unreadable:
      return cell_bits(column.cell, Cell::unreadable, rows_, out);
    case Sort::out_of_range:
      return cell_bits(column.cell, Cell::out_of_range, rows_, out);
    case Sort::not_listed:
      return cell_bits(column.cell, Cell::not_listed, rows_, out);
    case Sort::not_supplied:
      return cell_bits(column.cell, Cell::not_supplied, rows_, out);
  }
  if (!is_event(field)) return;
  for (std::uint32_t row = 0; row < rows_; ++row) {  // an event after the cut-off is blank
    if (column.cell[row] != Cell::present && column.cell[row] != Cell::ranged) continue;
    if (sort_of(field, index, row) == sort)
      out.set(row);
    else
      out.clear(row);
  }
}

bool Batch::not_supplied(StepId field_step, std::uint32_t row) const {
  const Column& column = chunk_->columns[plan_.steps[field_step].index];
  return !column.read || !column.supplied || column.cell[row] == Cell::not_supplied;
}

bool Batch::is_blank_cell(model::Index field, std::uint32_t row) const {
  return sort_of(record_.fields[field], field, row) == Sort::blank;
}

bool Batch::is_doubtful(StepId field_step, std::uint32_t row) const {
  if (ASSIZE_FAULT(7, true, false)) return false;
  for (const StepId v : plan_.steps[field_step].args) {
    if (registers_[v].no.get(row)) return !not_supplied(field_step, row);
  }
  return false;
}

bool Batch::is_open(StepId field_step, std::uint32_t row) const {
  const Step& s = plan_.steps[field_step];
  const Register& x = registers_[field_step];
  if (s.kind != Kind::ordinal || x.known.get(row)) return false;
  const Interval i = x.interval(row);
  return i.never == Never::may && i.hi >= kPlusInfinity;
}

Reasons Batch::field_reasons(StepId field_step, std::uint32_t row) const {
  const Step& s = plan_.steps[field_step];
  if (registers_[field_step].certain(row)) return {};
  const model::Field& field = record_.fields[s.index];
  const Column& column = chunk_->columns[s.index];
  const Sort sort = sort_of(field, s.index, row);
  if (sort == Sort::not_supplied) return Reason::not_supplied;
  if (is_doubtful(field_step, row)) return Reason::contradictory;
  const auto blank = [&]() -> Reasons {
    if (field.blank != Blank::not_by_cut_off) return Reason::blank;
    return cut_off_.complete_to ? Reasons(Reason::source_incomplete) | Reason::not_yet_due
                                : Reasons(Reason::not_yet_due);
  };
  switch (sort) {
    case Sort::blank:
      return blank();
    case Sort::unreadable:
      return Reason::unreadable;
    case Sort::out_of_range:
      return Reason::out_of_range;
    case Sort::not_listed:
      return Reason::not_listed;
    default:
      break;
  }
  if (column.cell[row] == Cell::ranged) {
    Reasons why = column.ranged(row).reasons;
    if (is_event(field) && registers_[field_step].interval(row).never == Never::may &&
        field.blank == Blank::not_by_cut_off)
      why |= blank();
    return why;
  }
  if (s.kind != Kind::code) return Reason::stated;
  const model::Code& code =
      ruleset_.code_lists[field.type.list].codes[static_cast<std::size_t>(column.v[row])];
  if (s.date != plan::kNoStep) {
    const Interval day = registers_[s.date].interval(row);
    const bool holds = !(code.valid.from && *code.valid.from > day.lo) &&
                       !(code.valid.until && *code.valid.until < day.hi);
    if (!holds) return Reason::not_listed;
  }
  if (code.role == model::CodeRole::not_known) return Reason::not_known;
  if (code.role == model::CodeRole::not_stated) return Reason::not_stated;
  return Reason::not_listed;
}

}  // namespace assize::evaluate
