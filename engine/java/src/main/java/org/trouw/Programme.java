package org.trouw;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A programme without errors. Any number of threads may use one. */
public final class Programme implements AutoCloseable {
  private final C.Handle handle;

  private Programme(C.Handle handle) {
    this.handle = handle;
  }

  /** Reads programme.yaml and every *.trouw below a folder; one with errors is an exception whose message has them. */
  public static Programme load(Path folder) {
    byte[] name = C.bytes(folder.toString());
    return made((made, error) -> C.LIBRARY.trouw_programme_load_folder(name, C.size(name), made, error));
  }

  /** The same from memory: the text of programme.yaml, and of each file of offers by its name. */
  public static Programme of(String yaml, Map<String, String> offers) {
    byte[] text = C.bytes(yaml);
    List<Memory> kept = new ArrayList<>();
    C.Source[] sources = (C.Source[]) new C.Source().toArray(Math.max(1, offers.size()));
    int i = 0;
    for (Map.Entry<String, String> offer : offers.entrySet()) {
      Memory name = C.memory(offer.getKey());
      Memory body = C.memory(offer.getValue());
      kept.add(name);
      kept.add(body);
      sources[i].name = name;
      sources[i].nameLength = new C.Size(name.size() - 1);
      sources[i].text = body;
      sources[i].textLength = new C.Size(body.size() - 1);
      sources[i++].write();
    }
    try {
      return made((made, error) -> C.LIBRARY.trouw_programme_load_memory(
          text, C.size(text), sources[0], new C.Size(offers.size()), made, error));
    } finally {
      java.lang.ref.Reference.reachabilityFence(kept);
    }
  }

  private static Programme made(C.Making making) {
    PointerByReference made = new PointerByReference();
    Pointer error = C.LIBRARY.trouw_error_create();
    try {
      int status = making.with(made, error);
      C.Handle handle =
          made.getValue() == null ? null : C.held(made.getValue(), C.LIBRARY::trouw_programme_release);
      if (status == 0) {
        return new Programme(handle);
      }
      String message = C.message(error);
      if (handle != null) {
        handle.close();
      }
      throw new TrouwException(status, message);
    } finally {
      C.LIBRARY.trouw_error_release(error);
    }
  }

  /** The programme on a day. */
  public Engine on(LocalDate day) {
    return new Engine(
        C.make((made, error) -> C.LIBRARY.trouw_engine_create(handle.get(), C.day(day), made, error),
            C.LIBRARY::trouw_engine_release));
  }

  @Override
  public void close() {
    handle.close();
  }
}
