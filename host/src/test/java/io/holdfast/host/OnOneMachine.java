package io.holdfast.host;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A test with a machine of its own. */
abstract class OnOneMachine {
  @TempDir Path directory;

  OneMachine one;

  @BeforeEach
  final void openMachine() throws IOException {
    one = new OneMachine(directory);
  }

  @AfterEach
  final void closeMachine() throws IOException {
    one.close();
  }
}
