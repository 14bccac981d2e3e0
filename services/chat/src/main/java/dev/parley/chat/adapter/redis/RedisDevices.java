package dev.parley.chat.adapter.redis;

import dev.parley.chat.adapter.memory.InProcessDevices;
import dev.parley.chat.domain.Activity;
import dev.parley.chat.port.Devices;
import dev.parley.platform.cache.RedisLink;
import io.lettuce.core.ScriptOutputType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;

/**
 * What edges report to any process, in Redis: a hash for each person, with a field for each device,
 * and a sorted set of all devices by when their time is over. Each step is one script, so that of
 * two processes just one tells of a change.
 *
 * <p>While Redis is away, and for as long after it as edges take to report everything again, each
 * process goes by what it was told itself.
 */
public final class RedisDevices implements Devices {
  private static final String DUE = "parley:presence:due";
  private static final String PERSON = "parley:presence:";

  /** Forgotten at once by {@link #FORGET}. */
  private static final int MAX_FORGOTTEN = 1_000;

  /** Longer than a device lives, so that when somebody was last seen outlives it. */
  private static final Duration KEPT = Duration.ofHours(1);

  /**
   * Values are like {@code A:expiry:seen}: A for active, I for idle, a and i for one that has gone.
   */
  private static final String ACTIVITY =
      """
      local function activity(entries, now)
        local found = 0
        for _, value in pairs(entries) do
          local state, expiry = string.match(value, '^(%a):(%d+)')
          if now == nil or tonumber(expiry) > now then
            if string.lower(state) == 'a' then return 2 end
            found = 1
          end
        end
        return found
      end
      local function read(key)
        local entries = {}
        local held = redis.call('HGETALL', key)
        for i = 1, #held, 2 do entries[held[i]] = held[i + 1] end
        return entries
      end
      """;

  /**
   * ARGV: now, end of life, end of grace, how long to keep; for each key: n, n times device and
   * state.
   */
  private static final String NOTE =
      ACTIVITY
          + """
          local now, life, grace, kept = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
          local at = 5
          local shifts = {}
          for person = 2, #KEYS do
            local key = KEYS[person]
            local entries = read(key)
            local before = activity(entries)
            local left = false
            for _ = 1, tonumber(ARGV[at]) do
              local device, state = ARGV[at + 1], ARGV[at + 2]
              at = at + 2
              local expiry = life
              if state == 'G' then
                expiry = grace
                state = entries[device] and string.lower(string.sub(entries[device], 1, 1))
                left = left or state
              end
              if state then
                entries[device] = state .. ':' .. expiry .. ':' .. now
                redis.call('HSET', key, device, entries[device])
                redis.call('ZADD', KEYS[1], expiry, key .. ' ' .. device)
              end
            end
            at = at + 1
            redis.call('PEXPIRE', key, kept)
            for _, value in pairs(entries) do
              left = left and string.match(value, '^%l')
            end
            local after = activity(entries)
            if before ~= after or left then
              shifts[#shifts + 1] = { person - 2, before, after, left and 1 or 0 }
            end
          end
          redis.call('PEXPIRE', KEYS[1], kept)
          return shifts
          """;

  /** ARGV: now. */
  private static final String OF =
      ACTIVITY
          + """
          local found = {}
          for person = 1, #KEYS do
            found[person] = activity(read(KEYS[person]), tonumber(ARGV[1]))
          end
          return found
          """;

  /** ARGV: now, how many at once. */
  private static final String FORGET =
      ACTIVITY
          + """
          local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[2])
          local people = {}
          for _, member in ipairs(due) do
            redis.call('ZREM', KEYS[1], member)
            local key, device = string.match(member, '^(%S+) (.+)$')
            if not people[key] then
              local entries = read(key)
              people[key] = { entries = entries, before = activity(entries), seen = 0 }
            end
            local person = people[key]
            if person.entries[device] then
              local seen = string.match(person.entries[device], '(%d+)$')
              person.seen = math.max(person.seen, tonumber(seen))
              person.entries[device] = nil
              redis.call('HDEL', key, device)
            end
          end
          local shifts = {}
          for key, person in pairs(people) do
            local after = activity(person.entries)
            if person.before ~= after then
              shifts[#shifts + 1] = { key, person.before, after, string.format('%d', person.seen) }
            end
          end
          return { #due, shifts }
          """;

  private final RedisLink redis;
  private final Terms terms;
  private final Clock clock;
  private final InProcessDevices own;
  private volatile Instant lastFailure = Instant.MIN;

  /** Shares what {@code redis} keeps. */
  public RedisDevices(RedisLink redis, Terms terms, Clock clock) {
    this.redis = redis;
    this.terms = terms;
    this.clock = clock;
    this.own = new InProcessDevices(terms, clock);
  }

  @Override
  public List<Shift> note(List<Report> reports) {
    List<Shift> here = own.note(reports);
    Map<UUID, List<Report>> byPerson = new LinkedHashMap<>();
    reports.forEach(
        report -> byPerson.computeIfAbsent(report.userId(), id -> new ArrayList<>()).add(report));
    Instant now = clock.instant();
    List<String> keys = new ArrayList<>(List.of(DUE));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                millis(now),
                millis(now.plus(terms.life())),
                millis(now.plus(terms.grace())),
                Long.toString(KEPT.toMillis())));
    byPerson.forEach((userId, theirs) -> {
      keys.add(PERSON + userId);
      arguments.add(Integer.toString(theirs.size()));
      for (Report report : theirs) {
        arguments.add(report.device());
        arguments.add(report.state().name().substring(0, 1));
      }
    });
    List<UUID> people = List.copyOf(byPerson.keySet());
    return this.<List<List<Long>>>ask(NOTE, keys, arguments)
        .filter(shifts -> isTrusted())
        .map(shifts ->
            shifts.stream()
                .map(shift ->
                    new Shift(
                        people.get(shift.get(0).intValue()),
                        activity(shift.get(1)),
                        activity(shift.get(2)),
                        shift.get(3) == 1,
                        now))
                .toList())
        .orElse(here);
  }

  @Override
  public Map<UUID, Activity> of(Collection<UUID> userIds) {
    Map<UUID, Activity> here = own.of(userIds);
    List<UUID> asked = List.copyOf(here.keySet());
    Optional<List<Long>> shared =
        ask(OF, asked.stream().map(id -> PERSON + id).toList(), List.of(millis(clock.instant())));
    if (shared.isEmpty()) {
      return here;
    }
    boolean trusted = isTrusted();
    Map<UUID, Activity> found = new HashMap<>();
    for (int i = 0; i < asked.size(); i++) {
      Activity there = activity(shared.get().get(i));
      Activity known = here.getOrDefault(asked.get(i), Activity.NONE);
      found.put(asked.get(i), trusted || there.compareTo(known) > 0 ? there : known);
    }
    return found;
  }

  @Override
  public List<Shift> forget() {
    List<Shift> here = own.forget();
    if (!isTrusted()) {
      return here;
    }
    List<Shift> shifts = new ArrayList<>();
    long forgotten;
    do {
      Optional<List<Object>> answer =
          ask(
              FORGET,
              List.of(DUE),
              List.of(millis(clock.instant()), Integer.toString(MAX_FORGOTTEN)));
      if (answer.isEmpty()) {
        return here;
      }
      forgotten = (Long) answer.get().get(0);
      for (Object shift : (List<?>) answer.get().get(1)) {
        shifts.add(shift((List<?>) shift));
      }
    } while (forgotten == MAX_FORGOTTEN);
    return shifts;
  }

  private static Shift shift(List<?> parts) {
    return new Shift(
        UUID.fromString(((String) parts.get(0)).substring(PERSON.length())),
        activity((Long) parts.get(1)),
        activity((Long) parts.get(2)),
        false,
        Instant.ofEpochMilli(Long.parseLong((String) parts.get(3))));
  }

  /** Whether Redis has answered for as long as edges take to report everything again. */
  private boolean isTrusted() {
    return clock.instant().isAfter(lastFailure.plus(terms.life()));
  }

  /** Runs a script; empty if Redis is away. */
  private <T> Optional<T> ask(String script, List<String> keys, List<String> arguments) {
    try {
      return Optional.of(
          redis
              .<T>ask(commands ->
                  commands.eval(
                      script,
                      ScriptOutputType.MULTI,
                      keys.toArray(String[]::new),
                      arguments.toArray(String[]::new)))
              .toCompletableFuture()
              .join());
    } catch (CompletionException e) {
      // RedisLink has said so in the log.
      lastFailure = clock.instant();
      return Optional.empty();
    }
  }

  private static Activity activity(long found) {
    return Activity.values()[(int) found];
  }

  private static String millis(Instant instant) {
    return Long.toString(instant.toEpochMilli());
  }
}
