// Deciding into a Decision that is used again allocates nothing once it is warm: counted, in C++ and through
// the C ABI.
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <new>

#include "trouw.h"
#include "trouw/engine.h"
#include "trouw/record.h"

namespace {

std::atomic<unsigned long> allocations;

void* allocated(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc();
}

}  // namespace

void* operator new(std::size_t size) {
  return allocated(size);
}
void* operator new[](std::size_t size) {
  return allocated(size);
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  ++allocations;
  return std::malloc(size == 0 ? 1 : size);
}
void* operator new[](std::size_t size, const std::nothrow_t&) noexcept {
  ++allocations;
  return std::malloc(size == 0 ? 1 : size);
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete[](void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
  std::free(memory);
}

namespace {

constexpr int warm = 20, counted = 40;

// Allocations of `counted` rounds after the first `warm`.
template <typename Round>
unsigned long count(const Round& round) {
  for (int i = 0; i < warm; ++i) round();
  const unsigned long before = allocations;
  for (int i = 0; i < counted; ++i) round();
  return allocations - before;
}

std::vector<trouw::Record> records_of(const std::shared_ptr<const trouw::Programme>& programme,
                                      const trouw::Batch& batch) {
  std::vector<trouw::Record> records;
  for (std::size_t row = 0; row < batch.size && records.size() < 64; ++row) {
    trouw::Record record(programme);
    for (trouw::FieldId field = 0; field < batch.columns.size(); ++field)
      if (batch.columns[field].known[row] != 0 && programme->schema.fields[field].type != trouw::Type::text &&
          !record.set(field, batch.columns[field].values[row]))
        std::exit(2);
    if (!record.set_text(*programme->schema.roles.id, batch.id(row))) std::exit(2);
    records.push_back(std::move(record));
  }
  return records;
}

unsigned long in_columns(trouw::Decider& decider, const trouw::Batch& batch, trouw::Decision& decision) {
  return count([&] {
    for (std::size_t row = 0; row < batch.size; row += 13)
      if (!decider.decide(batch, row, decision)) std::exit(2);
  });
}

unsigned long in_records(trouw::Decider& decider, const std::vector<trouw::Record>& records,
                         trouw::Decision& decision) {
  return count([&] {
    for (const trouw::Record& record : records) {
      trouw::Status status;
      const trouw::Batch* one = record.batch(status);
      if (one == nullptr || !decider.decide(*one, 0, decision)) std::exit(2);
    }
  });
}

unsigned long through_c(const char* folder, const trouw::Batch& batch, int32_t on) {
  trouw_programme* programme = nullptr;
  trouw_engine* engine = nullptr;
  trouw_record* record = nullptr;
  trouw_decision* decision = nullptr;
  trouw_programme_load_folder(folder, TROUW_TO_ZERO, &programme, nullptr);
  trouw_engine_create(programme, on, &engine, nullptr);
  trouw_record_create(engine, &record, nullptr);
  trouw_decision_create(&decision, nullptr);
  const unsigned long made = count([&] {
    for (std::size_t row = 0; row < batch.size; row += 13) {
      trouw_record_clear(record, engine, nullptr);
      for (std::size_t field = 1; field < batch.columns.size(); ++field)  // the first is the id, a text
        if (batch.columns[field].known[row] != 0)
          trouw_record_set_number(record, field, batch.columns[field].values[row], nullptr);
      trouw_record_set_text(record, 0, batch.id(row).data(), batch.id(row).size(), nullptr);
      if (trouw_decide(engine, record, decision, nullptr) != TROUW_OK) std::exit(2);
    }
  });
  trouw_decision_release(decision);
  trouw_record_release(record);
  trouw_engine_release(engine);
  trouw_programme_release(programme);
  return made;
}

}  // namespace

int main(int count_of, char** arguments) {
  if (count_of != 3) return 2;
  trouw::Loaded loaded = trouw::load_programme(arguments[1]);
  if (!loaded.programme) return 2;
  const auto programme = std::make_shared<const trouw::Programme>(std::move(*loaded.programme));
  const trouw::Engine engine(programme);
  const trouw::Day on = *trouw::parse_day("2027-03-01");
  trouw::Status status;
  const auto reader = trouw::open_records(arguments[2], engine.shape(), status);
  trouw::Batch batch;
  std::vector<trouw::Reject> rejects;
  if (!status || !reader->next(batch, rejects) || batch.size < 100) return 2;

  trouw::Decider decider = engine.on(on);
  trouw::Decision decision;
  const unsigned long columns = in_columns(decider, batch, decision);
  const unsigned long records = in_records(decider, records_of(programme, batch), decision);
  const unsigned long c = through_c(arguments[1], batch, on);
  std::printf("allocations once warm: %lu from columns, %lu from records, %lu through C\n", columns, records,
              c);
  return columns + records + c == 0 ? 0 : 1;
}
