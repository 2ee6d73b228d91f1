package io.holdfast.protection.ledger;

import io.holdfast.protection.name.ApplicationName;
import io.holdfast.protection.name.RepositoryName;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Facts for tests. */
public final class LedgerFixture {
  public static final LedgerLine SHOP =
      LedgerLine.of(RepositoryName.parse("main"), ApplicationName.parse("shop"));

  public static final Instant START = Instant.parse("2026-11-29T04:00:00Z");

  private LedgerFixture() {}

  /** A new key. */
  public static WriterKey key() {
    try {
      return new WriterKey(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The signature of a segment that ends with a text, whatever that says. */
  public static String signature(String text, WriterKey key) {
    return key.sign(Chain.hashOf(text));
  }

  /** A fact that says {@code text}. */
  public static Fact.Draft draft(String text) {
    return Fact.Draft.at(START, "test", new FactBody.RunFailed("run", "step", text));
  }

  /** The next facts of a chain, one second after each other. */
  public static List<Entry> entries(Chain chain, int count) {
    var entries = new ArrayList<Entry>();
    var end = chain;
    for (int i = 0; i < count; i++) {
      var added =
          end.append(List.of(draft("number " + i)), START.plusSeconds(end.sequence())).getFirst();
      entries.add(added);
      end = Chain.endingWith(added);
    }
    return entries;
  }
}
