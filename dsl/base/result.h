// A value or the reason why there is none. `std::expected` is not usable on GCC 12 together with
// Clang 14. No exceptions cross folders: functions that can fail on input return Result<T>.
#pragma once

#include <cassert>
#include <utility>
#include <variant>

namespace assize {

template <class T, class E>
class [[nodiscard]] Result {
 public:
  Result(T value) : v_(std::in_place_index<0>, std::move(value)) {}  // NOLINT
  Result(E error) : v_(std::in_place_index<1>, std::move(error)) {}  // NOLINT
  explicit operator bool() const { return v_.index() == 0; }
  T& operator*() {
    assert(*this);
    return std::get<0>(v_);
  }
  const T& operator*() const {
    assert(*this);
    return std::get<0>(v_);
  }
  T* operator->() { return &**this; }
  const T* operator->() const { return &**this; }
  E& error() { return std::get<1>(v_); }
  const E& error() const { return std::get<1>(v_); }

 private:
  std::variant<T, E> v_;
};

}  // namespace assize
