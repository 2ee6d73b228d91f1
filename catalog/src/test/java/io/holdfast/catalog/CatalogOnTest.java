package io.holdfast.catalog;

import io.holdfast.protection.ledger.LedgerFixture;
import io.holdfast.protection.name.ApplicationName;
import io.holdfast.protection.name.PointId;
import io.holdfast.protection.name.RepositoryName;
import io.holdfast.protection.point.Consistency;
import io.holdfast.protection.point.ContentId;
import io.holdfast.protection.point.Cut;
import io.holdfast.protection.point.Proof;
import io.holdfast.protection.point.RestorePoint;
import io.holdfast.protection.run.Run;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** A catalog that tests open, with what they put into it. */
interface CatalogOnTest {
  Instant START = LedgerFixture.START;
  RepositoryName MAIN = RepositoryName.parse("main");
  ApplicationName SHOP = ApplicationName.parse("shop");

  /** It is open until the test has ended. */
  Catalog catalog() throws IOException;

  /** As when the process ends and another one begins. */
  Catalog reopened() throws IOException;

  default RestorePoint point(String id, int hours) {
    var time = START.plusSeconds(3600L * hours);
    return new RestorePoint(
        PointId.parse(id),
        new Cut(time, time, Duration.ZERO),
        Consistency.ATOMIC,
        ContentId.parse("ab".repeat(32)),
        new RestorePoint.Size(1, 2, 3, 0),
        Proof.ofSeal(START, true),
        null);
  }

  default Run run(String id, Run.Type type, Instant started) {
    return new Run(id, type, new Run.Subject(MAIN, SHOP), started, null, "{}");
  }
}
