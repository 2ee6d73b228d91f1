package io.holdfast.cli.command;

import io.holdfast.cli.access.Access;
import io.holdfast.cli.access.Context;
import io.holdfast.cli.console.ExitCode;
import io.holdfast.cli.console.Json;
import io.holdfast.cli.console.Printable;
import io.holdfast.cli.console.Table;
import io.holdfast.cli.snapshot.SnapshotTable;
import io.holdfast.repository.codec.GoTime;
import io.holdfast.repository.codec.MalformedException;
import io.holdfast.repository.crypto.KeyFile;
import io.holdfast.repository.id.KeyId;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code holdfast key list}. */
@Command(
    name = "list",
    description = "Lists the keys; a star marks the one in use.",
    footer = {"Examples:", "  holdfast key list"})
final class KeyListCommand implements Callable<ExitCode> {
  private final Context context;

  KeyListCommand(Context context) {
    this.context = context;
  }

  @Override
  public ExitCode call() throws IOException, InterruptedException {
    try (var session = context.sessions().open(Access.READ)) {
      var keys = session.repository().keys().list();
      if (context.json()) {
        printJson(keys, session.repository().keyId());
      } else {
        print(keys, session.repository().keyId());
      }
    }
    return ExitCode.DONE;
  }

  private void print(Map<KeyId, KeyFile> keys, KeyId current) {
    var table = new Table("ID", "User", "Host", "Created");
    keys.forEach((id, key) ->
        table.row(
            (id.equals(current) ? "*" : " ") + id.hash().brief(),
            Printable.of(key.username()),
            Printable.of(key.hostname()),
            created(key)));
    table.print(context.console(), "");
  }

  private void printJson(Map<KeyId, KeyFile> keys, KeyId current) throws IOException {
    Json.line(
        context.console().out(),
        json -> {
          json.writeStartArray();
          for (var entry : keys.entrySet()) {
            json.writeStartObject();
            json.writeBooleanField("current", entry.getKey().equals(current));
            json.writeStringField("id", entry.getKey().hash().brief());
            json.writeStringField("userName", entry.getValue().username());
            json.writeStringField("hostName", entry.getValue().hostname());
            json.writeStringField("created", created(entry.getValue()));
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  /** Whatever stands there is shown when it is no time. */
  private String created(KeyFile key) {
    try {
      return SnapshotTable.time(GoTime.parse(key.created()), context.surroundings().zone());
    } catch (MalformedException noTime) {
      return Printable.of(key.created());
    }
  }
}
