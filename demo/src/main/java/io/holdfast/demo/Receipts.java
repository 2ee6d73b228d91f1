package io.holdfast.demo;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the customers know: the orders they sent, and which of them the database confirmed. */
final class Receipts {
  private final Map<Long, String> sent = new ConcurrentHashMap<>();
  private final Set<Long> confirmed = ConcurrentHashMap.newKeySet();

  /** Notes an order before it is sent: whether it arrives is not known yet. */
  void sending(Order order) {
    sent.put(order.id(), order.receipt());
  }

  /** Notes that the database has committed the order. */
  void confirmed(Order order) {
    confirmed.add(order.id());
  }

  /** The confirmed orders of this moment, with their receipts. */
  Map<Long, String> confirmed() {
    var copy = new ConcurrentHashMap<Long, String>();
    for (var id : confirmed) {
      copy.put(id, sent.getOrDefault(id, ""));
    }
    return copy;
  }

  /** Whether somebody sent this very order. */
  boolean wasSent(long id, String receipt) {
    return receipt.equals(sent.get(id));
  }
}
