// Files that are written whole or not at all: each is made beside its place under a name of its
// own, then all are moved there.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace assize::cli {

class OutputFiles {
 public:
  OutputFiles() = default;
  ~OutputFiles();  // removes what was not put in place
  OutputFiles(const OutputFiles&) = delete;
  OutputFiles& operator=(const OutputFiles&) = delete;

  // Writes a file by calling `fill` with a function that takes its bytes. Empty, or why it could
  // not be written.
  std::string write(const std::string& path,
                    const std::function<bool(const std::function<bool(std::string_view)>&)>& fill);
  // Puts all files in their places. Empty, or why not.
  std::string publish();

 private:
  struct Pending {
    std::string temporary, path;
  };
  std::vector<Pending> pending_;
};

}  // namespace assize::cli
