package io.holdfast.repository.file;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.holdfast.repository.task.Away;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The foreign functions: {@code syscall}, and the look-ups of users and groups.
 *
 * <p>Each of them may take for ever, whatever it is asked: a file of the kernel's waits for events,
 * a network disk for its server, a look-up for a directory service.
 */
@SuppressWarnings("restricted") // the one place that calls foreign functions
final class LibC {
  static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();

  private static final VarHandle ERRNO =
      CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle SYSCALL =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("syscall"),
              FunctionDescriptor.of(
                  JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
              Linker.Option.captureCallState("errno"),
              Linker.Option.firstVariadicArg(1));

  private LibC() {}

  /** The kernel's answer, or -1 with the reason in {@code state}. */
  static long syscall(
      MemorySegment state, SystemCall call, long a, long b, long c, long d, long e) {
    Away.begin();
    long answer;
    try {
      answer = (long) SYSCALL.invokeExact(state, call.number(), a, b, c, d, e);
    } catch (Throwable impossible) {
      throw broken(impossible);
    }
    Away.end();
    return answer;
  }

  static int errno(MemorySegment state) {
    return (int) ERRNO.get(state, 0L);
  }

  /** {@code getpwnam_r} and {@code getgrnam_r}: 0 or an error number. */
  static int byName(MethodHandle function, MemorySegment name, MemorySegment[] out) {
    Away.begin();
    int answer;
    try {
      answer = (int) function.invokeExact(name, out[0], out[1], out[1].byteSize(), out[2]);
    } catch (Throwable impossible) {
      throw broken(impossible);
    }
    Away.end();
    return answer;
  }

  /** {@code getpwuid_r} and {@code getgrgid_r}: 0 or an error number. */
  static int byId(MethodHandle function, int id, MemorySegment[] out) {
    Away.begin();
    int answer;
    try {
      answer = (int) function.invokeExact(id, out[0], out[1], out[1].byteSize(), out[2]);
    } catch (Throwable impossible) {
      throw broken(impossible);
    }
    Away.end();
    return answer;
  }

  static MethodHandle nameFunction(String name) {
    return lookUp(
        name, FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS));
  }

  static MethodHandle idFunction(String name) {
    return lookUp(
        name, FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS));
  }

  private static MethodHandle lookUp(String name, FunctionDescriptor shape) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), shape);
  }

  /** A foreign function throws nothing; its handle does when we pass it the wrong types. */
  private static IllegalStateException broken(Throwable cause) {
    return new IllegalStateException("a foreign function was called in a wrong way", cause);
  }
}
