// A fingerprint of texts, to tell whether two inputs are the same: XXH3, 128 bits, hexadecimal. Not
// a signature.
#pragma once

#include <string>
#include <string_view>

namespace assize::cli {

class Fingerprint {
 public:
  Fingerprint();
  ~Fingerprint();
  Fingerprint(const Fingerprint&) = delete;
  Fingerprint& operator=(const Fingerprint&) = delete;
  // Texts are kept apart: ("ab", "c") and ("a", "bc") differ.
  void add(std::string_view text);
  std::string hex() const;

 private:
  void* state_;  // of the library, which stays out of the header
};

}  // namespace assize::cli
