package io.holdfast.repository.file;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** This thread's rights on files, taken away for a while: {@code setfsuid} works per thread. */
final class Privilege implements AutoCloseable {
  private static final int NOBODY = 65534;

  private final MethodHandle setUser;

  @SuppressWarnings("restricted") // foreign function
  private Privilege() {
    Linker linker = Linker.nativeLinker();
    setUser =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("setfsuid"),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
  }

  static void needsRoot() {
    assumeTrue(Host.userId() == 0, "this test needs root");
  }

  static Privilege dropped() throws Throwable {
    needsRoot();
    Privilege privilege = new Privilege();
    privilege.become(NOBODY);
    return privilege;
  }

  private void become(int user) throws Throwable {
    int before = (int) setUser.invokeExact(user);
    assumeTrue(before != user, "this thread has that user already");
  }

  @Override
  public void close() {
    try {
      become(0);
    } catch (Throwable e) {
      throw new IllegalStateException("this thread cannot become root again", e);
    }
  }
}
