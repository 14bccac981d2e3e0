package dev.parley.platform.db;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The one process that owns a data folder. The operating system drops the lock when the process
 * dies, however it dies, so whoever gets it may treat what it finds running as an orphan.
 */
final class DataFolderLock implements AutoCloseable {

  private static final String FILE = "parley.lock";

  /**
   * Folders locked in this JVM. POSIX drops a process's lock when the process closes any descriptor
   * of the file, so a second attempt must not even open it.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private DataFolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Creates the folder where it is missing and locks it.
   *
   * @throws DataFolderException if it cannot be written or another process has it
   */
  static DataFolderLock acquire(Path requested) {
    Path folder;
    try {
      folder = Files.createDirectories(requested.toAbsolutePath()).toRealPath();
    } catch (IOException e) {
      throw unwritable(requested, e);
    }
    if (!HELD.add(folder)) {
      throw inUse(folder, Long.toString(ProcessHandle.current().pid()));
    }
    try {
      var channel = lock(folder);
      return new DataFolderLock(folder, channel);
    } catch (IOException e) {
      HELD.remove(folder);
      throw unwritable(folder, e);
    } catch (RuntimeException e) {
      HELD.remove(folder);
      throw e;
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    var channel =
        FileChannel.open(
            folder.resolve(FILE),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        throw inUse(folder, holder(channel));
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** The holder writes its number after it has the lock, so for a moment there may be none. */
  private static String holder(FileChannel channel) throws IOException {
    var content = ByteBuffer.allocate(20);
    channel.read(content, 0);
    var pid = new String(content.array(), 0, content.position(), StandardCharsets.US_ASCII).strip();
    return pid.isEmpty() ? "unknown" : pid;
  }

  private static DataFolderException inUse(Path folder, String pid) {
    return new DataFolderException(
        "data folder "
            + folder
            + " is in use by another Parley process (pid "
            + pid
            + "); stop it or choose another with --data");
  }

  private static DataFolderException unwritable(Path folder, IOException e) {
    return new DataFolderException(
        "data folder "
            + folder
            + " cannot be written ("
            + reason(e)
            + "); choose another with --data",
        e);
  }

  static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> "permission denied: " + denied.getFile();
      case FileAlreadyExistsException exists -> exists.getFile() + " is not a folder";
      case FileSystemException other when other.getReason() != null ->
          other.getReason() + ": " + other.getFile();
      default -> String.valueOf(e.getMessage());
    };
  }

  /** The locked folder, absolute and free of symbolic links. */
  Path folder() {
    return folder;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new DataFolderException(
          "data folder " + folder + " cannot be released (" + reason(e) + ")", e);
    } finally {
      HELD.remove(folder);
    }
  }
}
