package dev.parley.chat;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.api.internal.v1.DomainEvent;
import dev.parley.api.internal.v1.EventServiceGrpc;
import dev.parley.api.internal.v1.PeopleServiceGrpc;
import dev.parley.api.internal.v1.PersonRecord;
import dev.parley.chat.adapter.calendar.CronCalendar;
import dev.parley.chat.adapter.grpc.AcknowledgementGrpc;
import dev.parley.chat.adapter.grpc.BlocksGrpc;
import dev.parley.chat.adapter.grpc.ChangeCalls;
import dev.parley.chat.adapter.grpc.ChatGrpc;
import dev.parley.chat.adapter.grpc.CommandGrpc;
import dev.parley.chat.adapter.grpc.DeletedRooms;
import dev.parley.chat.adapter.grpc.DeletionGrpc;
import dev.parley.chat.adapter.grpc.DeviceGrpc;
import dev.parley.chat.adapter.grpc.DraftGrpc;
import dev.parley.chat.adapter.grpc.EmojiGrpc;
import dev.parley.chat.adapter.grpc.EventAnnouncer;
import dev.parley.chat.adapter.grpc.GuestGrpc;
import dev.parley.chat.adapter.grpc.Introduction;
import dev.parley.chat.adapter.grpc.InvitationGrpc;
import dev.parley.chat.adapter.grpc.KnownPeople;
import dev.parley.chat.adapter.grpc.LinkPreviewGrpc;
import dev.parley.chat.adapter.grpc.LogGrpc;
import dev.parley.chat.adapter.grpc.ModerationGrpc;
import dev.parley.chat.adapter.grpc.PictureGrpc;
import dev.parley.chat.adapter.grpc.PinGrpc;
import dev.parley.chat.adapter.grpc.PollGrpc;
import dev.parley.chat.adapter.grpc.PresenceGrpc;
import dev.parley.chat.adapter.grpc.ReceiptGrpc;
import dev.parley.chat.adapter.grpc.RoomAvatarGrpc;
import dev.parley.chat.adapter.grpc.RoomCalls;
import dev.parley.chat.adapter.grpc.RoomLogEvents;
import dev.parley.chat.adapter.grpc.SavedGrpc;
import dev.parley.chat.adapter.grpc.SchedulingGrpc;
import dev.parley.chat.adapter.grpc.SearchGrpc;
import dev.parley.chat.adapter.grpc.SectionGrpc;
import dev.parley.chat.adapter.grpc.SendGrpc;
import dev.parley.chat.adapter.grpc.ThreadGrpc;
import dev.parley.chat.adapter.memory.InProcessDevices;
import dev.parley.chat.adapter.postgres.ChatJobs;
import dev.parley.chat.adapter.postgres.PostgresAcknowledgements;
import dev.parley.chat.adapter.postgres.PostgresAudit;
import dev.parley.chat.adapter.postgres.PostgresBlocks;
import dev.parley.chat.adapter.postgres.PostgresCustomEmoji;
import dev.parley.chat.adapter.postgres.PostgresDrafts;
import dev.parley.chat.adapter.postgres.PostgresGuests;
import dev.parley.chat.adapter.postgres.PostgresInvitations;
import dev.parley.chat.adapter.postgres.PostgresLinkPreviews;
import dev.parley.chat.adapter.postgres.PostgresLogRetention;
import dev.parley.chat.adapter.postgres.PostgresLogs;
import dev.parley.chat.adapter.postgres.PostgresMembers;
import dev.parley.chat.adapter.postgres.PostgresMessageChanges;
import dev.parley.chat.adapter.postgres.PostgresMessageExpiry;
import dev.parley.chat.adapter.postgres.PostgresMessageRepository;
import dev.parley.chat.adapter.postgres.PostgresMessageSearch;
import dev.parley.chat.adapter.postgres.PostgresModeration;
import dev.parley.chat.adapter.postgres.PostgresNewcomers;
import dev.parley.chat.adapter.postgres.PostgresPeople;
import dev.parley.chat.adapter.postgres.PostgresPolls;
import dev.parley.chat.adapter.postgres.PostgresPreferences;
import dev.parley.chat.adapter.postgres.PostgresPresence;
import dev.parley.chat.adapter.postgres.PostgresReadPositions;
import dev.parley.chat.adapter.postgres.PostgresRoomAvatars;
import dev.parley.chat.adapter.postgres.PostgresRoomChanges;
import dev.parley.chat.adapter.postgres.PostgresRoomDeletion;
import dev.parley.chat.adapter.postgres.PostgresRoomDirectory;
import dev.parley.chat.adapter.postgres.PostgresRoomPreferences;
import dev.parley.chat.adapter.postgres.PostgresRoomRepository;
import dev.parley.chat.adapter.postgres.PostgresRoomStream;
import dev.parley.chat.adapter.postgres.PostgresSavedItems;
import dev.parley.chat.adapter.postgres.PostgresScheduledMessages;
import dev.parley.chat.adapter.postgres.PostgresSearchIndex;
import dev.parley.chat.adapter.postgres.PostgresSections;
import dev.parley.chat.adapter.postgres.PostgresThreads;
import dev.parley.chat.adapter.redis.RedisDevices;
import dev.parley.chat.adapter.web.PageFetcher;
import dev.parley.chat.app.AcceptInvitation;
import dev.parley.chat.app.AcknowledgeMessage;
import dev.parley.chat.app.Acquaintances;
import dev.parley.chat.app.ArrangeRooms;
import dev.parley.chat.app.ArrangeSections;
import dev.parley.chat.app.BlockPeople;
import dev.parley.chat.app.CallWhoIsHere;
import dev.parley.chat.app.ChangeMessage;
import dev.parley.chat.app.ChangeOwnPresence;
import dev.parley.chat.app.ChangePreferences;
import dev.parley.chat.app.ChangeRoom;
import dev.parley.chat.app.CreateRoom;
import dev.parley.chat.app.DeleteMessage;
import dev.parley.chat.app.DeleteRoom;
import dev.parley.chat.app.EditMessage;
import dev.parley.chat.app.ExpireMessages;
import dev.parley.chat.app.FindRooms;
import dev.parley.chat.app.FollowThreads;
import dev.parley.chat.app.IndexMessages;
import dev.parley.chat.app.KeepDrafts;
import dev.parley.chat.app.LookAtMessage;
import dev.parley.chat.app.ManageEmoji;
import dev.parley.chat.app.ManageInvitations;
import dev.parley.chat.app.ManageMembers;
import dev.parley.chat.app.MarkRead;
import dev.parley.chat.app.Membership;
import dev.parley.chat.app.Moderate;
import dev.parley.chat.app.OpenDirect;
import dev.parley.chat.app.PictureRoom;
import dev.parley.chat.app.PinMessages;
import dev.parley.chat.app.PreviewLinks;
import dev.parley.chat.app.PruneLogs;
import dev.parley.chat.app.PurgeRooms;
import dev.parley.chat.app.ReactToMessage;
import dev.parley.chat.app.ReadMessages;
import dev.parley.chat.app.RemovePreviews;
import dev.parley.chat.app.SaveForLater;
import dev.parley.chat.app.ScheduleMessages;
import dev.parley.chat.app.SearchMessages;
import dev.parley.chat.app.SendMessage;
import dev.parley.chat.app.SendScheduled;
import dev.parley.chat.app.ShowPresence;
import dev.parley.chat.app.TrackDevices;
import dev.parley.chat.app.VerifyCounts;
import dev.parley.chat.app.VoteInPoll;
import dev.parley.chat.app.WelcomeNewcomers;
import dev.parley.chat.domain.Person;
import dev.parley.chat.port.Blocks;
import dev.parley.chat.port.Calendar;
import dev.parley.chat.port.Devices;
import dev.parley.chat.port.Invitations;
import dev.parley.chat.port.People;
import dev.parley.chat.port.RoomDeletion;
import dev.parley.chat.port.SlashCommand;
import dev.parley.chat.port.Threads;
import dev.parley.platform.cache.RedisLink;
import dev.parley.platform.db.Database;
import dev.parley.platform.events.DomainEvents;
import dev.parley.platform.events.EventBus;
import dev.parley.platform.events.OutboxConsumer;
import dev.parley.platform.jobs.JobRunner;
import dev.parley.platform.rpc.Channels;
import dev.parley.platform.rpc.Role;
import io.grpc.BindableService;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rooms and messages, put together. */
public final class ChatModule implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ChatModule.class);

  /** The version of somebody who has just registered. */
  private static final long REGISTERED = 1;

  private static final Duration HOUSEKEEPING = Duration.ofHours(1);

  private final EventAnnouncer announcer;
  private final Database database;
  private final EventBus bus;
  private final PostgresMessageRepository messages;
  private final PostgresMessageChanges changes;
  private final PostgresRoomRepository rooms;
  private final PostgresRoomChanges roomChanges;
  private final PostgresModeration moderation;
  private final PostgresReadPositions positions;
  private final PostgresPreferences preferences;
  private final PostgresPeople people;
  private final PostgresPresence presence;
  private final Calendar calendar = new CronCalendar();
  private final LookAtMessage look;
  private final Threads threads;
  private final CallWhoIsHere call;
  private final PageFetcher pages;
  private final PreviewLinks previews;
  private final SendMessage sendMessage;
  private final SaveForLater saveForLater;
  private final PostgresScheduledMessages scheduled;
  private final SendScheduled sendScheduled;
  private final ExpireMessages expire;
  private final PruneLogs prune;
  private final PurgeRooms purge;
  private final DeleteRoom deleteRoom;
  private final WelcomeNewcomers welcome;
  private final Acquaintances acquaintances;
  private final ShowPresence showPresence;
  private final TrackDevices trackDevices;
  private final ChangeOwnPresence ownPresence;
  private final Duration deviceLife;
  private final Clock clock;

  /**
   * Starts the message writer; calls may come once the services are served.
   *
   * @param redis what the processes of chat share; empty if there is one alone
   */
  public ChatModule(
      ChatSettings settings,
      Database database,
      EventBus bus,
      Optional<RedisLink> redis,
      Clock clock) {
    this.announcer = new EventAnnouncer(bus);
    this.database = database;
    this.bus = bus;
    this.clock = clock;
    this.people = new PostgresPeople(database);
    this.rooms = new PostgresRoomRepository(database, announcer);
    this.roomChanges = new PostgresRoomChanges(database, announcer);
    this.changes = new PostgresMessageChanges(database, announcer);
    this.moderation = new PostgresModeration(database, announcer);
    this.positions = new PostgresReadPositions(database, announcer);
    this.preferences = new PostgresPreferences(database, announcer);
    this.messages =
        new PostgresMessageRepository(
            database,
            announcer,
            clock,
            settings.writer().maxBatch(),
            settings.writer().lockTimeoutMs());
    this.deviceLife = Duration.ofSeconds(settings.presence().deviceSeconds());
    this.presence = new PostgresPresence(database, announcer);
    this.acquaintances = new Acquaintances(new PostgresGuests(database));
    Devices devices = devices(settings.presence(), redis, clock);
    this.showPresence = new ShowPresence(devices, presence, acquaintances, clock);
    this.trackDevices = new TrackDevices(devices, presence, announcer, clock);
    this.ownPresence = new ChangeOwnPresence(showPresence, presence, announcer, clock);
    this.prune =
        new PruneLogs(
            new PostgresLogRetention(database),
            clock,
            Duration.ofDays(settings.log().retentionDays()));
    RoomDeletion deletion = new PostgresRoomDeletion(database, announcer);
    this.deleteRoom =
        new DeleteRoom(deletion, clock, Duration.ofDays(settings.rooms().deletionGraceDays()));
    this.welcome =
        new WelcomeNewcomers(
            new PostgresNewcomers(database, announcer), settings.rooms().defaults(), clock);
    this.purge = new PurgeRooms(deletion, clock);
    this.expire = new ExpireMessages(new PostgresMessageExpiry(database, announcer), clock);
    this.look = new LookAtMessage(messages, rooms);
    this.threads = new PostgresThreads(database, announcer);
    this.call = new CallWhoIsHere(rooms, new PostgresMembers(database), threads, showPresence);
    this.pages = new PageFetcher(settings.previews().privateHosts());
    this.previews =
        new PreviewLinks(
            settings.previews().fetch() == ChatSettings.Previews.Fetch.PUBLIC,
            new PostgresLinkPreviews(database, announcer),
            pages,
            clock);
    this.sendMessage = new SendMessage(messages, rooms, call, clock);
    this.saveForLater = new SaveForLater(new PostgresSavedItems(database, announcer), look, clock);
    this.scheduled = new PostgresScheduledMessages(database, announcer);
    this.sendScheduled = new SendScheduled(scheduled, sendMessage, calendar, clock);
  }

  private static Devices devices(
      ChatSettings.Presence settings, Optional<RedisLink> redis, Clock clock) {
    Devices.Terms terms =
        new Devices.Terms(
            Duration.ofSeconds(settings.deviceSeconds()),
            Duration.ofSeconds(settings.graceSeconds()));
    return redis.isPresent()
        ? new RedisDevices(redis.get(), terms, clock)
        : new InProcessDevices(terms, clock);
  }

  /** The contracts that chat serves. */
  public List<BindableService> services(Channels channels) {
    return services(channels, List.of());
  }

  /**
   * The same, with more to write than the built-in commands.
   *
   * @param commands that integrations add
   */
  public List<BindableService> services(Channels channels, List<SlashCommand> commands) {
    People known =
        new KnownPeople(
            people, PeopleServiceGrpc.newBlockingStub(channels.to(Role.AUTH, Role.CHAT)));
    ServerInterceptor introduction = new Introduction(known);
    return services(known, commands).stream()
        .<BindableService>map(service -> () -> ServerInterceptors.intercept(service, introduction))
        .toList();
  }

  private List<BindableService> services(People known, List<SlashCommand> commands) {
    ChangeMessage change = new ChangeMessage(changes, rooms, clock);
    MarkRead markRead = new MarkRead(positions, rooms, clock);
    PostgresLogs logs = new PostgresLogs(database);
    FindRooms findRooms =
        new FindRooms(
            rooms,
            new PostgresRoomDirectory(database),
            new PostgresMembers(database),
            acquaintances,
            moderation,
            clock);
    ManageMembers manageMembers = new ManageMembers(roomChanges, clock);
    PictureRoom pictureRoom =
        new PictureRoom(roomChanges, new PostgresRoomAvatars(database), clock);
    Blocks blocks = new PostgresBlocks(database, announcer);
    RoomCalls roomCalls =
        new RoomCalls(
            new CreateRoom(rooms, blocks, known, acquaintances, clock),
            new OpenDirect(rooms, known, acquaintances, clock),
            findRooms,
            new Membership(rooms, moderation, blocks, known, clock),
            new ChangeRoom(roomChanges, clock),
            manageMembers,
            new ArrangeRooms(new PostgresRoomPreferences(database, announcer), clock),
            pictureRoom);
    ChatGrpc chat =
        new ChatGrpc(
            roomCalls,
            sendMessage,
            new ReadMessages(messages, rooms, logs),
            new ChangeCalls(
                look,
                new EditMessage(change, call),
                new DeleteMessage(change),
                new ReactToMessage(change, new PostgresCustomEmoji(database))),
            markRead,
            new ChangePreferences(preferences, clock));
    ManageEmoji manageEmoji =
        new ManageEmoji(new PostgresCustomEmoji(database), acquaintances, clock);
    Invitations invitations = new PostgresInvitations(database, announcer);
    AcceptInvitation acceptInvitation = new AcceptInvitation(invitations, known, clock);
    DeletedRooms deletedRooms = new DeletedRooms(deleteRoom);
    return Stream.<BindableService>of(
            chat,
            new PinGrpc(new PinMessages(change), look),
            new CommandGrpc(roomCalls, saveForLater, known, sendMessage, clock, commands),
            new AcknowledgementGrpc(
                new AcknowledgeMessage(change, look, new PostgresAcknowledgements(database))),
            new LinkPreviewGrpc(new RemovePreviews(change)),
            new EmojiGrpc(manageEmoji),
            new PictureGrpc(previews, manageEmoji),
            new PollGrpc(new VoteInPoll(change, look, new PostgresPolls(database), clock)),
            new ThreadGrpc(new FollowThreads(threads, rooms, clock)),
            new SavedGrpc(saveForLater),
            new SchedulingGrpc(
                new ScheduleMessages(scheduled, calendar, rooms, threads, clock), sendScheduled),
            new DraftGrpc(
                new KeepDrafts(new PostgresDrafts(database, announcer), clock), roomCalls),
            new SearchGrpc(new SearchMessages(new PostgresMessageSearch(database), clock)),
            new DeletionGrpc(deleteRoom, roomCalls),
            new ModerationGrpc(
                new Moderate(moderation, rooms, known, clock), manageMembers, roomCalls),
            new InvitationGrpc(
                new ManageInvitations(invitations, clock), acceptInvitation, findRooms),
            new BlocksGrpc(new BlockPeople(blocks, known, showPresence, announcer, clock)),
            new SectionGrpc(
                new ArrangeSections(new PostgresSections(database, announcer), clock), findRooms),
            new SendGrpc(sendMessage, deletedRooms),
            new ReceiptGrpc(markRead),
            new PresenceGrpc(showPresence, ownPresence),
            new DeviceGrpc(trackDevices, showPresence, deviceLife),
            new LogGrpc(logs, known),
            new RoomAvatarGrpc(pictureRoom),
            new GuestGrpc(acceptInvitation, acquaintances))
        .map(deletedRooms::around)
        .toList();
  }

  /** Chat's domain events. */
  public DomainEvents events() {
    return new RoomLogEvents(new PostgresRoomStream(database));
  }

  /** Begins to take in what happens elsewhere; close the consumer before this module. */
  public OutboxConsumer consume(Channels channels) {
    return new OutboxConsumer(
        "auth",
        "chat",
        EventServiceGrpc.newBlockingStub(channels.to(Role.AUTH, Role.CHAT)),
        database,
        bus,
        new OutboxConsumer.Handler() {
          @Override
          public void handle(Handle transaction, DomainEvent event)
              throws InvalidProtocolBufferException {
            takeIn(transaction, event);
          }

          @Override
          public void committed(List<DomainEvent> events) {
            tellOf(events);
          }
        });
  }

  /** Begins to let newcomers into the rooms that everybody joins. */
  public AutoCloseable welcome() {
    return new NewcomersJob(welcome);
  }

  /** Begins to do what is due at its time, together with all other processes of chat. */
  public AutoCloseable doJobs(MeterRegistry metrics) {
    return JobRunner.of(database, ChatJobs.QUEUE)
        .on(ChatJobs.REMIND, saveForLater::remind)
        .on(ChatJobs.SEND_SCHEDULED, sendScheduled::send)
        .on(ChatJobs.EXPIRE_MESSAGES, (roomId, time) -> expire.inRoom(roomId))
        .every(HOUSEKEEPING, ChatJobs.FORGET_MESSAGES, expire::inRoomsThatForget)
        .every(
            HOUSEKEEPING,
            ChatJobs.PRUNE_LOGS,
            () -> report(prune.run(), "old changes left the logs"))
        .every(
            HOUSEKEEPING,
            ChatJobs.PURGE_ROOMS,
            () -> report(purge.run(), "rows of deleted rooms went for good"))
        .every(
            HOUSEKEEPING,
            ChatJobs.FORGET_PREVIEWS,
            () -> report(previews.forget(), "pages that nothing links to were forgotten"))
        .start(clock, metrics);
  }

  /** Begins to look at the pages that messages link to, together with all other processes. */
  public AutoCloseable previewLinks(MeterRegistry metrics) {
    return JobRunner.of(database, ChatJobs.LINK_QUEUE)
        .on(ChatJobs.PREVIEW_LINKS, (messageId, time) -> previews.look(messageId))
        .start(clock, metrics);
  }

  private static void report(long count, String what) {
    if (count > 0) {
      log.info("{} {}", count, what);
    }
  }

  /** Begins to make what is said ready to be found. */
  public AutoCloseable index() {
    return new SearchJob(new IndexMessages(new PostgresSearchIndex(database)));
  }

  /** Begins to look, now and then, whether counts are what they are counted from. */
  public AutoCloseable verify(MeterRegistry metrics) {
    return new CountsJob(doctor(database), metrics);
  }

  /**
   * Begins to let go of devices that are gone and of what has ended by itself, and to count who was
   * there and what was said.
   */
  public AutoCloseable watchPresence(MeterRegistry metrics) {
    FunctionCounter.builder("parley.messages", announcer, EventAnnouncer::messages)
        .description("Messages that have become durable")
        .register(metrics);
    return new PresenceJob(trackDevices, ownPresence, presence, metrics, clock);
  }

  /** Looks at all counts of a database, and mends them. */
  public static VerifyCounts doctor(Database database) {
    return new VerifyCounts(new PostgresAudit(database));
  }

  /** Finishes the messages that were accepted. */
  @Override
  public void close() {
    pages.close();
    messages.close();
  }

  private void takeIn(Handle transaction, DomainEvent event) throws InvalidProtocolBufferException {
    if (event.getEvent().is(PersonRecord.class)) {
      PersonRecord record = event.getEvent().unpack(PersonRecord.class);
      Person person = KnownPeople.person(record);
      PostgresPeople.save(transaction, person, record.getGuest(), record.getVersion());
      if (record.getVersion() == REGISTERED && !record.getGuest() && welcome.isWanted()) {
        PostgresNewcomers.registered(transaction, person.id());
      }
    }
  }

  /** Those who watch people who are called otherwise now, or look otherwise, are told. */
  private void tellOf(List<DomainEvent> events) {
    Set<UUID> changed = new LinkedHashSet<>();
    for (DomainEvent event : events) {
      try {
        if (event.getEvent().is(PersonRecord.class)) {
          PersonRecord record = event.getEvent().unpack(PersonRecord.class);
          if (record.getVersion() != REGISTERED) {
            changed.add(UUID.fromString(record.getUserId()));
          }
        }
      } catch (InvalidProtocolBufferException e) {
        throw new IllegalStateException("an event that was taken in does not parse", e);
      }
    }
    showPresence.of(List.copyOf(changed)).forEach(announcer::announce);
  }
}
