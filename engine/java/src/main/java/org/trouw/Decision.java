package org.trouw;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * What one record gets, with money in minor units. {@code json} is all that {@code trouw explain --format json} says,
 * {@code text} the same to the byte as from every other way in.
 */
public record Decision(
    String id, String standing, long value, long newcomerValue, long worseOff, List<Line> lines, JsonNode json, String text) {

  /** {@code amount} on each of {@code bills} bills from {@code first} on (from 1). */
  public record Line(String offer, String kind, String text, long amount, int first, int bills) {}

  static Decision of(String text) {
    JsonNode json = Json.read(text);
    List<Line> lines = new ArrayList<>();
    for (JsonNode award : json.at("/deal/given")) {
      for (JsonNode line : award.get("lines")) {
        lines.add(new Line(award.get("offer").asText(), line.get("kind").asText(), line.get("text").asText(),
            line.get("amount").asLong(), line.get("first").asInt() + 1, line.get("periods").asInt()));
      }
    }
    return new Decision(json.get("id").asText(), json.get("standing").asText(), json.get("value").asLong(),
        json.get("newcomer_value").asLong(), json.get("worse_off").asLong(), List.copyOf(lines), json, text);
  }
}
