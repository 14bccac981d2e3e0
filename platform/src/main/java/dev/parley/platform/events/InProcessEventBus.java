package dev.parley.platform.events;

import com.google.protobuf.Message;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bus of a single process: a call. Delivers in the publisher's order, on the publisher's
 * thread.
 */
public final class InProcessEventBus implements EventBus {
  private static final Logger log = LoggerFactory.getLogger(InProcessEventBus.class);

  private final Map<String, List<Ear<?>>> ears = new ConcurrentHashMap<>();

  /** Compared by identity: the same listener may listen twice. */
  private static final class Ear<T extends Message> {
    private final Subject<T> subject;
    private final Consumer<T> listener;

    Ear(Subject<T> subject, Consumer<T> listener) {
      this.subject = subject;
      this.listener = listener;
    }

    void hear(Message event) {
      T expected = subject.cast(event);
      if (expected == null) {
        log.warn(
            "{} carried a {}, which is ignored (expected: {})",
            subject.name(),
            event.getDescriptorForType().getFullName(),
            subject.kind().getDescriptorForType().getFullName());
        return;
      }
      try {
        listener.accept(expected);
      } catch (RuntimeException e) {
        log.error("a listener to {} failed", subject.name(), e);
      }
    }
  }

  @Override
  public <T extends Message> void publish(Subject<T> subject, T event) {
    ears.getOrDefault(subject.name(), List.of()).forEach(ear -> ear.hear(event));
  }

  @Override
  public <T extends Message> Subscription subscribe(Subject<T> subject, Consumer<T> listener) {
    Ear<T> ear = new Ear<>(subject, listener);
    ears.compute(
        subject.name(),
        (name, list) -> {
          List<Ear<?>> all = list != null ? list : new CopyOnWriteArrayList<>();
          all.add(ear);
          return all;
        });
    return () ->
        ears.computeIfPresent(
            subject.name(),
            (name, list) -> {
              list.remove(ear);
              return list.isEmpty() ? null : list;
            });
  }
}
