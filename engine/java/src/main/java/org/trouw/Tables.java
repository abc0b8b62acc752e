package org.trouw;

import com.sun.jna.Pointer;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowReader;

/** Tables of Apache Arrow, handed over without a copy. Needs arrow-c-data and --add-opens=java.base/java.nio=ALL-UNNAMED. */
public final class Tables {
  private Tables() {}

  /**
   * Decides the records of a reader as the results are read: a row each, in their order. The results are the caller's
   * to close; {@code lines}: with what each bill has.
   */
  public static ArrowReader decide(Engine engine, BufferAllocator allocator, ArrowReader data, boolean lines) {
    try (ArrowArrayStream in = ArrowArrayStream.allocateNew(allocator)) {
      Data.exportArrayStream(allocator, data, in);
      Pointer taken = new Pointer(in.memoryAddress());
      try (C.Handle records =
              C.make((made, error) -> C.LIBRARY.trouw_records_of_arrow(engine.pointer(), taken, made, error),
                  C.LIBRARY::trouw_records_release);
          ArrowArrayStream out = ArrowArrayStream.allocateNew(allocator)) {
        Pointer given = new Pointer(out.memoryAddress());
        C.call(error ->
            C.LIBRARY.trouw_decide_arrow(engine.pointer(), records.get(), lines ? 1 : 0, given, error));
        return Data.importArrayStream(allocator, out);
      }
    }
  }
}
