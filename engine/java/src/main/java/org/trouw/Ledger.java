package org.trouw;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.jna.Memory;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What was given, in one file. A call that changes it has happened, or it has not. For one thread at a time.
 *
 * <p>A {@code key} that is not null makes a call one that is done once: asked again it gives the same answer.
 */
public final class Ledger implements AutoCloseable {
  /** Whether a ledger is read, changed, or made where it is not there. */
  public enum Access { READ, WRITE, MAKE }

  /** A bill that is to be handed its lines. */
  public record Bill(String id, String invoice, LocalDate starts) {}

  /** A line of a bill; the bill is less by the sum of their amounts, in minor units. */
  public record DueLine(
      String id, String invoice, long award, String offer, String kind, String text, long amount, String key, boolean again) {}

  private final C.Handle handle;

  private Ledger(C.Handle handle) {
    this.handle = handle;
  }

  public static Ledger open(Path file, Access access) {
    byte[] name = C.bytes(file.toString());
    return new Ledger(
        C.make((made, error) -> C.LIBRARY.trouw_ledger_open(name, C.size(name), access.ordinal(), made, error),
            C.LIBRARY::trouw_ledger_release));
  }

  /** The hash of the last entry, to be kept outside. */
  public String head() {
    C.Text text = new C.Text();
    C.call(error -> C.LIBRARY.trouw_ledger_head(handle.get(), text, error));
    return text.read1();
  }

  private void once(String key, Object... request) {
    if (key == null) {
      return;
    }
    byte[] name = C.bytes(key);
    byte[] what = C.bytes(Json.write(List.of(request)));
    C.call(error -> C.LIBRARY.trouw_ledger_once(handle.get(), name, C.size(name), what, C.size(what), error));
  }

  /** Grants what is new on the engine's day: to all records, or to none. */
  public JsonNode grant(Engine engine, Collection<? extends Map<String, ?>> data, boolean reserve, String key) {
    C.GrantOptions options = new C.GrantOptions();
    options.booked = C.NEVER;
    options.reserve = reserve ? 1 : 0;
    try (C.Handle records = engine.records(data)) {
      once(key, "grant", reserve, data);
      return Json.read(C.ask((answer, error) -> C.LIBRARY.trouw_ledger_grant(handle.get(), engine.pointer(),
          records.get(), options, new C.Size(options.size()), answer, error)));
    }
  }

  /** The lines of bills, of all of them or of none; {@code data} has the record of each. */
  public List<DueLine> due(Engine engine, Collection<? extends Map<String, ?>> data, List<Bill> bills, String key) {
    List<Memory> kept = new ArrayList<>();
    C.BillStruct[] made = (C.BillStruct[]) new C.BillStruct().toArray(Math.max(1, bills.size()));
    for (int i = 0; i < bills.size(); ++i) {
      Memory id = C.memory(bills.get(i).id());
      Memory invoice = C.memory(bills.get(i).invoice());
      kept.add(id);
      kept.add(invoice);
      made[i].id = id;
      made[i].idLength = new C.Size(id.size() - 1);
      made[i].invoice = invoice;
      made[i].invoiceLength = new C.Size(invoice.size() - 1);
      made[i].starts = C.day(bills.get(i).starts());
      made[i].booked = C.NEVER;
      made[i].write();
    }
    try (C.Handle records = engine.records(data)) {
      once(key, "due", bills.toString(), data);
      List<DueLine> lines = new ArrayList<>();
      for (JsonNode line : Json.read(C.ask((answer, error) -> C.LIBRARY.trouw_ledger_due(handle.get(), engine.pointer(),
          records.get(), made[0], new C.Size(bills.size()), new C.Size(made[0].size()), answer, error)))) {
        lines.add(new DueLine(line.get("id").asText(), line.get("invoice").asText(), line.get("award").asLong(),
            line.get("offer").asText(), line.get("kind").asText(), line.get("text").asText(),
            line.get("amount").asLong(), line.get("key").asText(), line.get("again").asBoolean()));
      }
      return lines;
    } finally {
      java.lang.ref.Reference.reachabilityFence(kept);
    }
  }

  public JsonNode confirm(long award, LocalDate on, String key) {
    once(key, "confirm", award, on);
    return Json.read(
        C.ask((answer, error) -> C.LIBRARY.trouw_ledger_confirm(handle.get(), award, C.day(on), answer, error)));
  }

  public JsonNode release(long award, LocalDate on, String key) {
    once(key, "release", award, on);
    return Json.read(
        C.ask((answer, error) -> C.LIBRARY.trouw_ledger_unreserve(handle.get(), award, C.day(on), answer, error)));
  }

  /** A bill counts no more: its lines and periods come back. */
  public JsonNode voidInvoice(String id, String invoice, LocalDate on, String key) {
    byte[] contract = C.bytes(id);
    byte[] name = C.bytes(invoice);
    once(key, "void", id, invoice, on);
    return Json.read(C.ask((answer, error) -> C.LIBRARY.trouw_ledger_void(
        handle.get(), contract, C.size(contract), name, C.size(name), C.day(on), answer, error)));
  }

  /** A contract ends. */
  public JsonNode left(String id, LocalDate on, String key) {
    byte[] contract = C.bytes(id);
    once(key, "left", id, on);
    return Json.read(C.ask((answer, error) ->
        C.LIBRARY.trouw_ledger_left(handle.get(), contract, C.size(contract), C.day(on), answer, error)));
  }

  public JsonNode awardsSince(LocalDate day) {
    return Json.read(
        C.ask((answer, error) -> C.LIBRARY.trouw_ledger_awards_since(handle.get(), C.day(day), answer, error)));
  }

  public JsonNode why(long award) {
    return Json.read(C.ask((answer, error) -> C.LIBRARY.trouw_ledger_why(handle.get(), award, answer, error)));
  }

  /** Is the file whole? {@code head} was kept outside, or is empty. */
  public JsonNode verify(String head) {
    byte[] kept = C.bytes(head);
    return Json.read(
        C.ask((answer, error) -> C.LIBRARY.trouw_ledger_verify(handle.get(), kept, C.size(kept), answer, error)));
  }

  @Override
  public void close() {
    handle.close();
  }
}
