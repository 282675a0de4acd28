#include "adapters/system/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <new>
#include <system_error>

namespace assize {
namespace {

FileError because(const std::string& path, int error) {
  return {path + ": " + std::generic_category().message(error)};
}

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

std::string in_words(std::uint64_t bytes) {
  if (bytes >= 1u << 20 && bytes % (1u << 20) == 0) return std::to_string(bytes >> 20) + " MiB";
  return std::to_string(bytes) + " bytes";
}

}  // namespace

Result<std::string, FileError> read_file(const std::string& path, std::uint64_t limit) {
  if (path.find('\0') != std::string::npos)
    return FileError{"the name of a file holds a zero byte"};
  // Without O_NONBLOCK, opening a pipe would wait for its writer before we could see that it is
  // one.
  const Descriptor file(open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY));
  if (file.get() < 0) return because(path, errno);
  struct stat about {};
  if (fstat(file.get(), &about) != 0) return because(path, errno);
  if (S_ISDIR(about.st_mode)) return FileError{path + ": a folder, not a file"};
  if (!S_ISREG(about.st_mode))
    return FileError{path + ": not a plain file (a device, a pipe or a socket)"};
  const FileError too_large{path + ": larger than the limit of " + in_words(limit)};
  if (static_cast<std::uint64_t>(about.st_size) > limit) return too_large;
  try {
    // One byte more than the file is said to hold, so that its end is seen; it may grow while it is
    // read.
    std::string text(static_cast<std::size_t>(about.st_size) + 1, '\0');
    std::size_t size = 0;
    for (;;) {
      if (size == text.size()) text.resize(text.size() * 2);
      const ssize_t n = read(file.get(), text.data() + size, text.size() - size);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) return because(path, errno);
      if (n == 0) break;
      size += static_cast<std::size_t>(n);
      if (size > limit) return too_large;
    }
    text.resize(size);
    return text;
  } catch (const std::bad_alloc&) {
    return FileError{path + ": too large for the memory of this machine"};
  }
}

Result<std::string, FileError> canonical_path(const std::string& path) {
  std::error_code error;
  const auto canonical = std::filesystem::canonical(path, error);
  if (error) return FileError{path + ": " + error.message()};
  return canonical.string();
}

}  // namespace assize
