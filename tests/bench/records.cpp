#include "bench/records.h"

#include <stdexcept>

namespace trouw::bench {

std::shared_ptr<const Programme> load(const std::string& folder) {
  Loaded loaded = load_programme(folder);
  for (const Diagnostic& diagnostic : loaded.diagnostics)
    if (diagnostic.severity == Severity::error) throw std::runtime_error(to_text(diagnostic));
  if (!loaded.programme) throw std::runtime_error(folder + ": the programme cannot be read");
  return std::make_shared<const Programme>(std::move(*loaded.programme));
}

std::vector<Batch> read_batches(const Engine& engine, const std::string& source, std::size_t most) {
  Status status;
  const RecordShape shape = engine.shape();
  const std::unique_ptr<RecordReader> reader = open_records(source, shape, status);
  std::vector<Batch> batches;
  std::vector<Reject> rejects;
  for (std::size_t records = 0; status.ok && records < most; records += batches.back().size) {
    status = reader->next(batches.emplace_back(), rejects);
    if (batches.back().size == 0) {
      batches.pop_back();
      break;
    }
  }
  if (!status.ok) throw std::runtime_error(status.message);
  if (!rejects.empty()) throw std::runtime_error(rejects[0].id + ": " + rejects[0].reason);
  return batches;
}

std::size_t size_of(const std::vector<Batch>& batches) {
  std::size_t size = 0;
  for (const Batch& batch : batches) size += batch.size;
  return size;
}

}  // namespace trouw::bench
