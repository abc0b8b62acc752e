#include "agree/records.h"

#include <algorithm>

#include "agree/draw.h"

namespace trouw::agree {

namespace {

Batch empty_batch(const Programme& programme) {
  Batch batch;
  batch.columns.resize(programme.schema.fields.size());
  for (std::size_t i = 0; i < batch.columns.size(); ++i)
    batch.texts.push_back("another text " + std::to_string(i));
  return batch;
}

void add(Batch& batch, std::size_t field, std::int64_t value, bool known) {
  batch.columns[field].values.push_back(known ? value : 0);
  batch.columns[field].known.push_back(known ? 1 : 0);
}

void end_record(Batch& batch) {
  batch.id_bytes += std::to_string(batch.size);
  batch.id_ends.push_back(batch.id_bytes.size());
  batch.lines.push_back(++batch.size);
}

// The values worth trying of each field: domain edges, what terms compare with and one to either side, and
// for dates the day, month ends and anniversaries.
class Worth {
 public:
  Worth(const Programme& programme, Day on) : programme_(programme), on_(on) {
    for (const Term& term : programme.terms) {
      if (term.kind == TermKind::constant) around(term.value);
      for (const std::int64_t value : term.set) around(value);
    }
    for (const Offer& offer : programme.offers)
      for (const Reward& reward : offer.rewards)
        if (reward.scaling)
          for (const int steps : {0, 1, 2, 5, 12}) around(reward.scaling->step * steps);
  }

  std::int64_t draw(const Field& field, Draw& draw) const {
    const std::int64_t high =
        field.type == Type::text ? static_cast<std::int64_t>(programme_.texts.size()) + 1 : field.to;
    std::int64_t value = 0;
    switch (draw.number(0, field.type == Type::date ? 3 : 7)) {
      case 0:
        value = draw.one_of(std::vector<std::int64_t>{field.from, field.from + 1, high, high - 1});
        break;
      case 1:
        value = common_.empty() ? 0 : draw.one_of(common_);
        break;
      case 2:
        value = field.type == Type::date ? date(draw)
                                         : draw.between(field.from, std::min(high, field.from + 100));
        break;
      case 3:
        value = field.type == Type::date ? date(draw) : field.typical.value_or(field.from);
        break;
      case 4:
        value = draw.between(field.from, std::min<std::int64_t>(high, 20'000));
        break;
      default:
        value = draw.between(field.from, high);
        break;
    }
    return std::clamp(value, field.from, high);
  }

 private:
  void around(std::int64_t value) {
    for (const std::int64_t by : {-1, 0, 1}) {
      std::int64_t beside = 0;
      if (!__builtin_add_overflow(value, by, &beside)) common_.push_back(beside);
    }
  }

  Day date(Draw& draw) const {
    const Day near = on_ + draw.number(-2, 2);
    switch (draw.number(0, 4)) {
      case 0:
        return near;
      case 1:
        return trouw::add_months(near, -12 * draw.number(0, 25));
      case 2:
        return trouw::add_months(near, draw.number(-60, 24));
      case 3: {
        const int year = draw.number(1990, 2030), month = draw.number(1, 12);
        return day_of({year, month, days_in_month(year, month)});
      }
      default:
        return on_ + draw.number(-12'000, 1'000);
    }
  }

  const Programme& programme_;
  Day on_;
  std::vector<std::int64_t> common_;
};

std::vector<bool> fields_that_count(const Programme& programme) {
  std::vector<bool> read(programme.schema.fields.size());
  for (TermId id = 0; id < programme.terms.size(); ++id)
    for (const FieldId field : fields_read(programme, id)) read[field] = true;
  for (const Offer& offer : programme.offers)
    for (const FieldId field : fields_read(programme, offer)) read[field] = true;
  const Roles& roles = programme.schema.roles;
  for (const auto& role :
       {roles.joined, roles.tenure, roles.left, roles.price, roles.newcomer_price, roles.already_received})
    if (role) read[*role] = true;
  return read;
}

std::uint64_t values_of(const Programme& programme, const Field& field) {
  const std::int64_t high =
      field.type == Type::text ? static_cast<std::int64_t>(programme.texts.size()) : field.to;
  return static_cast<std::uint64_t>(high - field.from) + 1 + (field.optional ? 1 : 0);
}

}  // namespace

Batch hostile_records(const Programme& programme, Day on, std::uint64_t seed, std::size_t count) {
  Draw draw(seed);
  const Worth worth(programme, on);
  Batch batch = empty_batch(programme);
  while (batch.size < count) {
    const int unknown = draw.one_of(std::vector<int>{0, 20, 20, 100});
    for (std::size_t i = 0; i < batch.columns.size(); ++i) {
      const Field& field = programme.schema.fields[i];
      const bool known = !field.optional || !draw.chance(unknown);
      add(batch, i, worth.draw(field, draw), known);
    }
    end_record(batch);
  }
  return batch;
}

std::uint64_t possible_records(const Programme& programme, std::uint64_t most) {
  const std::vector<bool> read = fields_that_count(programme);
  std::uint64_t count = 1;
  for (std::size_t i = 0; i < read.size(); ++i) {
    if (!read[i]) continue;
    const std::uint64_t values = values_of(programme, programme.schema.fields[i]);
    if (values > most || count > most / values) return most + 1;
    count *= values;
  }
  return count;
}

Batch every_record(const Programme& programme, std::uint64_t first, std::size_t count) {
  const std::vector<bool> read = fields_that_count(programme);
  Batch batch = empty_batch(programme);
  for (std::uint64_t number = first; batch.size < count; ++number) {
    std::uint64_t rest = number;
    for (std::size_t i = 0; i < read.size(); ++i) {
      const Field& field = programme.schema.fields[i];
      const std::uint64_t values = read[i] ? values_of(programme, field) : 1;
      const std::uint64_t at = rest % values;
      rest /= values;
      add(batch, i, field.from + static_cast<std::int64_t>(at), !(field.optional && at + 1 == values));
    }
    end_record(batch);
  }
  return batch;
}

}  // namespace trouw::agree
