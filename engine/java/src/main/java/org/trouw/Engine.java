package org.trouw;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.jna.Pointer;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;

/** A programme on a day. Any number of threads may use one, and decide at the same time. */
public final class Engine implements AutoCloseable {
  private final C.Handle handle;
  private final ThreadLocal<Desk> desks = ThreadLocal.withInitial(Desk::new);

  Engine(C.Handle handle) {
    this.handle = handle;
  }

  Pointer pointer() {
    return handle.get();
  }

  private final class Desk {
    final C.Handle record =
        C.make((made, error) -> C.LIBRARY.trouw_record_create(pointer(), made, error), C.LIBRARY::trouw_record_release);
    final C.Handle decision = C.make(C.LIBRARY::trouw_decision_create, C.LIBRARY::trouw_decision_release);
  }

  /** What one record gets; its keys are the columns that programme.yaml names. */
  public Decision decide(Map<String, ?> record) {
    return decide(Json.write(record), false);
  }

  /** The same, and from which day it would get what it does not get now. */
  public Decision explain(Map<String, ?> record) {
    return decide(Json.write(record), true);
  }

  /** The same, of a record that is JSON already. */
  public Decision decide(String json) {
    return decide(json, false);
  }

  private Decision decide(String json, boolean ahead) {
    Desk desk = desks.get();
    byte[] text = C.bytes(json);
    Pointer record = desk.record.get();
    Pointer decision = desk.decision.get();
    C.call(error -> C.LIBRARY.trouw_record_set_json(record, pointer(), text, C.size(text), error));
    C.call(error -> ahead
        ? C.LIBRARY.trouw_decide_looking_ahead(pointer(), record, decision, error)
        : C.LIBRARY.trouw_decide(pointer(), record, decision, error));
    return Decision.of(C.ask((answer, error) -> C.LIBRARY.trouw_decision_json(decision, answer, error)));
  }

  /** The figures of all records of a source (file.csv, file.db, …) together. */
  public JsonNode dryRun(Path source) {
    try (C.Handle records = open(source)) {
      return dryRun(records);
    }
  }

  public JsonNode dryRun(Collection<? extends Map<String, ?>> data) {
    try (C.Handle records = records(data)) {
      return dryRun(records);
    }
  }

  private JsonNode dryRun(C.Handle records) {
    return Json.read(C.ask((answer, error) -> C.LIBRARY.trouw_dry_run(pointer(), records.get(), 1, answer, error)));
  }

  /** The guarantees over every record that can be. */
  public JsonNode prove(double seconds) {
    return Json.read(C.ask((answer, error) -> C.LIBRARY.trouw_prove(pointer(), seconds, answer, error)));
  }

  C.Handle records(Object data) {
    byte[] json = C.bytes(Json.write(data));
    return C.make((made, error) -> C.LIBRARY.trouw_records_of_json(pointer(), json, C.size(json), made, error),
        C.LIBRARY::trouw_records_release);
  }

  private C.Handle open(Path source) {
    byte[] name = C.bytes(source.toString());
    return C.make((made, error) -> C.LIBRARY.trouw_records_open(pointer(), name, C.size(name), made, error),
        C.LIBRARY::trouw_records_release);
  }

  @Override
  public void close() {
    handle.close();
  }
}
