#include "adapters/cli/sniff.h"

#include <algorithm>
#include <string>

namespace assize::cli {

namespace {

// Gives what was read ahead first, then the rest.
class ReadAhead : public ByteStream {
 public:
  explicit ReadAhead(std::unique_ptr<ByteStream> rest) : rest_(std::move(rest)) {}

  // The first character that is neither white space nor of a byte order mark; 0 at the end.
  char first() {
    for (std::size_t at = 0;; ++at) {
      if (at == ahead_.size() && !more()) return 0;
      const char c = ahead_[at];
      const bool mark =
          at < 3 && std::string_view("\xEF\xBB\xBF").find(c) != std::string_view::npos;
      if (!mark && c != ' ' && c != '\t' && c != '\r' && c != '\n') return c;
    }
  }

  std::size_t read(char* into, std::size_t at_most) override {
    if (given_ == ahead_.size()) return rest_->read(into, at_most);
    const std::size_t n = std::min(at_most, ahead_.size() - given_);
    std::copy_n(ahead_.data() + given_, n, into);
    given_ += n;
    return n;
  }
  std::string failure() const override { return rest_->failure(); }
  std::string hash() const override { return rest_->hash(); }

 private:
  static constexpr std::size_t kMost = 4096;  // of white space before the first character

  bool more() {
    if (ahead_.size() >= kMost) return false;
    char block[256];
    const std::size_t n = rest_->read(block, sizeof block);
    ahead_.append(block, n);
    return n > 0;
  }

  std::unique_ptr<ByteStream> rest_;
  std::string ahead_;
  std::size_t given_ = 0;
};

}  // namespace

Sniffed sniff(std::unique_ptr<ByteStream> stream) {
  auto ahead = std::make_unique<ReadAhead>(std::move(stream));
  const char c = ahead->first();
  return {c == '[' ? Format::json : c == '{' ? Format::ndjson : Format::csv, std::move(ahead)};
}

}  // namespace assize::cli
