package org.trouw.killbill;

import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.killbill.billing.invoice.api.Invoice;
import org.killbill.billing.invoice.api.InvoiceItem;
import org.killbill.billing.invoice.api.InvoiceItemType;
import org.killbill.billing.invoice.plugin.api.AdditionalItemsResult;
import org.killbill.billing.invoice.plugin.api.InvoiceContext;
import org.killbill.billing.invoice.plugin.api.InvoiceGroupingResult;
import org.killbill.billing.invoice.plugin.api.InvoicePluginApi;
import org.killbill.billing.invoice.plugin.api.OnFailureInvoiceResult;
import org.killbill.billing.invoice.plugin.api.OnSuccessInvoiceResult;
import org.killbill.billing.invoice.plugin.api.PriorInvoiceResult;
import org.killbill.billing.payment.api.PluginProperty;
import org.trouw.Engine;
import org.trouw.Ledger;

/**
 * An example: an invoice plugin of Kill Bill that puts the due lines of a ledger on invoices.
 *
 * <p>Each recurring item is a bill of its subscription, named after the day it starts: however often Kill Bill asks for
 * the invoice of a period again, its lines are the same and nothing is given twice. A discount or a credit adjusts the
 * item; what was taken back is an external charge. A preview (dry run) changes nothing, and so has no lines.
 */
public final class DueLinesPlugin implements InvoicePluginApi {
  private final Engine engine;
  private final Ledger ledger;
  private final Function<InvoiceItem, Map<String, ?>> records;
  private final int digits;

  /** {@code records}: the record of an item's subscription, whose id is the subscription's. */
  public DueLinesPlugin(Engine engine, Ledger ledger, Function<InvoiceItem, Map<String, ?>> records, int digits) {
    this.engine = engine;
    this.ledger = ledger;
    this.records = records;
    this.digits = digits;
  }

  @Override
  public synchronized AdditionalItemsResult getAdditionalInvoiceItems(
      Invoice invoice, boolean dryRun, Iterable<PluginProperty> properties, InvoiceContext context) {
    List<InvoiceItem> added = new ArrayList<>();
    for (InvoiceItem item : dryRun ? List.<InvoiceItem>of() : invoice.getInvoiceItems()) {
      if (item.getInvoiceItemType() == InvoiceItemType.RECURRING && item.getSubscriptionId() != null) {
        addLines(invoice, item, added);
      }
    }
    return result(AdditionalItemsResult.class, Map.of("getAdditionalItems", added));
  }

  private void addLines(Invoice invoice, InvoiceItem item, List<InvoiceItem> added) {
    String starts = item.getStartDate().toString();
    var bill = new Ledger.Bill(item.getSubscriptionId().toString(), starts, LocalDate.parse(starts));
    for (Ledger.DueLine line : ledger.due(engine, List.of(records.apply(item)), List.of(bill), null)) {
      if (line.amount() != 0) {  // points and perks are no money
        added.add(adjustment(invoice, item, line));
      }
    }
  }

  private InvoiceItem adjustment(Invoice invoice, InvoiceItem item, Ledger.DueLine line) {
    Map<String, Object> values = new HashMap<>();
    values.put("getId", UUID.nameUUIDFromBytes(line.key().getBytes()));
    values.put("getInvoiceItemType", line.amount() > 0 ? InvoiceItemType.ITEM_ADJ : InvoiceItemType.EXTERNAL_CHARGE);
    values.put("getInvoiceId", invoice.getId());
    values.put("getAccountId", item.getAccountId());
    values.put("getBundleId", item.getBundleId());
    values.put("getSubscriptionId", item.getSubscriptionId());
    values.put("getStartDate", item.getStartDate());
    values.put("getEndDate", item.getEndDate());
    values.put("getAmount", BigDecimal.valueOf(line.amount(), digits).negate());
    values.put("getCurrency", item.getCurrency());
    values.put("getDescription", line.offer() + ": " + line.text());
    values.put("getLinkedItemId", line.amount() > 0 ? item.getId() : null);
    values.put("getItemDetails", "{\"award\":" + line.award() + ",\"key\":\"" + line.key() + "\"}");
    return result(InvoiceItem.class, values);
  }

  /** One of the API's types, whose getters give these values. */
  static <T> T result(Class<T> type, Map<String, Object> values) {
    return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) ->
        switch (method.getName()) {
          case "hashCode" -> System.identityHashCode(proxy);
          case "equals" -> proxy == arguments[0];
          case "toString" -> type.getSimpleName() + values;
          default -> values.get(method.getName());
        }));
  }

  @Override
  public PriorInvoiceResult priorCall(InvoiceContext context, Iterable<PluginProperty> properties) {
    return null;
  }

  @Override
  public InvoiceGroupingResult getInvoiceGrouping(
      Invoice invoice, boolean dryRun, Iterable<PluginProperty> properties, InvoiceContext context) {
    return null;
  }

  @Override
  public OnSuccessInvoiceResult onSuccessCall(InvoiceContext context, Iterable<PluginProperty> properties) {
    return null;
  }

  @Override
  public OnFailureInvoiceResult onFailureCall(InvoiceContext context, Iterable<PluginProperty> properties) {
    return null;
  }
}
