package org.trouw;

import com.sun.jna.IntegerType;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.lang.ref.Cleaner;
import java.nio.charset.StandardCharsets;

/** The C ABI. The system property or environment variable TROUW_LIBRARY names the library's file. */
final class C {
  static final int NEVER = Integer.MIN_VALUE;
  static final Functions LIBRARY = load();
  private static final Cleaner CLEANER = Cleaner.create();

  private C() {}

  /** size_t. */
  public static final class Size extends IntegerType {
    private static final long serialVersionUID = 1L;

    public Size() {
      this(0);
    }

    public Size(long value) {
      super(Native.SIZE_T_SIZE, value, true);
    }
  }

  @FieldOrder({"bytes", "size"})
  public static class Text extends Structure {
    public Pointer bytes;
    public Size size;

    String read1() {
      return bytes == null ? "" : new String(bytes.getByteArray(0, size.intValue()), StandardCharsets.UTF_8);
    }
  }

  @FieldOrder({"name", "nameLength", "text", "textLength"})
  public static class Source extends Structure {
    public Pointer name;
    public Size nameLength;
    public Pointer text;
    public Size textLength;
  }

  @FieldOrder({"booked", "reserve", "dry"})
  public static class GrantOptions extends Structure {
    public int booked;
    public int reserve;
    public int dry;
  }

  @FieldOrder({"id", "idLength", "invoice", "invoiceLength", "starts", "booked", "share"})
  public static class BillStruct extends Structure {
    public Pointer id;
    public Size idLength;
    public Pointer invoice;
    public Size invoiceLength;
    public int starts;
    public int booked;
    public long share;
  }

  interface Functions extends Library {
    int trouw_abi_version();

    Pointer trouw_error_create();

    void trouw_error_release(Pointer error);

    Pointer trouw_error_message(Pointer error);

    int trouw_day_of(byte[] text, Size length, IntByReference day, Pointer error);

    int trouw_programme_load_folder(byte[] folder, Size length, PointerByReference programme, Pointer error);

    int trouw_programme_load_memory(
        byte[] yaml, Size length, Source sources, Size count, PointerByReference programme, Pointer error);

    void trouw_programme_release(Pointer programme);

    int trouw_programme_diagnostic_count(Pointer programme, PointerByReference count, Pointer error);

    int trouw_programme_diagnostic(Pointer programme, Size index, Pointer diagnostic, Size size, Pointer error);

    int trouw_engine_create(Pointer programme, int day, PointerByReference engine, Pointer error);

    void trouw_engine_release(Pointer engine);

    int trouw_record_create(Pointer engine, PointerByReference record, Pointer error);

    void trouw_record_release(Pointer record);

    int trouw_record_set_json(Pointer record, Pointer engine, byte[] json, Size length, Pointer error);

    int trouw_decision_create(PointerByReference decision, Pointer error);

    void trouw_decision_release(Pointer decision);

    int trouw_decide(Pointer engine, Pointer record, Pointer decision, Pointer error);

    int trouw_decide_looking_ahead(Pointer engine, Pointer record, Pointer decision, Pointer error);

    int trouw_decision_json(Pointer decision, Pointer answer, Pointer error);

    int trouw_answer_create(PointerByReference answer, Pointer error);

    void trouw_answer_release(Pointer answer);

    int trouw_answer_text(Pointer answer, Text text, Pointer error);

    int trouw_records_open(Pointer engine, byte[] source, Size length, PointerByReference records, Pointer error);

    int trouw_records_of_json(Pointer engine, byte[] json, Size length, PointerByReference records, Pointer error);

    int trouw_records_of_arrow(Pointer engine, Pointer stream, PointerByReference records, Pointer error);

    void trouw_records_release(Pointer records);

    int trouw_decide_arrow(Pointer engine, Pointer records, int wanted, Pointer results, Pointer error);

    int trouw_dry_run(Pointer engine, Pointer records, int threads, Pointer answer, Pointer error);

    int trouw_prove(Pointer engine, double seconds, Pointer answer, Pointer error);

    int trouw_ledger_open(byte[] path, Size length, int access, PointerByReference ledger, Pointer error);

    void trouw_ledger_release(Pointer ledger);

    int trouw_ledger_head(Pointer ledger, Text head, Pointer error);

    int trouw_ledger_once(Pointer ledger, byte[] key, Size keyLength, byte[] request, Size length, Pointer error);

    int trouw_ledger_grant(
        Pointer ledger, Pointer engine, Pointer records, GrantOptions options, Size size, Pointer answer, Pointer error);

    int trouw_ledger_due(
        Pointer ledger, Pointer engine, Pointer records, BillStruct bills, Size count, Size size, Pointer answer,
        Pointer error);

    int trouw_ledger_confirm(Pointer ledger, long award, int booked, Pointer answer, Pointer error);

    int trouw_ledger_unreserve(Pointer ledger, long award, int booked, Pointer answer, Pointer error);

    int trouw_ledger_void(
        Pointer ledger, byte[] id, Size idLength, byte[] invoice, Size length, int booked, Pointer answer, Pointer error);

    int trouw_ledger_left(Pointer ledger, byte[] id, Size length, int day, Pointer answer, Pointer error);

    int trouw_ledger_awards_since(Pointer ledger, int day, Pointer answer, Pointer error);

    int trouw_ledger_why(Pointer ledger, long award, Pointer answer, Pointer error);

    int trouw_ledger_verify(Pointer ledger, byte[] head, Size length, Pointer answer, Pointer error);
  }

  private static Functions load() {
    String named = System.getProperty("TROUW_LIBRARY", System.getenv().getOrDefault("TROUW_LIBRARY", "trouw"));
    Functions library = Native.load(named, Functions.class);
    if (library.trouw_abi_version() < 2) {
      throw new UnsatisfiedLinkError(named + " is older than this package");
    }
    return library;
  }

  /** A call whose last argument is the error. */
  interface Call {
    int with(Pointer error);
  }

  interface Making {
    int with(PointerByReference made, Pointer error);
  }

  interface Release {
    void of(Pointer handle);
  }

  static void call(Call call) {
    Pointer error = LIBRARY.trouw_error_create();
    try {
      int status = call.with(error);
      if (status != 0) {
        throw new TrouwException(status, message(error));
      }
    } finally {
      LIBRARY.trouw_error_release(error);
    }
  }

  static String message(Pointer error) {
    return LIBRARY.trouw_error_message(error).getString(0, "UTF-8");
  }

  /** A handle: released when it is closed, or when nobody has it any more. */
  static final class Handle implements AutoCloseable {
    private final Pointer pointer;
    private final Cleaner.Cleanable cleanable;
    private volatile boolean closed;

    private Handle(Pointer pointer, Release release) {
      this.pointer = pointer;
      this.cleanable = CLEANER.register(this, () -> release.of(pointer));
    }

    Pointer get() {
      if (closed) {
        throw new IllegalStateException("closed");
      }
      return pointer;
    }

    @Override
    public void close() {
      closed = true;
      cleanable.clean();
    }
  }

  static Handle make(Making making, Release release) {
    PointerByReference made = new PointerByReference();
    call(error -> making.with(made, error));
    return new Handle(made.getValue(), release);
  }

  static Handle held(Pointer pointer, Release release) {
    return new Handle(pointer, release);
  }

  interface Asking {
    int with(Pointer answer, Pointer error);
  }

  /** The text of an answer. */
  static String ask(Asking asking) {
    try (Handle answer = make(LIBRARY::trouw_answer_create, LIBRARY::trouw_answer_release)) {
      call(error -> asking.with(answer.get(), error));
      Text text = new Text();
      call(error -> LIBRARY.trouw_answer_text(answer.get(), text, error));
      return text.read1();
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static Size size(byte[] bytes) {
    return new Size(bytes.length);
  }

  /** Memory of a text that a struct points to; never empty. */
  static Memory memory(String text) {
    byte[] bytes = bytes(text);
    Memory memory = new Memory(bytes.length + 1L);
    memory.write(0, bytes, 0, bytes.length);
    memory.setByte(bytes.length, (byte) 0);
    return memory;
  }

  static int day(java.time.LocalDate day) {
    return Math.toIntExact(day.toEpochDay());
  }
}
