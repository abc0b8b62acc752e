// A ZIP archive of parts as they are, for fuzzers: so that what they change is a sheet, not its packing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

inline std::uint32_t checksum(std::string_view bytes) {
  std::uint32_t sum = 0xFFFFFFFF;
  for (const char byte : bytes) {
    sum ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) sum = sum >> 1 ^ (sum & 1 ? 0xEDB88320 : 0);
  }
  return ~sum;
}

inline std::string stored_zip(const std::vector<std::pair<std::string, std::string>>& parts) {
  std::string archive, directory;
  const auto number = [](std::string& text, std::size_t value, int bytes) {
    for (; bytes > 0; --bytes, value >>= 8) text += static_cast<char>(value & 0xFF);
  };
  for (const auto& [name, bytes] : parts) {
    std::string about;  // what stands before a part and in the directory alike
    number(about, 20, 2);
    number(about, 0, 8);
    number(about, checksum(bytes), 4);
    number(about, bytes.size(), 4);
    number(about, bytes.size(), 4);
    number(about, name.size(), 2);
    number(about, 0, 2);
    directory += "PK\x01\x02";
    number(directory, 20, 2);
    directory += about;
    number(directory, 0, 10);
    number(directory, archive.size(), 4);
    directory += name;
    archive += "PK\x03\x04" + about + name + bytes;
  }
  const std::size_t start = archive.size();
  archive += directory + "PK\x05\x06";
  number(archive, 0, 4);
  number(archive, parts.size(), 2);
  number(archive, parts.size(), 2);
  number(archive, directory.size(), 4);
  number(archive, start, 4);
  number(archive, 0, 2);
  return archive;
}
