package org.trouw;

/** What the engine or the ledger did not do, and why. */
public final class TrouwException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The statuses of the C ABI, by their numbers. */
  public enum Code {
    OK, BAD_ARGUMENT, OUT_OF_RANGE, WRONG_ORDER, NOT_FOUND, UNREADABLE, MISTAKES, BAD_VALUE, UNDECIDABLE, NO_MEMORY,
    INTERNAL, REFUSED
  }

  private final Code code;

  TrouwException(int status, String message) {
    super(message);
    this.code = status >= 0 && status < Code.values().length ? Code.values()[status] : Code.INTERNAL;
  }

  public Code code() {
    return code;
  }
}
