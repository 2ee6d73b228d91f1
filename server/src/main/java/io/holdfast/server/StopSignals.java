package io.holdfast.server;

import io.holdfast.server.log.Log;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Waits for the signal to stop: a service manager's TERM, Ctrl-C, a terminal that closes.
 *
 * <p>The JVM's own answer would run Quarkus's shutdown beside ours, end with the signal's number
 * and be deaf for a second signal. Its class for signals is spoken to by name: the compiler warns
 * of it without a way to say that it is meant, although every JDK has it (module jdk.unsupported,
 * JEP 260).
 */
final class StopSignals {
  private final CountDownLatch asked = new CountDownLatch(1);

  private StopSignals() {}

  /** From now on the first of them is waited for, and the second ends the process at once. */
  static StopSignals install(Log log) {
    var signals = new StopSignals();
    for (var name : List.of("TERM", "INT", "HUP")) {
      handle(name, () -> signals.arrived(log));
    }
    return signals;
  }

  private static void handle(String name, Runnable then) {
    try {
      var signalType = Class.forName("sun.misc.Signal");
      var handlerType = Class.forName("sun.misc.SignalHandler");
      var handle = signalType.getMethod("handle", signalType, handlerType);
      var signal = signalType.getConstructor(String.class).newInstance(name);
      var ignored = handlerType.getField("SIG_IGN").get(null);
      var before =
          handle.invoke(
              null,
              signal,
              Proxy.newProxyInstance(
                  handlerType.getClassLoader(),
                  new Class<?>[] {handlerType},
                  (_, _, _) -> {
                    then.run();
                    return null;
                  }));
      if (ignored.equals(before)) {
        handle.invoke(null, signal, before); // as after nohup, which is to be heard
      }
    } catch (ReflectiveOperationException absent) {
      throw new IllegalStateException("this JVM lets nobody wait for " + name, absent);
    }
  }

  private synchronized void arrived(Log log) {
    if (asked.getCount() == 0) {
      log.warn("told to stop again: what is under way is cut off");
      Runtime.getRuntime().halt(ExitCode.FAILED.number());
    }
    asked.countDown();
  }

  void await() throws InterruptedException {
    asked.await();
  }
}
