package org.trouw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrouwTest {
  static final String YAML = """
      programme: Tulip Mobile
      currency: EUR
      prices: including tax
      horizon: 12 months
      billing period: 1 month
      fields:
        contract: {type: text, column: id}
        joined:   {type: date, for newcomers: today}
        price:    {type: money, from: EUR 0, to: EUR 500, for newcomers: kept}
      roles:
        id: contract
        joined: joined
        price: price
        newcomer price: same as price
        customer when: tenure is at least 1 month
        others: newcomer
      """;
  static final String OFFERS = """
      offer "Thank you" to customers
        when tenure is at least 5 years
        give 5% off for 12 months
      guarantee no customer is worse off than a newcomer
      """;
  static final LocalDate DAY = LocalDate.of(2027, 3, 1);
  static final Map<String, Object> CUSTOMER =
      Map.of("id", "C-1", "joined", LocalDate.of(2020, 3, 1), "price", new BigDecimal("50.00"));

  static Engine engine() {
    try (Programme programme = Programme.of(YAML, Map.of("offers.trouw", OFFERS))) {
      return programme.on(DAY);
    }
  }

  @Test
  void decides() {
    try (Engine engine = engine()) {
      Decision decision = engine.decide(CUSTOMER);
      assertEquals("customer", decision.standing());
      assertEquals(3000, decision.value());
      assertEquals(
          List.of(new Decision.Line("Thank you", "discount", "5% off for 12 months", 250, 1, 12)), decision.lines());
      assertEquals(decision.text(), engine.decide("{\"id\":\"C-1\",\"joined\":\"2020-03-01\",\"price\":50.00}").text());
      assertEquals(0, engine.explain(Map.of("id", "C", "joined", "2026-03-01", "price", "1")).value());
      assertEquals("holds", engine.prove(10).at("/guarantees/0/verdict").asText());
      assertEquals(1, engine.dryRun(List.of(CUSTOMER, CUSTOMER)).get("rejected").asInt());
    }
  }

  @Test
  void whatIsWrongIsAnExceptionWithItsCode() {
    TrouwException mistakes = assertThrows(TrouwException.class,
        () -> Programme.of(YAML, Map.of("a.trouw", "offer \"A\" to customers\n  give 20% of\n")));
    assertEquals(TrouwException.Code.MISTAKES, mistakes.code());
    try (Engine engine = engine()) {
      TrouwException bad = assertThrows(TrouwException.class,
          () -> engine.decide(Map.of("id", "C-1", "joined", "2020-03-01", "price", "fifty")));
      assertEquals(TrouwException.Code.BAD_VALUE, bad.code());
      assertEquals("price “fifty” is not an amount written like 12.50", bad.getMessage());
      engine.close();
      assertThrows(IllegalStateException.class, () -> engine.decide(CUSTOMER));
    }
    assertEquals(TrouwException.Code.UNREADABLE,
        assertThrows(TrouwException.class, () -> Programme.load(Path.of("there/is/none"))).code());
  }

  @Test
  void threadsDecideAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (Engine engine = engine()) {
      String expected = engine.decide(CUSTOMER).text();
      List<Callable<Boolean>> work = new ArrayList<>();
      for (int i = 0; i < 8; ++i) {
        work.add(() -> {
          for (int n = 0; n < 500; ++n) {
            if (!engine.decide(CUSTOMER).text().equals(expected)) {
              return false;
            }
          }
          return true;
        });
      }
      for (Future<Boolean> done : threads.invokeAll(work)) {
        assertTrue(done.get());
      }
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void theLedgerGivesOnce(@TempDir Path folder) {
    try (Engine engine = engine(); Ledger ledger = Ledger.open(folder.resolve("ledger.db"), Ledger.Access.MAKE)) {
      var first = ledger.grant(engine, List.of(CUSTOMER), false, "k");
      assertEquals(1, first.get("granted").asInt());
      assertEquals(first, ledger.grant(engine, List.of(CUSTOMER), false, "k"));
      assertEquals(TrouwException.Code.WRONG_ORDER,
          assertThrows(TrouwException.class, () -> ledger.grant(engine, List.of(CUSTOMER), true, "k")).code());
      var bill = new Ledger.Bill("C-1", "2027-04", LocalDate.of(2027, 4, 1));
      var lines = ledger.due(engine, List.of(CUSTOMER), List.of(bill), null);
      assertEquals(250, lines.get(0).amount());
      var again = ledger.due(engine, List.of(CUSTOMER), List.of(bill), null);
      assertEquals(lines.get(0).key(), again.get(0).key());
      assertTrue(again.get(0).again());
      assertTrue(ledger.why(1).get("alike").asBoolean());
      assertEquals("confirmed", ledger.awardsSince(DAY).at("/0/state").asText());
      ledger.voidInvoice("C-1", "2027-04", LocalDate.of(2027, 4, 2), null);
      assertEquals(1, ledger.left("C-1", LocalDate.of(2027, 5, 1), null).get("ended").asInt());
      assertEquals(0, ledger.verify(ledger.head()).get("wrong").size());
    }
  }

  @Test
  void tablesOfArrow() throws Exception {
    var text = new ArrowType.Utf8();
    var schema = new Schema(List.of(Field.nullable("id", text), Field.nullable("joined", text),
        Field.nullable("price", new ArrowType.Decimal(10, 2, 128))));
    try (Engine engine = engine(); var allocator = new RootAllocator();
        var root = VectorSchemaRoot.create(schema, allocator)) {
      root.allocateNew();
      for (int i = 0; i < 3; ++i) {
        ((VarCharVector) root.getVector("id")).setSafe(i, ("C-" + i).getBytes());
        ((VarCharVector) root.getVector("joined")).setSafe(i, (i == 1 ? "never" : "2020-03-01").getBytes());
        ((DecimalVector) root.getVector("price")).setSafe(i, new BigDecimal("50.00"));
      }
      root.setRowCount(3);
      var bytes = new java.io.ByteArrayOutputStream();
      try (var writer = new ArrowStreamWriter(root, null, bytes)) {
        writer.writeBatch();
      }
      try (var data = new ArrowStreamReader(new java.io.ByteArrayInputStream(bytes.toByteArray()), allocator);
          ArrowReader results = Tables.decide(engine, allocator, data, true)) {
        assertTrue(results.loadNextBatch());
        VectorSchemaRoot made = results.getVectorSchemaRoot();
        assertEquals(3, made.getRowCount());
        assertEquals(new BigDecimal("30.00"), made.getVector("value").getObject(0));
        assertEquals("joined “never” is not a date like 2027-03-01", made.getVector("rejected").getObject(1).toString());
      }
    }
  }
}
