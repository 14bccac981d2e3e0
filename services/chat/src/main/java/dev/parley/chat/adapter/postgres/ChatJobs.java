package dev.parley.chat.adapter.postgres;

import dev.parley.platform.jobs.JobQueue;

/** The jobs of chat, and what they are called in the database. */
public final class ChatJobs {
  /** Where they are. */
  public static final JobQueue QUEUE = new JobQueue("chat.jobs");

  /** Somebody is reminded of a saved item. */
  public static final String REMIND = "remind";

  /** A scheduled message is said. */
  public static final String SEND_SCHEDULED = "send-scheduled";

  /** What was said in a room disappears. */
  public static final String EXPIRE_MESSAGES = "expire-messages";

  /** Rooms forget what is older than they keep. */
  public static final String FORGET_MESSAGES = "forget-messages";

  /** Old changes leave the logs. */
  public static final String PRUNE_LOGS = "prune-logs";

  /** Deleted rooms go for good. */
  public static final String PURGE_ROOMS = "purge-rooms";

  /** Where pages are that are to be fetched, so that slow ones keep nothing else waiting. */
  public static final JobQueue LINK_QUEUE = new JobQueue("chat.link_jobs");

  /** The pages that a message links to are looked at. */
  public static final String PREVIEW_LINKS = "preview-links";

  /** Pages that no message links to any more are forgotten. */
  public static final String FORGET_PREVIEWS = "forget-previews";

  private ChatJobs() {}
}
