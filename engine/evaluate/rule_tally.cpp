// How many records passed and failed each rule, by provider and month.
#include "engine/column/clones.h"
#include "engine/evaluate/hash.h"
#include "engine/evaluate/tally.h"

namespace assize::evaluate {

namespace {

constexpr std::uint32_t kNoGroup = UINT32_MAX;

}  // namespace

std::uint32_t RuleTally::group_of(std::uint32_t provider, std::int32_t month) {
  const std::uint64_t key = std::uint64_t{provider} << 32u | static_cast<std::uint32_t>(month);
  Cached& cached = cache_[hash_word(key, kSeedA) >> 20u & (cache_.size() - 1)];
  if (cached.group != kNoGroup && cached.key == key) return cached.group;
  const auto [at, fresh] =
      index_.try_emplace({provider, month}, static_cast<std::uint32_t>(groups_.size()));
  if (fresh) {
    RuleGroup& g = groups_.emplace_back();
    g.provider = provider;
    g.month = month;
    g.counts.resize(rules_);
  }
  cached = {key, at->second};
  return at->second;
}

ASSIZE_CLONES void RuleTally::add(const ChunkResult& chunk) {
  if (rules_ == 0) return;
  row_group_.resize(chunk.rows);
  for (std::uint32_t row = 0; row < chunk.rows; ++row) {
    row_group_[row] = group_of(chunk.provider[row], chunk.rule_month[row]);
    ++groups_[row_group_[row]].records;
  }
  const bool choose = implied_.empty();
  if (choose) implied_.assign(rules_, 0);
  Bits of[4];
  for (std::size_t k = 0; k < rules_; ++k) {
    const RuleResult& r = chunk.rules[k];
    of[0] = r.passed;
    of[1] = r.failed;
    of[2] = r.not_applicable;
    of[3].assign(chunk.rows, true);
    for (std::size_t w = 0; w < of[3].words(); ++w)
      of[3].word(w) &= ~(of[0].word(w) | of[1].word(w) | of[2].word(w));
    if (choose) {
      for (int i = 1; i < 4; ++i) {
        if (of[i].count() > of[implied_[k]].count()) implied_[k] = i;
      }
    }
    for (int i = 0; i < 4; ++i) {
      if (i == implied_[k]) continue;
      of[i].each([&](std::uint32_t row) {
        ++groups_[row_group_[row]].counts[k][static_cast<std::size_t>(i)];
      });
    }
  }
}

// Puts the implied counts in.
void RuleTally::fill() {
  if (implied_.empty()) return;
  for (RuleGroup& g : groups_) {
    for (std::size_t k = 0; k < rules_; ++k) {
      std::int64_t rest = g.records;
      for (int i = 0; i < 4; ++i) {
        if (i != implied_[k]) rest -= g.counts[k][static_cast<std::size_t>(i)];
      }
      g.counts[k][static_cast<std::size_t>(implied_[k])] = rest;
    }
  }
}

std::vector<RuleGroup>& RuleTally::groups() {
  fill();
  // All of its records turned out to be copies that lie elsewhere, or nowhere for certain.
  std::erase_if(groups_, [](const RuleGroup& g) { return g.records == 0; });
  return groups_;
}

void RuleTally::add(std::uint32_t provider, std::int32_t month, const std::vector<int>& results,
                    std::int64_t times) {
  RuleGroup& g = groups_[group_of(provider, month)];
  g.records += times;
  for (std::size_t k = 0; k < rules_; ++k)
    g.counts[k][static_cast<std::size_t>(results[k])] += times;
}

void RuleTally::merge(RuleTally& other) {
  fill();
  other.fill();
  for (const RuleGroup& from : other.groups_) {
    RuleGroup& to = groups_[group_of(from.provider, from.month)];
    to.records += from.records;
    for (std::size_t k = 0; k < rules_; ++k) {
      for (std::size_t i = 0; i < 4; ++i) to.counts[k][i] += from.counts[k][i];
    }
  }
  other.groups_.clear();
}

}  // namespace assize::evaluate
