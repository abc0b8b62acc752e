// How the rows are read that fields gather.
#include "trouw/batch.h"
#include "trouw/engine.h"

namespace trouw {

namespace {

// Which rows of a batch are those of customers, and so count.
class RowsThatCount {
 public:
  RowsThatCount(std::shared_ptr<const Programme> programme, Day on)
      : engine_(std::move(programme)), decider_(engine_, on) {}

  Status operator()(const Batch& batch, std::vector<std::uint8_t>& counts) {
    standings_.assign(batch.size, 0);
    rows_ = batch;
    TotalsColumns totals;
    totals.standing = standings_.data();
    rejects_.clear();
    decider_.decide(rows_, totals, rejects_);
    counts.resize(batch.size);
    for (std::size_t row = 0; row < batch.size; ++row)
      counts[row] = standings_[row] == static_cast<std::int32_t>(Standing::customer);
    return {};
  }

 private:
  Engine engine_;
  BatchDecider decider_;
  Batch rows_;
  std::vector<std::int32_t> standings_;
  std::vector<Reject> rejects_;
};

// The texts that say whose a row is are always wanted.
RecordShape shape_of_rows(const Schema& schema, RecordShape shape, Day on) {
  shape.schema = &schema;
  shape.on = on;
  shape.compared_texts.resize(schema.fields.size());
  shape.compared_texts[*schema.roles.customer] = true;
  return shape;
}

std::shared_ptr<const RowsShape> rows_shape(const Schema& schema, const Gathered& gathered,
                                            const std::shared_ptr<const Programme>& programme, Day on) {
  auto made = std::make_shared<RowsShape>();
  if (programme) {
    made->shape = shape_of_rows(programme->schema, Engine(programme).shape(), on);
    made->programme = programme;
  } else {
    made->shape = shape_of_rows(*schema.events[*gathered.events].schema, {}, on);
  }
  if (gathered.events) made->shape.compared_texts[event_contract] = true;
  if (gathered.where)
    made->counts = [rows = std::make_shared<RowsThatCount>(programme, on)](
                       const Batch& batch, std::vector<std::uint8_t>& counts) {
      return (*rows)(batch, counts);
    };
  return made;
}

}  // namespace

RecordShape Engine::shape(Day on, bool with_texts) const {
  RecordShape made = shape(with_texts);
  const Schema& schema = programme_->schema;
  made.on = on;
  for (FieldId field = 0; field < schema.fields.size(); ++field) {
    const auto& gathered = schema.fields[field].gathered;
    if (!gathered) continue;
    made.gathered.resize(schema.fields.size());
    const auto& programmes = programme_->gathered;
    made.gathered[field] =
        rows_shape(schema, *gathered, field < programmes.size() ? programmes[field] : nullptr, on);
    if (!gathered->events) made.compared_texts[*schema.roles.customer] = true;
  }
  return made;
}

}  // namespace trouw
