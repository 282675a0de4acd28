#include "adapters/cli/fingerprint.h"

#include <cstdint>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace assize::cli {

namespace {

XXH3_state_t* state_of(void* state) { return static_cast<XXH3_state_t*>(state); }

}  // namespace

Fingerprint::Fingerprint() : state_(XXH3_createState()) { XXH3_128bits_reset(state_of(state_)); }
Fingerprint::~Fingerprint() { XXH3_freeState(state_of(state_)); }

void Fingerprint::add(std::string_view text) {
  // The length goes first, byte by byte, so that the result is the same on every machine.
  unsigned char length[8];
  for (int i = 0; i < 8; ++i)
    length[i] = static_cast<unsigned char>(static_cast<std::uint64_t>(text.size()) >> (8 * i));
  XXH3_128bits_update(state_of(state_), length, sizeof length);
  XXH3_128bits_update(state_of(state_), text.data(), text.size());
}

std::string Fingerprint::hex() const {
  XXH128_canonical_t bytes;
  XXH128_canonicalFromHash(&bytes, XXH3_128bits_digest(state_of(state_)));
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const unsigned char b : bytes.digest) {
    text += kDigits[b >> 4];
    text += kDigits[b & 15u];
  }
  return text;
}

}  // namespace assize::cli
