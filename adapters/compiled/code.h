// Values of the model to JSON and back, by their members: an array for a struct, a list or a
// variant (its alternative first), null for what is not there. Internal to adapters/compiled.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "adapters/compiled/members.h"

namespace assize::compiled {

using Json = nlohmann::json;

// What is read is not of the shape that this version writes.
struct Misshapen {};

template <class T>
concept HasMembers = requires(T& x) {
  with_members(x, [](auto&...) {});
};

inline Json encode(const std::string& x) { return x; }
inline Json encode(const Decimal& x) { return x.text(); }
inline Json encode(const Reasons& x) { return x.bits(); }
inline Json encode(const Sources& x) {
  Json out = Json::array();
  for (std::uint32_t i = 0; i < x.size(); ++i) out.push_back({x.file(i).name(), x.file(i).text()});
  return out;
}
template <class T>
requires(std::is_integral_v<T> || std::is_enum_v<T>) Json encode(T x) {
  if constexpr (std::is_enum_v<T>)
    return static_cast<std::int64_t>(x);
  else
    return x;
}
template <class T>
Json encode(const std::optional<T>& x);
template <class T>
Json encode(const std::vector<T>& x);
template <class A, class B>
Json encode(const std::pair<A, B>& x);
template <class T, std::size_t N>
Json encode(const T (&x)[N]) {
  Json out = Json::array();
  for (const T& item : x) out.push_back(encode(item));
  return out;
}
template <class... T>
Json encode(const std::variant<T...>& x);
template <HasMembers T>
Json encode(const T& x) {
  return with_members(x, [](const auto&... member) {
    Json out = Json::array();
    (out.push_back(encode(member)), ...);
    return out;
  });
}
template <class T>
Json encode(const std::optional<T>& x) {
  return x ? encode(*x) : Json();
}
template <class T>
Json encode(const std::vector<T>& x) {
  Json out = Json::array();
  for (const auto& item : x) out.push_back(encode(item));
  return out;
}
template <class A, class B>
Json encode(const std::pair<A, B>& x) {
  return {encode(x.first), encode(x.second)};
}
template <class... T>
Json encode(const std::variant<T...>& x) {
  return {x.index(), std::visit([](const auto& alternative) { return encode(alternative); }, x)};
}

inline void expect(bool shape) {
  if (!shape) throw Misshapen();
}

inline void decode(const Json& from, std::string& x) {
  expect(from.is_string());
  x = from.get_ref<const std::string&>();
}
inline void decode(const Json& from, bool& x) {
  expect(from.is_boolean());
  x = from.get<bool>();
}
inline void decode(const Json& from, Decimal& x) {
  expect(from.is_string());
  const auto number = Decimal::parse(from.get_ref<const std::string&>());
  expect(number.has_value());
  x = *number;
}
template <class T>
requires(std::is_integral_v<T> && !std::is_same_v<T, bool>) void decode(const Json& from, T& x) {
  expect(from.is_number_integer());
  if (from.is_number_unsigned()) {
    const auto n = from.get<std::uint64_t>();
    expect(std::in_range<T>(n));
    x = static_cast<T>(n);
  } else {
    const auto n = from.get<std::int64_t>();
    expect(std::in_range<T>(n));
    x = static_cast<T>(n);
  }
}
inline void decode(const Json& from, Reasons& x) {
  std::uint32_t bits = 0;
  decode(from, bits);
  expect(bits < (1u << kReasonCount));
  x = Reasons::from_bits(bits);
}
template <class T>
requires std::is_enum_v<T>
void decode(const Json& from, T& x) {
  std::underlying_type_t<T> n{};
  decode(from, n);
  x = static_cast<T>(n);
}
inline void decode(const Json& from, Sources& x) {
  expect(from.is_array());
  for (const Json& file : from) {
    expect(file.is_array() && file.size() == 2);
    std::string name, text;
    decode(file[0], name);
    decode(file[1], text);
    x.add(std::move(name), std::move(text));
  }
}
template <class T>
void decode(const Json& from, std::optional<T>& x);
template <class T>
void decode(const Json& from, std::vector<T>& x);
template <class A, class B>
void decode(const Json& from, std::pair<A, B>& x);
template <class... T>
void decode(const Json& from, std::variant<T...>& x);
template <class T, std::size_t N>
void decode(const Json& from, T (&x)[N]) {
  expect(from.is_array() && from.size() == N);
  for (std::size_t i = 0; i < N; ++i) decode(from[i], x[i]);
}
template <HasMembers T>
void decode(const Json& from, T& x) {
  with_members(x, [&](auto&... member) {
    expect(from.is_array() && from.size() == sizeof...(member));
    std::size_t at = 0;
    (decode(from[at++], member), ...);
  });
}
template <class T>
void decode(const Json& from, std::optional<T>& x) {
  if (from.is_null())
    x.reset();
  else
    decode(from, x.emplace());
}
template <class T>
void decode(const Json& from, std::vector<T>& x) {
  expect(from.is_array());
  x.clear();
  x.reserve(from.size());
  for (const Json& item : from) decode(item, x.emplace_back());
}
template <class A, class B>
void decode(const Json& from, std::pair<A, B>& x) {
  expect(from.is_array() && from.size() == 2);
  decode(from[0], x.first);
  decode(from[1], x.second);
}
template <std::size_t At = 0, class... T>
void decode_alternative(std::size_t which, const Json& from, std::variant<T...>& x) {
  if constexpr (At < sizeof...(T)) {
    if (which == At)
      decode(from, x.template emplace<At>());
    else
      decode_alternative<At + 1>(which, from, x);
  } else {
    throw Misshapen();
  }
}
template <class... T>
void decode(const Json& from, std::variant<T...>& x) {
  expect(from.is_array() && from.size() == 2);
  std::size_t which = 0;
  decode(from[0], which);
  decode_alternative(which, from[1], x);
}

}  // namespace assize::compiled
