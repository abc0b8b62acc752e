#include "trouw/fingerprint.h"

#include <openssl/evp.h>

#include "trouw/ensure.h"

namespace trouw {

namespace {

constexpr std::size_t digest_bytes = 32;

// Looked up once: the library would do it for each sum.
const EVP_MD* method() {
  static const EVP_MD* const found = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  return found;
}

void begin(EVP_MD_CTX* context) {
  ensure(EVP_DigestInit_ex(context, method(), nullptr) == 1, "SHA-256 failed");
}

std::string end(EVP_MD_CTX* context) {
  constexpr char digits[] = "0123456789abcdef";
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  ensure(EVP_DigestFinal_ex(context, digest, &size) == 1 && size == digest_bytes, "SHA-256 failed");
  std::string hex(2 * digest_bytes, '0');
  for (std::size_t i = 0; i < digest_bytes; ++i) {
    hex[2 * i] = digits[digest[i] >> 4];
    hex[2 * i + 1] = digits[digest[i] & 15];
  }
  return hex;
}

}  // namespace

struct Sha256::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  ~State() { EVP_MD_CTX_free(context); }
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
  begin(state_->context);
}
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) {
  ensure(EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()) == 1, "SHA-256 failed");
}

std::string Sha256::finish() {
  return end(state_->context);
}

std::string sha256(std::string_view bytes) {
  struct Context {
    EVP_MD_CTX* of = EVP_MD_CTX_new();
    ~Context() { EVP_MD_CTX_free(of); }
  };
  thread_local const Context context;
  begin(context.of);
  ensure(EVP_DigestUpdate(context.of, bytes.data(), bytes.size()) == 1, "SHA-256 failed");
  return end(context.of);
}

}  // namespace trouw
