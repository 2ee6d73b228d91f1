package io.holdfast.host.hook;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One session of an SQL database, whose steps are limited in time.
 *
 * <p>{@link #release} may be called by any thread: it stops what runs and breaks the connection.
 */
final class Database {
  private static final String TOO_FEW_RIGHTS = "42501";
  private static final Duration CANCEL = Duration.ofSeconds(2);

  private final Endpoint endpoint;
  private final Steps steps;
  private final AtomicReference<@Nullable Connection> connection = new AtomicReference<>();
  private final AtomicReference<@Nullable Statement> running = new AtomicReference<>();
  private volatile boolean released;

  /** Reads the answer to a question. */
  interface Answer<T> {
    T of(ResultSet row) throws SQLException, IOException;
  }

  /** A statement was refused because the role has too few rights; the caller knows which. */
  static final class RightsException extends IOException {
    private static final long serialVersionUID = 1;

    RightsException(String message) {
      super(message);
    }
  }

  Database(Endpoint endpoint) {
    this.endpoint = endpoint;
    this.steps = new Steps(this::release, this::translated);
  }

  /**
   * Connects; the driver's messages are masked, and its exceptions, which may quote, are dropped.
   */
  void connect(String url, Properties properties, Duration limit) throws IOException {
    steps.run(
        "connect to " + endpoint,
        limit,
        () -> {
          var made = DriverManager.getConnection(url, properties);
          connection.set(made);
          if (released) {
            // Given up while it connected: nobody else knows of this connection.
            release();
          }
          return made;
        });
  }

  void run(String statement, Duration limit) throws IOException {
    steps.run(
        statement,
        limit,
        () -> {
          try (var made = statement()) {
            return made.execute(statement);
          } finally {
            running.set(null);
          }
        });
  }

  /** Asks a question; the cursor stands before the first row. */
  <T> T ask(String question, Duration limit, Answer<T> answer) throws IOException {
    return steps.run(
        question,
        limit,
        () -> {
          try (var made = statement();
              var rows = made.executeQuery(question)) {
            return answer.of(rows);
          } finally {
            running.set(null);
          }
        });
  }

  private Statement statement() throws SQLException, IOException {
    var open = connection.get();
    if (open == null) {
      throw new IOException("the session with %s is closed".formatted(endpoint));
    }
    var made = open.createStatement();
    running.set(made);
    return made;
  }

  private IOException translated(Exception foreign) {
    var message = endpoint.masked(String.valueOf(foreign.getMessage())).strip();
    var text = "%s said: %s".formatted(endpoint, message.replaceAll("\\s*\\R\\s*", " "));
    if (foreign instanceof SQLException sql) {
      // MariaDB: 1227 is a privilege of the server, 1044, 1142 and 1370 of an object.
      var code = sql.getErrorCode();
      if (TOO_FEW_RIGHTS.equals(sql.getSQLState())
          || code == 1227
          || code == 1044
          || code == 1142
          || code == 1370) {
        return new RightsException(text);
      }
    }
    return new IOException(text);
  }

  /**
   * Stops what runs and breaks the connection; the server ends the session and all that it held.
   */
  void release() {
    released = true;
    var statement = running.getAndSet(null);
    var open = connection.getAndSet(null);
    if (open == null) {
      return;
    }
    // Both may wait for the network, so neither is waited for long.
    var cancelling =
        Thread.ofVirtual()
            .start(() -> {
              try {
                if (statement != null) {
                  statement.cancel();
                }
              } catch (SQLException _) {
                // The statement was over, or the server is away: the broken connection must do.
              }
            });
    var interrupted = Thread.interrupted();
    try {
      cancelling.join(CANCEL);
    } catch (InterruptedException _) {
      interrupted = true;
    }
    try {
      open.abort(task -> Thread.ofVirtual().start(task));
    } catch (SQLException _) {
      // It was broken before.
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says good-bye, so that all is let go when this returns. */
  void disconnect(Duration limit) throws IOException {
    var open = connection.get();
    if (open != null) {
      steps.run(
          "disconnect from " + endpoint,
          limit,
          () -> {
            open.close();
            return true;
          });
      connection.set(null);
    }
  }
}
