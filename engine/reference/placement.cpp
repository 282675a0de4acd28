#include "engine/reference/placement.h"

#include <algorithm>

namespace assize::reference {

Whereabouts whereabouts(const Shape& shape, const model::Record& record, const RecordResult& result,
                        const std::optional<std::string>& header_provider,
                        const std::optional<Period>& header_period) {
  Whereabouts w;
  w.is_nowhere = result.dated.is_certainly_after;
  if (record.provider != model::kNone) w.provider = result.fields[record.provider];
  w.header_provider = header_provider;
  w.header_period = header_period;
  w.days = result.dated.range;
  for (model::Index f : shape.per_fields) w.subgroup.push_back(result.fields[f]);
  return w;
}

std::vector<Period> periods_touched(PeriodKind kind, DaySpan days) {
  if (kind == PeriodKind::whole) return {Period{}};
  std::vector<Period> out;
  Period last = period_of(kind, days.last);
  if (kind == PeriodKind::rolling_year) last.index += kWindowMonths - 1;
  for (Period p = period_of(kind, days.first); p <= last; ++p.index) out.push_back(p);
  return out;
}

bool overlap(Period a, Period b) {
  if (a.kind == PeriodKind::whole || b.kind == PeriodKind::whole) return true;
  const DaySpan x = days_of(a), y = days_of(b);
  return x.first <= y.last && y.first <= x.last;
}

std::vector<Slot> makes(const Shape& shape, const Whereabouts& w) {
  if (w.is_nowhere || (shape.per_provider && !w.provider)) return {};
  if (shape.per_period != PeriodKind::whole && !w.days) return {};
  Slot slot;
  if (shape.per_provider) slot.provider = w.provider;
  for (const auto& s : w.subgroup) {
    if (!s) return {};
    slot.subgroup.push_back(*s);
  }
  std::vector<Slot> out;
  for (Period p : periods_touched(shape.per_period, w.days.value_or(DaySpan{0, 0}))) {
    slot.period = p;
    out.push_back(slot);
  }
  return out;
}

std::vector<Slot> makes_of_its_own(const Shape& shape, const Whereabouts& w) {
  if (w.is_nowhere) return {};
  Slot slot;
  if (shape.per_provider) slot.provider = w.provider ? w.provider : w.header_provider.value_or("");
  for (const auto& s : w.subgroup) slot.subgroup.push_back(s.value_or(""));
  std::vector<Period> periods = {Period{}};
  // Of windows one a month: that which ends with it.
  const PeriodKind step = step_of(shape.per_period);
  if (step != PeriodKind::whole && w.days) periods = periods_touched(step, *w.days);
  if (step != PeriodKind::whole && !w.days && w.header_period &&
      w.header_period->kind != PeriodKind::whole) {
    periods = periods_touched(step, days_of(*w.header_period));
  }
  for (Period& p : periods) {
    if (p.kind == step) p.kind = shape.per_period;
  }
  std::vector<Slot> out;
  for (Period p : periods) {
    slot.period = p;
    out.push_back(slot);
  }
  return out;
}

std::vector<Slot> placed(const Shape& shape, const Whereabouts& w) {
  std::vector<Slot> all = makes(shape, w);
  std::erase_if(all, [&](const Slot& slot) {
    if (slot.period.kind == PeriodKind::whole) return false;
    const DaySpan days = days_of(slot.period);
    return w.days->first < days.first || days.last < w.days->last;
  });
  return all;
}

void Reach::add(const std::optional<std::string>& provider, DaySpan days) {
  const std::int32_t earliest = period_of(PeriodKind::month, days.first).index;
  const std::int32_t latest = period_of(PeriodKind::month, days.last).index;
  const auto [at, fresh] = begun.try_emplace(provider, latest);
  if (!fresh) at->second = std::min(at->second, latest);
  last = std::max(last, earliest);
}

bool Reach::has(const Slot& slot) const {
  if (slot.period.kind != PeriodKind::rolling_year) return true;
  const auto at = begun.find(slot.provider);
  if (at == begun.end() || slot.period.index > last) return false;
  return whole(slot) || (slot.period.index == last && at->second + kWindowMonths - 1 > last);
}

bool Reach::whole(const Slot& slot) const {
  if (slot.period.kind != PeriodKind::rolling_year) return true;
  const auto at = begun.find(slot.provider);
  return at != begun.end() && at->second + kWindowMonths - 1 <= slot.period.index;
}

bool could_join(const Shape& shape, const Whereabouts& w, const Slot& slot) {
  if (w.is_nowhere) return false;
  if (shape.per_provider) {
    const auto& provider = w.provider ? w.provider : w.header_provider;
    if (provider && provider != slot.provider) return false;
  }
  if (shape.per_period != PeriodKind::whole) {
    if (w.days) {
      const DaySpan days = days_of(slot.period);
      if (w.days->last < days.first || days.last < w.days->first) return false;
    } else if (w.header_period && !overlap(*w.header_period, slot.period)) {
      return false;
    }
  }
  for (std::size_t i = 0; i < slot.subgroup.size(); ++i) {
    if (w.subgroup[i] && *w.subgroup[i] != slot.subgroup[i]) return false;
  }
  return true;
}

}  // namespace assize::reference
