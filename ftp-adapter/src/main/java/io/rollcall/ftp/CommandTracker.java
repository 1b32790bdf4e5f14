package io.rollcall.ftp;

import io.rollcall.Account;
import io.rollcall.AccountResolver;
import io.rollcall.AccountType;
import io.rollcall.Ending;
import io.rollcall.FtpStatus;
import io.rollcall.Refusal;
import io.rollcall.Service;
import io.rollcall.TransferDirection;
import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.TransferMeter;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.ftpserver.ftplet.FileSystemView;
import org.apache.ftpserver.ftplet.FtpException;
import org.apache.ftpserver.ftplet.FtpFile;
import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.ftplet.User;
import org.apache.ftpserver.impl.FtpIoSession;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a connection's row true to what its commands do.
 *
 * <p>The row is brought up to date when a command's final reply is about to be sent, so that a
 * client that has read the reply finds it true. All but {@link #isOnCommandThread} is for the
 * thread that runs the command.
 */
final class CommandTracker {
  private static final String ANONYMOUS = "anonymous";

  /** CUP is what FtpServer makes of XCUP. */
  private static final Set<String> MOVES = Set.of("CWD", "CDUP", "CUP");

  private static final Set<String> LISTINGS = Set.of("LIST", "NLST", "MLSD");

  /** RFC 1123 section 4.1.2.9: the reply to STOU that names the file. */
  private static final Pattern UNIQUE_FILE = Pattern.compile("FILE: (.+)");

  /** RFC 959 section 4.1.3: how many bytes the client is about to send. */
  private static final Pattern ALLOCATION = Pattern.compile("(\\d{1,18})( .*)?");

  private static final int FINAL_REPLY = 200;

  private final FtpConnection connection;

  /** FtpServer wraps the connection so for each event; its context would be for statistics. */
  private final FtpIoSession ftpSession;

  private volatile @Nullable Thread commandThread;
  private @Nullable FtpRequest request;
  private @Nullable String login;
  private @Nullable Long announcedSize;
  private @Nullable String uniqueFile;
  private @Nullable String loginTried;

  /** The file that the running command writes from its first byte, until it is whole. */
  private @Nullable FtpFile partialUpload;

  CommandTracker(FtpConnection connection) {
    this.connection = connection;
    ftpSession = new FtpIoSession(connection.ioSession(), null);
  }

  boolean isOnCommandThread() {
    return commandThread == Thread.currentThread();
  }

  FtpIoSession ftpSession() {
    return ftpSession;
  }

  /** What keeps a login out, asked before the server checks it; null for any other command. */
  @Nullable Refusal refusal(FtpRequest asked) {
    String tried =
        switch (asked.getCommand()) {
          case "USER" -> asked.getArgument();
          case "PASS" -> ftpSession.getUserArgument();
          default -> null;
        };
    if (tried == null) {
      return null;
    }
    FtpSessions sessions = connection.sessions();
    AccountResolver resolver =
        tried.equals(ANONYMOUS) ? AccountResolver.NONE : sessions.accountResolver();
    return sessions.registry().refusal(Service.FTP, tried, resolver, connection.address());
  }

  void begin(FtpRequest begun) {
    commandThread = Thread.currentThread();
    request = begun;
    FtpHandle handle = connection.handle();
    String command = begun.getCommand();
    touch();
    if (!command.equals("NOOP")) {
      handle.running(LISTINGS.contains(command) ? FtpStatus.LISTING : FtpStatus.BUSY);
    }
    loginTried = command.equals("PASS") ? ftpSession.getUserArgument() : null;
    if (command.equals("ALLO")) {
      announcedSize = allocation(begun.getArgument());
    } else if (command.equals("QUIT") && login != null) {
      connection.endsBy(Ending.Cause.LOGGED_OUT);
    }
  }

  /** A reply is about to be sent. */
  void replying(FtpReply reply) throws FtpException {
    if (reply.getCode() < FINAL_REPLY) {
      Matcher unique = UNIQUE_FILE.matcher(String.valueOf(reply.getMessage()));
      uniqueFile = unique.matches() ? unique.group(1) : null;
    } else {
      if (reply.isPositive()) {
        partialUpload = null; // it is whole
      } else if (loginTried != null && reply.getCode() == FtpReply.REPLY_530_NOT_LOGGED_IN) {
        connection.sessions().registry().loginFailed(Service.FTP, loginTried, connection.address());
      }
      update();
      touch();
    }
  }

  void end() throws Exception {
    try {
      FtpFile partial = partialUpload;
      FileSystemView view = ftpSession.getFileSystemView();
      if (partial != null && view != null && connection.isCutOff()) {
        connection.sessions().partialUploads().cutOff(partial, view);
      }
      update(); // a command may end without a reply, or do more behind it
    } finally {
      partialUpload = null;
      request = null;
      commandThread = null;
    }
  }

  private void update() throws FtpException {
    FtpRequest present = request;
    if (present == null) {
      return;
    }
    User user = ftpSession.getUser();
    String now = user == null ? null : user.getName();
    boolean sameLogin = Objects.equals(login, now);
    if (!sameLogin) {
      changeLogin(now);
    }
    if (login != null && (!sameLogin || MOVES.contains(present.getCommand()))) {
      FileSystemView view = ftpSession.getFileSystemView();
      if (view != null) {
        connection.handle().location(view.getWorkingDirectory().getAbsolutePath());
      }
    }
    if (present.getCommand().equals("AUTH")) {
      connection.updateProtocol();
    }
    connection.handle().finished();
  }

  /** Clients send NOOP to stay connected: it is not the person's doing. */
  private void touch() {
    FtpRequest present = request;
    if (present != null && !present.getCommand().equals("NOOP")) {
      connection.handle().touch();
    }
  }

  private void changeLogin(@Nullable String now) {
    boolean wasLoggedIn = login != null;
    login = now; // first: what is sent as a last reply comes by here
    if (wasLoggedIn) {
      connection.loggedOut();
      announcedSize = null;
    }
    if (now == null) {
      return;
    }
    if (now.equals(ANONYMOUS)) {
      connection.handle().loggedIn(new Account(now, AccountType.ANONYMOUS, null));
    } else {
      connection.handle().loggedIn(now, connection.sessions().accountResolver());
    }
  }

  /**
   * The running command opens its data connection.
   *
   * @return counts the bytes, or null if the command transfers no file
   */
  @Nullable TransferMeter startTransfer() throws FtpException {
    FtpRequest present = request;
    if (present == null) {
      return null;
    }
    return switch (present.getCommand()) {
      case "RETR" -> startDownload(present.getArgument());
      case "STOR" -> {
        long offset = ftpSession.getFileOffset();
        yield startUpload(present.getArgument(), offset, offset == 0);
      }
      case "APPE" -> startUpload(present.getArgument(), 0, false);
      case "STOU" -> startUpload(uniqueFile == null ? present.getArgument() : uniqueFile, 0, true);
      default -> null;
    };
  }

  private TransferMeter startDownload(@Nullable String argument) throws FtpException {
    FtpFile file = file(argument);
    return connection
        .handle()
        .startTransfer(
            TransferDirection.DOWNLOAD,
            name(file, argument),
            ftpSession.getFileOffset(),
            file == null ? null : file.getSize());
  }

  private TransferMeter startUpload(@Nullable String argument, long offset, boolean fromFirstByte)
      throws FtpException {
    Long total = announcedSize;
    announcedSize = null;
    FtpFile file = file(argument);
    partialUpload = fromFirstByte ? file : null;
    return connection
        .handle()
        .startTransfer(TransferDirection.UPLOAD, name(file, argument), offset, total);
  }

  private @Nullable FtpFile file(@Nullable String argument) throws FtpException {
    FileSystemView view = ftpSession.getFileSystemView();
    return view == null || argument == null ? null : view.getFile(argument);
  }

  private static String name(@Nullable FtpFile file, @Nullable String argument) {
    return file != null ? file.getAbsolutePath() : String.valueOf(argument);
  }

  private static @Nullable Long allocation(@Nullable String argument) {
    Matcher allocation = ALLOCATION.matcher(String.valueOf(argument));
    return allocation.matches() ? Long.valueOf(allocation.group(1)) : null;
  }
}
