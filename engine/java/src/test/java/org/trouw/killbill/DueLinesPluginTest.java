package org.trouw.killbill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.joda.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.killbill.billing.catalog.api.Currency;
import org.killbill.billing.invoice.api.Invoice;
import org.killbill.billing.invoice.api.InvoiceItem;
import org.killbill.billing.invoice.api.InvoiceItemType;
import org.trouw.Ledger;
import org.trouw.TrouwTestProgramme;

class DueLinesPluginTest {
  private static Invoice invoice(UUID subscription, String starts) {
    InvoiceItem item = DueLinesPlugin.result(InvoiceItem.class, Map.of(
        "getId", UUID.randomUUID(), "getInvoiceItemType", InvoiceItemType.RECURRING, "getSubscriptionId", subscription,
        "getStartDate", new LocalDate(starts), "getEndDate", new LocalDate(starts).plusMonths(1),
        "getAmount", new BigDecimal("50.00"), "getCurrency", Currency.EUR));
    InvoiceItem fixed = DueLinesPlugin.result(InvoiceItem.class, Map.of("getInvoiceItemType", InvoiceItemType.FIXED));
    return DueLinesPlugin.result(
        Invoice.class, Map.of("getId", UUID.randomUUID(), "getInvoiceItems", List.of(item, fixed)));
  }

  @Test
  void dueLinesStandOnTheInvoiceOnce(@TempDir Path folder) {
    UUID subscription = UUID.randomUUID();
    Map<String, ?> record = Map.of("id", subscription.toString(), "joined", "2020-03-01", "price", "50.00");
    try (var engine = TrouwTestProgramme.engine();
        var ledger = Ledger.open(folder.resolve("ledger.db"), Ledger.Access.MAKE)) {
      ledger.grant(engine, List.of(record), false, "grant-1");
      var plugin = new DueLinesPlugin(engine, ledger, item -> record, 2);
      assertTrue(plugin.getAdditionalInvoiceItems(invoice(subscription, "2027-04-01"), true, List.of(), null)
          .getAdditionalItems().isEmpty());
      InvoiceItem first = null;
      for (int asked = 0; asked < 3; ++asked) {
        Invoice invoice = invoice(subscription, "2027-04-01");
        var added = plugin.getAdditionalInvoiceItems(invoice, false, List.of(), null).getAdditionalItems();
        assertEquals(1, added.size());
        InvoiceItem item = added.get(0);
        assertEquals(InvoiceItemType.ITEM_ADJ, item.getInvoiceItemType());
        assertEquals(new BigDecimal("-2.50"), item.getAmount());
        assertEquals(invoice.getId(), item.getInvoiceId());
        assertEquals(invoice.getInvoiceItems().get(0).getId(), item.getLinkedItemId());
        assertEquals("Thank you: 5% off for 12 months", item.getDescription());
        first = first == null ? item : first;
        assertEquals(first.getId(), item.getId());
      }
      var next = plugin.getAdditionalInvoiceItems(invoice(subscription, "2027-05-01"), false, List.of(), null);
      assertTrue(!next.getAdditionalItems().get(0).getId().equals(first.getId()));
    }
  }
}
