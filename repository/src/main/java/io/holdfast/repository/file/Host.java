package io.holdfast.repository.file;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** The machine and process we run in, as the kernel names them. */
public final class Host {
  private static final int NODE_NAME = 65;
  private static final int LARGEST_PATH = 4096;
  private static final int SIGHUP = 1;
  private static final int SIGCONT = 18;
  private static final int SIGSTOP = 19;
  private static final long SIG_IGN = 1;

  /** A process that waits for a disk may take long to stop; whoever pauses it does not wait. */
  private static final Duration PAUSE_LIMIT = Duration.ofSeconds(1);

  private Host() {}

  /** The host name, as {@code gethostname} and Go's {@code os.Hostname} tell it. */
  public static String name() throws IOException {
    try (Scratch scratch = Scratch.take()) {
      long done = scratch.call(SystemCall.UNAME, scratch.bulk().address());
      if (done == -1) {
        throw new PosixException("read the host name of", "this machine", scratch.errno());
      }
      return new String(untilNul(scratch.bytes(NODE_NAME, 65)), StandardCharsets.UTF_8);
    }
  }

  /** This process's number, in its own name space. */
  public static long processId() {
    return ProcessHandle.current().pid();
  }

  /** The user this process runs as. */
  public static long userId() {
    return number(SystemCall.GETUID);
  }

  /** The group this process runs as. */
  public static long groupId() {
    return number(SystemCall.GETGID);
  }

  /**
   * Whether a process of this number runs here, also one of another user.
   *
   * <p>In a container this looks into the container's own name space: a process elsewhere seems
   * dead.
   */
  public static boolean isAlive(long processId) {
    if (processId <= 0 || processId > Integer.MAX_VALUE) {
      return false;
    }
    try (Scratch scratch = Scratch.take()) {
      return scratch.call(SystemCall.KILL, processId, 0, 0) == 0
          || scratch.errno() == Errno.EPERM.number();
    }
  }

  /**
   * Lets a process of this number do nothing, not even start others, until {@link #resume}. Returns
   * when it has stopped: what it was in the midst of, as starting a program, it finishes first.
   */
  public static void pause(long processId) {
    signal(processId, SIGSTOP);
    long limit = System.nanoTime() + PAUSE_LIMIT.toNanos();
    while (goesOn(processId) && System.nanoTime() < limit) {
      LockSupport.parkNanos(100_000); // does not wait in an interrupted thread
    }
  }

  /** Its state follows its name, which may have anything in it (proc_pid_stat(5)). */
  private static boolean goesOn(long processId) {
    // No channel: an interrupted thread is to learn it, too.
    try (InputStream file = new FileInputStream("/proc/%d/stat".formatted(processId))) {
      String stat = new String(file.readAllBytes(), StandardCharsets.ISO_8859_1);
      int name = stat.lastIndexOf(')');
      return stat.length() > name + 2 && "TtZX".indexOf(stat.charAt(name + 2)) < 0;
    } catch (IOException ended) {
      return false;
    }
  }

  /** Lets a paused process go on. */
  public static void resume(long processId) {
    signal(processId, SIGCONT);
  }

  /** Of a process that has ended meanwhile there is nothing to say. */
  private static void signal(long processId, int signal) {
    if (processId <= 0 || processId > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(processId + " is no number of a process");
    }
    try (Scratch scratch = Scratch.take()) {
      scratch.call(SystemCall.KILL, processId, signal, 0);
    }
  }

  /**
   * From now on a SIGHUP does nothing to this process, nor to its children.
   *
   * <p>restic sends one to the holder of a lock to find out whether it lives (F34), and means no
   * harm. The JVM would end. Its own interface to signals is not for programs, so the kernel is
   * asked.
   */
  public static void ignoreHangups() throws PosixException {
    try (Scratch scratch = Scratch.take()) {
      // struct sigaction of the kernel: handler, flags, restorer, mask
      MemorySegment action = scratch.bulk().asSlice(0, 4L * Long.BYTES).fill((byte) 0);
      action.set(ValueLayout.JAVA_LONG, 0, SIG_IGN);
      long done = scratch.call(SystemCall.RT_SIGACTION, SIGHUP, action.address(), 0, Long.BYTES);
      if (done == -1) {
        throw new PosixException("ignore hangups of", "this process", scratch.errno());
      }
    }
  }

  /** The directory that relative paths start from. */
  public static BytePath workingDirectory() throws IOException {
    try (Scratch scratch = Scratch.take()) {
      long length = scratch.call(SystemCall.GETCWD, scratch.bulk().address(), LARGEST_PATH, 0);
      if (length == -1) {
        throw new PosixException("find the path of", ".", scratch.errno());
      }
      return BytePath.of(untilNul(scratch.bytes(0, (int) length)));
    }
  }

  private static long number(SystemCall call) {
    try (Scratch scratch = Scratch.take()) {
      return Integer.toUnsignedLong((int) scratch.call(call, 0));
    }
  }

  private static byte[] untilNul(byte[] text) {
    int end = 0;
    while (end < text.length && text[end] != 0) {
      end++;
    }
    return Arrays.copyOf(text, end);
  }
}
