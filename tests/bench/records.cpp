#include "bench/records.h"

#include <stdexcept>

#include "bench/r1.h"

namespace trouw::bench {

namespace {

std::shared_ptr<const Programme> checked(Loaded loaded) {
  for (const Diagnostic& diagnostic : loaded.diagnostics)
    if (diagnostic.severity == Severity::error) throw std::runtime_error(to_text(diagnostic));
  if (!loaded.programme) throw std::runtime_error("the programme cannot be read");
  return std::make_shared<const Programme>(std::move(*loaded.programme));
}

Batch& with_room(std::vector<Batch>& batches, std::size_t fields) {
  if (batches.empty() || batches.back().size == batch_rows) {
    batches.emplace_back();
    batches.back().columns.resize(fields);
  }
  return batches.back();
}

void add(Batch& batch, std::size_t field, std::int64_t value, bool known) {
  batch.columns[field].values.push_back(known ? value : 0);
  batch.columns[field].known.push_back(known ? 1 : 0);
}

void end(Batch& batch, std::size_t number) {
  batch.id_bytes += std::to_string(number);
  batch.id_ends.push_back(batch.id_bytes.size());
  batch.lines.push_back(number);
  ++batch.size;
}

}  // namespace

std::shared_ptr<const Programme> load(const std::string& folder) {
  return checked(load_programme(std::string(TROUW_SOURCE_DIR) + "/" + folder));
}

std::shared_ptr<const Programme> load(const std::string& yaml, const std::string& offers) {
  return checked(load_programme(yaml, {{"offers.trouw", offers}}));
}

std::vector<Batch> r1_batches(const Programme& programme, std::size_t count) {
  std::vector<Batch> batches;
  for (std::size_t number = 1; number <= count; ++number) {
    const R1Customer c = r1_customer(number);
    Batch& batch = with_room(batches, programme.schema.fields.size());
    const std::int64_t values[] = {0,
                                   c.status,
                                   c.joined,
                                   c.product,
                                   c.region,
                                   c.price,
                                   c.contract_end,
                                   c.complaints,
                                   c.open_complaint,
                                   c.referrals,
                                   c.autopay,
                                   c.birth_date,
                                   c.usage,
                                   c.churn_risk,
                                   c.lifetime_value,
                                   c.last_reward};
    for (std::size_t field = 0; field < std::size(values); ++field)
      add(batch, field, values[field], values[field] != no_day && values[field] != -1);
    end(batch, number);
  }
  return batches;
}

}  // namespace trouw::bench
