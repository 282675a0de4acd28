#include "engine/column/problems.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "dsl/base/diagnostic.h"

namespace assize {
namespace {

constexpr std::size_t kPlaces = 3;
constexpr std::size_t kShownCharacters = 40;

constexpr std::array<std::string_view, 28> kCodeNames = {
    "A5001", "A5002", "A5003", "A5004", "A5005", "A5006", "A5007", "A5008", "A5009", "A5010",
    "A5011", "A5012", "A5013", "A5014", "A5015", "A5016", "A5017", "A5018", "A5019", "A5020",
    "A5021", "A5022", "A5023", "A5024", "A5025", "A5026", "A5028", "A5031"};
static_assert(static_cast<std::size_t>(Problem::inexact_key) + 1 == kCodeNames.size());

bool alike(const DataProblem& a, const DataProblem& b) {
  return a.file == b.file && a.code == b.code && a.field == b.field;
}

bool before(const DataProblem& a, const DataProblem& b) {
  return std::tie(a.file, a.code, a.field, a.record, a.line, a.column, a.text) <
         std::tie(b.file, b.code, b.field, b.record, b.line, b.column, b.text);
}

}  // namespace

std::string_view code_of(Problem p) { return kCodeNames[static_cast<std::size_t>(p)]; }

bool is_fatal(Problem p) {
  switch (p) {
    case Problem::cannot_read:
    case Problem::empty_file:
    case Problem::wrong_kind_of_file:
    case Problem::not_utf8:
    case Problem::quoting:
    case Problem::doubled_heading:
    case Problem::missing_column:
    case Problem::delimiter:
    case Problem::too_large:
    case Problem::json_syntax:
    case Problem::doubled_key:
    case Problem::wrong_shape:
      return true;
    default:
      return false;
  }
}

DataProblem make_problem(Problem kind, const ProblemPlace& place, std::string text) {
  DataProblem p;
  p.code = code_of(kind);
  p.text = std::move(text);
  p.file = place.file;
  p.record = place.record;
  p.line = place.line;
  p.column = place.column;
  p.field = place.field;
  p.fatal = is_fatal(kind);
  return p;
}

ProblemFold::Entry& ProblemFold::entry(Problem kind, const ProblemPlace& place) {
  for (Entry& e : entries_) {
    if (e.kind == kind && e.file == place.file && e.field == place.field) return e;
  }
  entries_.push_back({kind, place.file, std::string(place.field), 0, {}});
  return entries_.back();
}

bool ProblemFold::count(Problem kind, const ProblemPlace& place) {
  Entry& e = entry(kind, place);
  ++e.count;
  return e.places.size() < kPlaces || place.record < e.places.back().record;
}

void ProblemFold::keep(Problem kind, const ProblemPlace& place, std::string text) {
  Entry& e = entry(kind, place);
  DataProblem p = make_problem(kind, place, std::move(text));
  e.places.insert(std::upper_bound(e.places.begin(), e.places.end(), p, before), std::move(p));
  if (e.places.size() > kPlaces) e.places.pop_back();
}

void ProblemFold::move_to(std::vector<DataProblem>& out) {
  const auto first = static_cast<std::ptrdiff_t>(out.size());
  for (Entry& e : entries_) {
    for (std::size_t i = 0; i < e.places.size(); ++i) {
      e.places[i].count = i == 0 ? e.count : 0;
      out.push_back(std::move(e.places[i]));
    }
  }
  entries_.clear();
  std::sort(out.begin() + first, out.end(), before);
}

void fold(std::vector<DataProblem>& problems) {
  std::sort(problems.begin(), problems.end(), before);
  std::vector<DataProblem> kept;
  std::size_t first = 0;  // in `kept`, of the problems alike
  for (DataProblem& p : problems) {
    if (kept.empty() || !alike(kept[first], p)) {
      first = kept.size();
      kept.push_back(std::move(p));
      continue;
    }
    kept[first].count += p.count;
    if (kept.size() - first < kPlaces) {
      p.count = 0;
      kept.push_back(std::move(p));
    }
  }
  problems = std::move(kept);
}

std::string shown(std::string_view cell, bool personal) {
  if (personal) return {};
  std::size_t end = 0, characters = 0;
  while (end < cell.size() && characters < kShownCharacters) {
    do {
      ++end;
    } while (end < cell.size() && (static_cast<unsigned char>(cell[end]) & 0xC0u) == 0x80u);
    ++characters;
  }
  return "\"" + escape_controls(cell.substr(0, end)) + (end < cell.size() ? "..." : "") + "\"";
}

}  // namespace assize
