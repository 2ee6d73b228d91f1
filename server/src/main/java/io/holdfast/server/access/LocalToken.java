package io.holdfast.server.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.holdfast.api.platform.Role;
import io.holdfast.host.state.PrivateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The admin token of this machine's command line, which reads it from a file. */
public final class LocalToken {
  /** What the log calls the local command line. */
  static final String NAME = "local";

  private static final int MOST = 256;

  private final Path file;
  private final Tokens tokens;
  private final Issuing issuing;

  public LocalToken(Path file, Tokens tokens, Issuing issuing) {
    this.file = file;
    this.tokens = tokens;
    this.issuing = issuing;
  }

  /** Leaves the token as it is when it is good, else issues a new one in its place. */
  public void ensure() throws IOException {
    var kept = tokens.list().stream().filter(token -> token.name().equals(NAME)).findFirst();
    var here = read();
    if (kept.isPresent() && here.isPresent() && kept.get().sha256().equals(here.get().sha256())) {
      return;
    }
    tokens.forget(NAME);
    var secret = issuing.issue(NAME, Role.ADMIN, null).orElseThrow();
    PrivateFile.write(file, (secret.reveal() + "\n").getBytes(US_ASCII));
  }

  private Optional<Secret> read() throws IOException {
    return PrivateFile.read(file, MOST)
        .flatMap(bytes -> Secret.parse(new String(bytes, US_ASCII).strip()));
  }
}
