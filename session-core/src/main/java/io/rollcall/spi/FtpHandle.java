package io.rollcall.spi;

import io.rollcall.Account;
import io.rollcall.AccountResolver;
import io.rollcall.FtpStatus;
import io.rollcall.SessionRefusedException;
import io.rollcall.TransferDirection;
import org.jspecify.annotations.Nullable;

/**
 * An adapter's live end of a file-transfer session.
 *
 * <p>One command runs at a time: {@link #running}, {@link #startTransfer} and {@link #finished} are
 * called by the thread that runs it.
 */
public interface FtpHandle extends SessionHandle {
  /**
   * Notes who has logged in. A session takes one login in its life: for another, close it and open
   * another.
   *
   * @param account the account
   * @throws SessionRefusedException if a lockout or a limit keeps the login out; the session has
   *     none then, and the adapter ends it
   */
  void loggedIn(Account account);

  /**
   * Notes who has logged in, asking the embedder for the account. Waits at most a tenth of a
   * second; a later answer is taken when it comes.
   *
   * @param login the login that was accepted
   * @param resolver knows its account
   * @throws SessionRefusedException if a lockout or a limit keeps the login out; the session has
   *     none then, and the adapter ends it
   */
  void loggedIn(String login, AccountResolver resolver);

  /**
   * Notes the current directory.
   *
   * @param directory the directory as the client sees it
   */
  void location(String directory);

  /**
   * Notes that the control connection is encrypted or not, and what the door calls itself then.
   *
   * @param protocol such as {@code FTP} or {@code FTPS}
   * @param secure whether it is encrypted
   */
  void protocol(String protocol, boolean secure);

  /**
   * Notes that a command runs.
   *
   * @param status {@link FtpStatus#LISTING} or {@link FtpStatus#BUSY}
   */
  void running(FtpStatus status);

  /**
   * Notes that a command transfers a file.
   *
   * @param direction which way the file goes
   * @param fileName the file as the client names it, with its path
   * @param offset the byte of the file at which the transfer begins
   * @param total the whole file's size, or null if unknown
   * @return the counter of its bytes
   */
  TransferMeter startTransfer(
      TransferDirection direction, String fileName, long offset, @Nullable Long total);

  /** Notes that the command, and the transfer if it was one, is over. */
  void finished();
}
