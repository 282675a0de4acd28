#include "adapters/cli/picked_blocks.h"

#include <optional>

namespace assize::cli {

namespace {

class Picked : public RecordSource {
 public:
  Picked(std::shared_ptr<RecordSource> source, std::vector<std::set<std::uint64_t>> wanted)
      : source_(std::move(source)), wanted_(std::move(wanted)) {}

  const std::vector<SourceFileInfo>& files() const override { return source_->files(); }

  // A block ends where the next one begins, so one is always read ahead.
  bool next_block(Block& out, std::vector<DataProblem>& problems) override {
    if (!begun_) ahead_ = read(problems);
    begun_ = true;
    while (ahead_) {
      Block here = std::move(*ahead_);
      ahead_ = read(problems);
      const bool is_last = !ahead_ || ahead_->file != here.file;
      if (!is_wanted(here, is_last ? UINT64_MAX : ahead_->first_record)) continue;
      out = std::move(here);
      return true;
    }
    return false;
  }

  void decode(const Block& block, Chunk& out, std::vector<DataProblem>& problems) const override {
    source_->decode(block, out, problems);
  }

 private:
  std::optional<Block> read(std::vector<DataProblem>& problems) {
    Block block;
    if (!source_->next_block(block, problems)) return std::nullopt;
    return block;
  }

  bool is_wanted(const Block& block, std::uint64_t end) const {
    if (block.file >= wanted_.size()) return false;
    const auto at = wanted_[block.file].lower_bound(block.first_record);
    return at != wanted_[block.file].end() && *at < end;
  }

  std::shared_ptr<RecordSource> source_;
  std::vector<std::set<std::uint64_t>> wanted_;
  std::optional<Block> ahead_;
  bool begun_ = false;
};

}  // namespace

std::unique_ptr<RecordSource> picked_blocks(std::shared_ptr<RecordSource> source,
                                            std::vector<std::set<std::uint64_t>> wanted) {
  return std::make_unique<Picked>(std::move(source), std::move(wanted));
}

}  // namespace assize::cli
