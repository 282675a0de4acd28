#include "adapters/system/byte_streams.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <tuple>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace assize {
namespace {

// XXH3, 128 bits: https://github.com/Cyan4973/xxHash. It tells apart what was sent by accident, not
// by malice.
class Fingerprint {
 public:
  Fingerprint() { XXH3_128bits_reset(&state_); }
  void add(const char* bytes, std::size_t n) { XXH3_128bits_update(&state_, bytes, n); }
  std::string text() const {
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(&state_));
    std::string out;
    for (const unsigned char byte : canonical.digest) {
      out += "0123456789abcdef"[byte >> 4];
      out += "0123456789abcdef"[byte & 15];
    }
    return out;
  }

 private:
  XXH3_state_t state_;
};

// Of a file that nobody has written to since it was opened, it stays the same.
using State = std::tuple<off_t, time_t, long>;  // size, and when it was last written to
std::optional<State> state_of(int descriptor) {
  struct stat status;
  if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode)) return std::nullopt;
  return State{status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec};
}

class DescriptorStream final : public ByteStream {
 public:
  DescriptorStream(int descriptor, bool owned, std::optional<State> file, std::string failure)
      : descriptor_(descriptor), owned_(owned), file_(file), failure_(std::move(failure)) {}
  ~DescriptorStream() override {
    if (owned_ && descriptor_ >= 0) close(descriptor_);
  }
  DescriptorStream(const DescriptorStream&) = delete;
  DescriptorStream& operator=(const DescriptorStream&) = delete;

  std::size_t read(char* into, std::size_t at_most) override {
    if (!failure_.empty()) return 0;
    ssize_t got;
    do {
      got = ::read(descriptor_, into, at_most);
    } while (got < 0 && errno == EINTR);
    if (got < 0) {
      failure_ = std::strerror(errno);
      return 0;
    }
    fingerprint_.add(into, static_cast<std::size_t>(got));
    return static_cast<std::size_t>(got);
  }
  std::string failure() const override { return failure_; }
  std::string hash() const override { return fingerprint_.text(); }
  bool reads_again() const override { return file_.has_value(); }
  bool read_again(std::uint64_t from, char* into, std::size_t n) const override {
    if (!file_ || state_of(descriptor_) != file_) return false;
    while (n > 0) {
      const ssize_t got = pread(descriptor_, into, n, static_cast<off_t>(from));
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) return false;
      into += got;
      from += static_cast<std::uint64_t>(got);
      n -= static_cast<std::size_t>(got);
    }
    return true;
  }

 private:
  int descriptor_;
  bool owned_;
  std::optional<State> file_;  // as it was opened, where it is a file
  std::string failure_;
  Fingerprint fingerprint_;
};

class MemoryStream final : public ByteStream {
 public:
  explicit MemoryStream(std::string bytes) : bytes_(std::move(bytes)) {}
  std::size_t read(char* into, std::size_t at_most) override {
    const std::size_t n = std::min(at_most, bytes_.size() - at_);
    std::memcpy(into, bytes_.data() + at_, n);
    fingerprint_.add(into, n);
    at_ += n;
    return n;
  }
  std::string hash() const override { return fingerprint_.text(); }
  bool reads_again() const override { return true; }
  bool read_again(std::uint64_t from, char* into, std::size_t n) const override {
    if (from > bytes_.size() || n > bytes_.size() - from) return false;
    std::memcpy(into, bytes_.data() + from, n);
    return true;
  }

 private:
  std::string bytes_;
  std::size_t at_ = 0;
  Fingerprint fingerprint_;
};

}  // namespace

std::unique_ptr<ByteStream> file_stream(const std::string& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0)
    return std::make_unique<DescriptorStream>(-1, false, std::nullopt, std::strerror(errno));
  struct stat status;
  const bool folder = fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode);
  return std::make_unique<DescriptorStream>(descriptor, true, state_of(descriptor),
                                            folder ? std::strerror(EISDIR) : "");
}

std::unique_ptr<ByteStream> standard_input_stream() {
  return std::make_unique<DescriptorStream>(STDIN_FILENO, false, std::nullopt, "");
}

std::unique_ptr<ByteStream> memory_stream(std::string bytes) {
  return std::make_unique<MemoryStream>(std::move(bytes));
}

}  // namespace assize
