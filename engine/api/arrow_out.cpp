#include "api/arrow_out.h"

#include <array>
#include <tuple>
#include <utility>

namespace trouw {

namespace {

// What stands behind an array that was given away.
struct OwnedArray {
  std::array<std::vector<std::uint8_t>, 3> bytes;
  std::array<const void*, 3> buffers{};
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> pointers;
  ArrowArray dictionary{};
};

struct OwnedSchema {
  std::string format, name;
  std::vector<ArrowSchema> children;
  std::vector<ArrowSchema*> pointers;
  ArrowSchema dictionary{};
};

// Children that somebody moved away have no release any more.
template <typename Struct, typename Owned>
void release(Struct* given) {
  auto* const owned = static_cast<Owned*>(given->private_data);
  for (Struct& child : owned->children)
    if (child.release != nullptr) child.release(&child);
  if (owned->dictionary.release != nullptr) owned->dictionary.release(&owned->dictionary);
  given->release = nullptr;
  delete owned;
}

void append(std::vector<std::uint8_t>& to, std::int32_t number) {
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(&number);
  to.insert(to.end(), bytes, bytes + sizeof number);
}

// Of no rows, a buffer is still somewhere.
const void* somewhere(const std::vector<std::uint8_t>& bytes) {
  static constexpr std::uint64_t nothing[2] = {};
  return bytes.empty() ? static_cast<const void*>(nothing) : bytes.data();
}

}  // namespace

ArrowColumn::ArrowColumn(std::string format, std::string name)
    : format_(std::move(format)), name_(std::move(name)) {
  if (has_offsets()) append(offsets_, 0);
}

ArrowColumn& ArrowColumn::child(std::unique_ptr<ArrowColumn> column) {
  children_.push_back(std::move(column));
  return *this;
}

ArrowColumn& ArrowColumn::dictionary(std::unique_ptr<ArrowColumn> column) {
  dictionary_ = std::move(column);
  return *this;
}

void ArrowColumn::know(bool known) {
  const auto place = static_cast<std::size_t>(size_);
  if (place % 8 == 0) known_.push_back(0);
  if (known) known_.back() = static_cast<std::uint8_t>(known_.back() | 1U << (place % 8));
  nulls_ += known ? 0 : 1;
  ++size_;
}

void ArrowColumn::add_decimal(std::int64_t number) {
  const std::array<std::int64_t, 2> halves{number, number < 0 ? -1 : 0};
  add(halves);
}

void ArrowColumn::add_text(std::string_view text) {
  values_.insert(values_.end(), text.begin(), text.end());
  append(offsets_, static_cast<std::int32_t>(values_.size()));
  know(true);
}

void ArrowColumn::add_list() {
  if (has_offsets()) append(offsets_, static_cast<std::int32_t>(children_.front()->size_));
  know(true);
}

std::size_t ArrowColumn::width() const {
  if (format_.starts_with("d:")) return 16;
  return format_ == "c" ? 1 : format_ == "i" ? 4 : format_ == "l" ? 8 : 0;
}

void ArrowColumn::add_null() {
  values_.resize(values_.size() + width());
  if (format_ == "u") append(offsets_, static_cast<std::int32_t>(values_.size()));
  if (format_ == "+l") append(offsets_, static_cast<std::int32_t>(children_.front()->size_));
  know(false);
}

void ArrowColumn::give_schema(ArrowSchema& out) const {
  auto owned = std::make_unique<OwnedSchema>();
  owned->format = format_;
  owned->name = name_;
  owned->children.resize(children_.size());
  for (ArrowSchema& child : owned->children) owned->pointers.push_back(&child);
  for (std::size_t i = 0; i < children_.size(); ++i) children_[i]->give_schema(owned->children[i]);
  if (dictionary_) dictionary_->give_schema(owned->dictionary);
  out = {};
  out.format = owned->format.c_str();
  out.name = owned->name.c_str();
  out.flags = ARROW_FLAG_NULLABLE;
  out.n_children = static_cast<std::int64_t>(children_.size());
  out.children = owned->pointers.data();
  out.dictionary = dictionary_ ? &owned->dictionary : nullptr;
  out.release = release<ArrowSchema, OwnedSchema>;
  out.private_data = owned.release();
}

void ArrowColumn::give(ArrowArray& out) {
  auto owned = std::make_unique<OwnedArray>();
  owned->children.resize(children_.size());
  for (ArrowArray& child : owned->children) owned->pointers.push_back(&child);
  for (std::size_t i = 0; i < children_.size(); ++i) children_[i]->give(owned->children[i]);
  if (dictionary_) {
    const auto kept =
        std::make_tuple(dictionary_->known_, dictionary_->values_, dictionary_->offsets_, dictionary_->size_);
    dictionary_->give(owned->dictionary);
    std::tie(dictionary_->known_, dictionary_->values_, dictionary_->offsets_, dictionary_->size_) = kept;
  }
  out = {};
  out.length = size_;
  out.null_count = nulls_;
  const bool nested = format_ == "+s", text = format_ == "u";
  out.n_buffers = nested ? 1 : text ? 3 : 2;
  owned->bytes = {std::move(known_), std::move(has_offsets() ? offsets_ : values_),
                  text ? std::move(values_) : std::vector<std::uint8_t>()};
  owned->buffers = {nulls_ > 0 ? owned->bytes[0].data() : nullptr, somewhere(owned->bytes[1]),
                    somewhere(owned->bytes[2])};
  out.buffers = owned->buffers.data();
  out.n_children = static_cast<std::int64_t>(children_.size());
  out.children = owned->pointers.data();
  out.dictionary = dictionary_ ? &owned->dictionary : nullptr;
  out.release = release<ArrowArray, OwnedArray>;
  out.private_data = owned.release();
  known_.clear();
  values_.clear();
  offsets_.clear();
  size_ = nulls_ = 0;
  if (has_offsets()) append(offsets_, 0);
}

}  // namespace trouw
