#include "adapters/cli/output.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace assize::cli {

namespace {

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(descriptor, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

}  // namespace

OutputFiles::~OutputFiles() {
  for (const Pending& p : pending_) ::unlink(p.temporary.c_str());
}

std::string OutputFiles::write(
    const std::string& path,
    const std::function<bool(const std::function<bool(std::string_view)>&)>& fill) {
  struct stat info {};
  if (::stat(path.c_str(), &info) == 0 && !S_ISREG(info.st_mode))
    return path + ": not a regular file";
  std::string temporary = path + "." + std::to_string(::getpid()) + ".part";
  const int descriptor = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (descriptor < 0) return path + ": " + std::strerror(errno);
  pending_.push_back({std::move(temporary), path});
  errno = 0;
  bool ok = fill([&](std::string_view bytes) { return write_all(descriptor, bytes); });
  const int write_error = errno;
  ok = ::close(descriptor) == 0 && ok;
  return ok ? std::string() : path + ": " + std::strerror(write_error != 0 ? write_error : errno);
}

std::string OutputFiles::publish() {
  while (!pending_.empty()) {
    const Pending& p = pending_.front();
    if (std::rename(p.temporary.c_str(), p.path.c_str()) != 0)
      return p.path + ": " + std::strerror(errno);
    pending_.erase(pending_.begin());
  }
  return {};
}

}  // namespace assize::cli
