#include "adapters/json/records.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "adapters/json/cut.h"

namespace assize::json {
namespace {

using Json = nlohmann::json;

// Receives what the parser reads of one record. A function that returns false ends the parse.
class Handler final : public nlohmann::json_sax<Json> {
 public:
  Handler(const model::Record& record, const Keys& keys, std::uint32_t row, Cells& cells,
          RecordFault& fault)
      : record_(record),
        keys_(keys),
        row_(row),
        cells_(cells),
        fault_(fault),
        seen_(record.fields.size(), false) {}

  bool null() override { return value("", false); }
  bool boolean(bool yes) override {
    return value(yes ? "true" : "false", kind() != model::Kind::yes_no);
  }
  bool number_integer(number_integer_t n) override { return number(std::to_string(n)); }
  bool number_unsigned(number_unsigned_t n) override { return number(std::to_string(n)); }
  bool number_float(number_float_t, const string_t& text) override {
    // An exponent is JSON's; fields of numbers read plain digits.
    const auto exact = kind() == model::Kind::number ? Decimal::parse(text) : std::nullopt;
    return number(exact ? exact->text() : text);
  }
  bool string(string_t& text) override {
    if (text.find('\0') != string_t::npos)
      return fail(Problem::not_utf8, "a text holds a zero character");
    return value(text, false);
  }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open(true); }
  bool start_array(std::size_t) override { return open(false); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& key) override {
    if (key.size() > kLongestKey) return fail(Problem::too_large, "a key longer than 64 KiB");
    if (level_ != 1) return true;
    key_ = key;
    const auto known = keys_.find(key);
    field_ = known == keys_.end() ? model::kNone : known->second;
    const bool again = field_ == model::kNone
                           ? std::find(others_.begin(), others_.end(), key) != others_.end()
                           : seen_[field_];
    if (again)
      return fail(Problem::doubled_key, "the record has the key " + shown(key, false) + " twice");
    if (field_ != model::kNone) {
      seen_[field_] = true;
    } else {
      others_.push_back(key);
    }
    return true;
  }

  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception&) override {
    fault_ = {Problem::json_syntax,
              position > 0 ? position - 1 : 0,
              true,
              {},
              key_};  // the parser's words quote the data
    return false;
  }

  const std::vector<std::string>& others() const { return others_; }

 private:
  model::Kind kind() const {
    return level_ == 1 && field_ != model::kNone ? record_.fields[field_].type.kind
                                                 : model::Kind::nothing;
  }

  bool fail(Problem kind, std::string text) {
    fault_ = {kind, 0, false, std::move(text), key_};
    return false;
  }

  bool open(bool object) {
    if (level_ == 0 && !object)
      return fail(Problem::wrong_shape, "a list where a record, { ... }, is expected");
    if (level_ + 1 >= kDeepest)
      return fail(Problem::too_large,
                  "nested more than " + std::to_string(kDeepest) + " levels deep");
    if (level_ == 1 && field_ != model::kNone) {
      put("");
      cells_.odd.push_back({row_, field_, true});
    }
    ++level_;
    return true;
  }

  bool close() {
    --level_;
    return true;
  }

  bool number(const std::string& text) { return value(text, kind() != model::Kind::number); }

  bool value(std::string_view text, bool odd) {
    if (level_ == 0)
      return fail(Problem::wrong_shape, "a single value where a record, { ... }, is expected");
    if (level_ > 1 || field_ == model::kNone) return true;
    if (odd) cells_.odd.push_back({row_, field_, false});
    put(text);
    return true;
  }

  void put(std::string_view text) {
    std::string& first = cells_.owned->front();
    const bool fits = first.capacity() - first.size() >= text.size();
    std::string& home = fits ? first : cells_.owned->emplace_back();
    const std::size_t at = home.size();
    home.append(text);
    cells_.columns[field_].cells[row_] = {home.data() + at, text.size()};
  }

  const model::Record& record_;
  const Keys& keys_;
  std::uint32_t row_;
  Cells& cells_;
  RecordFault& fault_;
  std::vector<bool> seen_;
  std::vector<std::string> others_;  // keys that are no headings
  std::string key_;
  model::Index field_ = model::kNone;
  int level_ = 0;  // of brackets in the record
};

}  // namespace

bool read_record(std::string_view json, const model::Record& record, const Keys& keys,
                 std::uint32_t row, Cells& cells, RecordFault& fault) {
  Handler handler(record, keys, row, cells, fault);
  bool read = false;
  try {
    read = Json::sax_parse(json.begin(), json.end(), &handler);
  } catch (const Json::exception&) {
    fault = {Problem::json_syntax, 0, false, "not valid JSON", {}};
    return false;
  }
  for (const std::string& key : handler.others()) {
    const bool known = std::any_of(cells.unknown_keys.begin(), cells.unknown_keys.end(),
                                   [&](const auto& k) { return k.second == key; });
    if (!known) cells.unknown_keys.emplace_back(row, key);
  }
  return read;
}

}  // namespace assize::json
