package io.holdfast.host.work;

import io.holdfast.protection.queue.Kind;
import io.holdfast.protection.queue.Limits;
import io.holdfast.protection.queue.QueuePlan;
import io.holdfast.protection.queue.QueuePlan.Because;
import io.holdfast.protection.queue.QueuePlan.Situation;
import io.holdfast.protection.queue.QueuePlan.Start;
import io.holdfast.protection.queue.Requested;
import io.holdfast.protection.queue.Running;
import io.holdfast.protection.queue.Scheduled;
import io.holdfast.protection.queue.Target;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Starts runs when they are due or asked for, as many as may be at once. Thread-safe. */
public final class Dispatcher implements AutoCloseable {
  /** A change of the kinds is seen after so long, even when nobody says so. */
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(60);

  /** So long a run that is told to stop has to leave nothing behind. */
  private static final Duration CLEANUP = Duration.ofMinutes(2);

  private final Schedules schedules;
  private final Limits limits;
  private final InstantSource clock;
  private final DispatchListener listener;
  private final Instant awake;
  private final Thread planner;

  /** All that follows belongs to whoever holds this. */
  private final Object lock = new Object();

  private final Requests requests = new Requests();
  private final Map<Running, Thread> running = new HashMap<>();

  /** What is under way without a thread of ours, by the ids of the runs. */
  private final Map<String, Running> occupied;

  private final Attempts attempts = new Attempts();

  private boolean changed;
  private boolean stopping;

  private Dispatcher(
      Schedules schedules,
      Limits limits,
      InstantSource clock,
      DispatchListener listener,
      Map<String, Running> occupied) {
    this.schedules = schedules;
    this.limits = limits;
    this.clock = clock;
    this.listener = listener;
    this.occupied = new HashMap<>(occupied);
    this.awake = clock.instant();
    this.planner = Thread.ofPlatform().name("dispatcher").daemon().unstarted(this::plan);
  }

  /**
   * One that is at work.
   *
   * @param occupied runs that others do, by their ids, until each is {@link #free}
   */
  public static Dispatcher start(
      Schedules schedules,
      Limits limits,
      InstantSource clock,
      DispatchListener listener,
      Map<String, Running> occupied) {
    Dispatcher dispatcher = new Dispatcher(schedules, limits, clock, listener, occupied);
    dispatcher.planner.start();
    return dispatcher;
  }

  /** One for what is asked for alone. */
  public static Dispatcher onRequest(Limits limits, InstantSource clock) {
    return start(Schedules.NONE, limits, clock, DispatchListener.SILENT, Map.of());
  }

  /**
   * Lets others do a run: nothing of its application begins until it is {@link #free}.
   *
   * @param run its id
   * @return whether they may: nothing of the application that this has begun goes on
   */
  public boolean occupy(String run, Running place) {
    synchronized (lock) {
      if (stopping || isUnderWay(place.target().application())) {
        return false;
      }
      occupied.put(run, place);
      return true;
    }
  }

  /** Says that a run has ended that others did. */
  public void free(String run) {
    synchronized (lock) {
      occupied.remove(run);
      look();
    }
  }

  /**
   * Asks for a run.
   *
   * @return the request's name
   * @throws IllegalStateException when it is stopping
   */
  public String ask(Kind kind, Target target, Task task) {
    synchronized (lock) {
      if (stopping) {
        throw new IllegalStateException("nothing begins any more");
      }
      String name = requests.add(kind, target, task, clock.instant());
      look();
      return name;
    }
  }

  /** Says that something has changed which may let a run begin. */
  public void look() {
    synchronized (lock) {
      changed = true;
      lock.notifyAll();
    }
  }

  /**
   * How a request is.
   *
   * @param patience how long to wait for its end
   * @return empty for a request that is not known, or no longer
   */
  public Optional<Standing> standing(String request, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    synchronized (lock) {
      while (true) {
        Optional<Standing> now = requests.standing(request);
        long left = (end - System.nanoTime()) / 1_000_000;
        if (now.isEmpty() || now.get().isOver() || left <= 0) {
          return now;
        }
        lock.wait(left);
      }
    }
  }

  /** Stops what was asked for; empty when it is not known. What is over stays as it is. */
  public Optional<Standing> cancel(String request) {
    synchronized (lock) {
      Optional<Standing> now = requests.standing(request);
      if (now.isPresent() && now.get() instanceof Standing.Waiting) {
        requests.end(request, new Standing.Stopped());
      } else if (now.isPresent() && now.get() instanceof Standing.Running) {
        Optional.ofNullable(running.get(requests.running(request))).ifPresent(Thread::interrupt);
      }
      lock.notifyAll();
      return requests.standing(request);
    }
  }

  /** How many runs are under way. */
  public int running() {
    synchronized (lock) {
      return running.size();
    }
  }

  /**
   * Whether a run of an application that this has begun goes on, in whatever repository: it may
   * have moved to another one since the run was asked for.
   */
  public boolean isUnderWay(String application) {
    synchronized (lock) {
      return running.keySet().stream()
          .anyMatch(each -> each.target().application().equals(application));
    }
  }

  /** Does something between two runs. */
  @FunctionalInterface
  public interface Between {
    void run() throws IOException;
  }

  /**
   * Does something while nothing of an application is under way or waits; nothing begins meanwhile.
   *
   * @return whether it was done
   */
  public boolean whileIdle(String application, Between between) throws IOException {
    synchronized (lock) {
      boolean isBusy =
          Stream.concat(
                  Stream.concat(running.keySet().stream(), occupied.values().stream())
                      .map(Running::target),
                  requests.waiting().stream().map(Requested::target))
              .anyMatch(target -> target.application().equals(application));
      if (!isBusy) {
        between.run();
      }
      return !isBusy;
    }
  }

  private void plan() {
    while (true) {
      List<Scheduled> scheduled = scheduled();
      synchronized (lock) {
        if (stopping) {
          return;
        }
        Duration pause = started(scheduled);
        try {
          if (!changed) {
            lock.wait(Math.max(1, pause.toMillis()));
          }
        } catch (InterruptedException nobodyDoes) {
          return;
        }
        changed = false;
      }
    }
  }

  /** Begins what can begin, and says how long nothing else can. */
  private Duration started(List<Scheduled> scheduled) {
    Instant now = clock.instant();
    QueuePlan plan = plan(scheduled, now);
    plan.starts().forEach(this::begin);
    requests.waitFor(plan.waiting());
    return untilNextLook(plan, now);
  }

  private QueuePlan plan(List<Scheduled> scheduled, Instant now) {
    try {
      return QueuePlan.of(situation(scheduled), awake, now);
    } catch (RuntimeException defect) {
      // Of a schedule: what somebody asks for must not wait for a restart.
      listener.blind(defect);
      return QueuePlan.of(situation(List.of()), awake, now);
    }
  }

  private List<Scheduled> scheduled() {
    try {
      return schedules.now();
    } catch (IOException | RuntimeException failure) {
      // What was asked for goes on, whatever it was.
      listener.blind(failure);
      return List.of();
    }
  }

  private Situation situation(List<Scheduled> scheduled) {
    return new Situation(
        scheduled.stream().map(attempts::with).toList(),
        requests.waiting(),
        Stream.concat(running.keySet().stream(), occupied.values().stream()).toList(),
        limits);
  }

  private static Duration untilNextLook(QueuePlan plan, Instant now) {
    Instant next = plan.lookAgain();
    Duration until = next == null ? LONGEST_LOOK : Duration.between(now, next);
    return until.compareTo(LONGEST_LOOK) > 0 ? LONGEST_LOOK : until;
  }

  private void begin(Start start) {
    Running key = new Running(start.kind(), start.target());
    Task task =
        switch (start.because()) {
          case Because.Asked(String id, var _) -> requests.begin(id);
          case Because.Fired _ -> schedules.task(start.kind(), start.target());
        };
    attempts.add(key, clock.instant());
    Thread thread =
        Thread.ofPlatform()
            .name(
                "%s of %s"
                    .formatted(
                        start.kind().name().toLowerCase(Locale.ROOT), start.target().application()))
            .unstarted(() -> perform(start, key, task));
    running.put(key, thread);
    listener.started(start);
    try {
      thread.start();
    } catch (OutOfMemoryError full) { // which says as well that there are too many threads
      end(start, key, new Standing.Failed(new IOException("no thread can be had for it", full)));
    }
  }

  private void perform(Start start, Running key, Task task) {
    // What no catch below knows, such as too little memory, must not keep its place for ever.
    Standing standing = new Standing.Failed(new IllegalStateException("its thread broke off"));
    try {
      standing = Standing.after(start.kind(), task);
    } finally {
      end(start, key, standing);
    }
  }

  private void end(Start start, Running key, Standing standing) {
    synchronized (lock) {
      running.remove(key);
      if (start.because() instanceof Because.Asked(String id, var _)) {
        requests.end(id, standing);
      }
      changed = true;
      lock.notifyAll();
    }
    listener.ended(start, standing);
  }

  /**
   * Lets nothing begin, and waits for what is under way; what does not end in time is told to stop.
   *
   * @return whether all of it ended by itself
   */
  public boolean stop(Duration patience) throws InterruptedException {
    boolean ended;
    synchronized (lock) {
      stopping = true;
      requests.stopWaiting();
      lock.notifyAll();
      ended = awaitNone(patience);
      if (!ended) {
        running.values().forEach(Thread::interrupt);
        awaitNone(CLEANUP);
      }
    }
    // It may be reading what whoever stops this closes next.
    planner.join(CLEANUP);
    return ended;
  }

  private boolean awaitNone(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!running.isEmpty()) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      lock.wait(left);
    }
    return true;
  }

  /** Stops what is under way at once, and waits until it has left nothing behind. */
  @Override
  public void close() {
    try {
      stop(Duration.ZERO);
    } catch (InterruptedException again) {
      Thread.currentThread().interrupt();
    }
  }
}
