// SHA-256 (FIPS 180-4) of a text, in hexadecimal: what `sha256sum` prints. For files that a ruleset
// names with their hash; fingerprints that only we read are in adapters/cli/fingerprint.h.
#pragma once

#include <string>
#include <string_view>

namespace assize {

std::string sha256(std::string_view bytes);

}  // namespace assize
