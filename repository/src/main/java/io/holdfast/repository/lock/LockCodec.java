package io.holdfast.repository.lock;

import io.holdfast.repository.codec.GoJsonReader;
import io.holdfast.repository.codec.GoJsonWriter;
import io.holdfast.repository.codec.GoTime;
import io.holdfast.repository.codec.MalformedException;
import java.time.Instant;

/** The JSON of lock files, as restic writes it (F34). */
public final class LockCodec {
  private LockCodec() {}

  /** The JSON of {@code lock}, to be wrapped and encrypted. */
  public static byte[] encode(LockFile lock) {
    GoJsonWriter out = new GoJsonWriter().beginObject();
    out.field("time").time(lock.time());
    out.field("exclusive").flag(lock.exclusive());
    out.field("hostname").text(lock.hostname());
    out.field("username").text(lock.username());
    out.field("pid").number(lock.processId());
    if (lock.userId() != 0) {
      out.field("uid").number(lock.userId());
    }
    if (lock.groupId() != 0) {
      out.field("gid").number(lock.groupId());
    }
    return out.endObject().toBytes();
  }

  /**
   * Reads a lock file.
   *
   * @throws MalformedException when the bytes are not one's; whoever finds such a lock must not
   *     take it for none
   */
  public static LockFile decode(byte[] json) throws MalformedException {
    GoJsonReader reader = new GoJsonReader(json, "lock");
    Instant time = GoTime.ZERO;
    boolean exclusive = false;
    String hostname = "";
    String username = "";
    long processId = 0;
    long userId = 0;
    long groupId = 0;
    int seen = 0;
    reader.enterObject();
    for (String field = reader.field(); field != null; field = reader.field()) {
      switch (field) {
        case "time" -> {
          seen = reader.once(seen, 0);
          time = reader.time();
        }
        case "exclusive" -> {
          seen = reader.once(seen, 1);
          exclusive = reader.flag();
        }
        case "hostname" -> {
          seen = reader.once(seen, 2);
          hostname = reader.text();
        }
        case "username" -> {
          seen = reader.once(seen, 3);
          username = reader.text();
        }
        case "pid" -> {
          seen = reader.once(seen, 4);
          processId = reader.signed();
        }
        case "uid" -> {
          seen = reader.once(seen, 5);
          userId = reader.bits32();
        }
        case "gid" -> {
          seen = reader.once(seen, 6);
          groupId = reader.bits32();
        }
        default -> reader.skip();
      }
    }
    reader.end();
    return new LockFile(time, exclusive, hostname, username, processId, userId, groupId);
  }
}
