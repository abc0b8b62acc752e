package org.trouw;

/** The programme of the tests, for those of other packages. */
public final class TrouwTestProgramme {
  private TrouwTestProgramme() {}

  public static Engine engine() {
    return TrouwTest.engine();
  }
}
