package io.rollcall.line;

import static org.awaitility.Awaitility.await;

import io.rollcall.Account;
import io.rollcall.AccountResolver;
import io.rollcall.Ending;
import io.rollcall.SessionRefusedException;
import io.rollcall.TerminationOrder;
import io.rollcall.TransferDirection;
import io.rollcall.spi.FtpHandle;
import io.rollcall.spi.SessionControl;
import io.rollcall.spi.TransferMeter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Mistakes that an adapter can make, each with the promises that it breaks. A mistake stands
 * between the plain adapter and the registry, and spoils what the one says to the other.
 */
final class Mistakes {
  private Mistakes() {}

  /** No mistake: everything is passed on. */
  static Mistake none() {
    return new Mistake("none") {
      @Override
      SessionControl control(SessionControl real, Supplier<@Nullable FtpHandle> handle) {
        return order -> {
          real.terminate(order);
          hook.run();
        };
      }
    };
  }

  /** One of each, that has not been used. */
  static List<Mistake> all() {
    return List.of(
        new Mistake("forgets to close", "aLogoutEndsTheRow", "aClientThatVanishesLeavesTheList") {
          @Override
          FtpHandle handle(FtpHandle real) {
            return new ForwardingHandle(real) {
              @Override
              public boolean closed(Ending.Cause cause) {
                return false;
              }
            };
          }
        },
        new Mistake("closes nothing at the stop", "whenTheHostStopsItsSessionsAreShutDown") {
          @Override
          FtpHandle handle(FtpHandle real) {
            return new ForwardingHandle(real) {
              @Override
              public boolean closed(Ending.Cause cause) {
                return cause != Ending.Cause.SHUT_DOWN && super.closed(cause);
              }
            };
          }
        },
        new Mistake(
            "ignores orders",
            "aTerminatedClientIsReallyOut",
            "oneOrderEndsMany",
            "whoIsRevokedIsOutAndStaysOut") {
          @Override
          SessionControl control(SessionControl real, Supplier<@Nullable FtpHandle> handle) {
            return order -> {};
          }
        },
        new Mistake(
            "reports closed what is not",
            "aTerminatedClientIsReallyOut",
            "aClientThatTransfersAFileIsReallyOut",
            "ofOrdersAtOnceOneEndsIt") {
          @Override
          SessionControl control(SessionControl real, Supplier<@Nullable FtpHandle> handle) {
            return order -> handle.get().closed(Ending.Cause.DISCONNECTED);
          }

          @Override
          FtpHandle handle(FtpHandle real) {
            return new Heedless(real);
          }
        },
        new Mistake("lets a transfer run", "aClientThatTransfersAFileIsReallyOut") {
          private final Set<String> transferring = ConcurrentHashMap.newKeySet();

          @Override
          SessionControl control(SessionControl real, Supplier<@Nullable FtpHandle> handle) {
            return order -> {
              if (!transferring.contains(handle.get().id())) {
                real.terminate(order);
              }
            };
          }

          @Override
          FtpHandle handle(FtpHandle real) {
            return new ForwardingHandle(real) {
              @Override // and not moved(), which the client may be ahead of
              public TransferMeter startTransfer(
                  TransferDirection direction, String fileName, long offset, @Nullable Long total) {
                transferring.add(id());
                return super.startTransfer(direction, fileName, offset, total);
              }
            };
          }
        },
        new Mistake("goes on when ordered", "anOrderedSessionGoesOnWithNothing") {
          @Override
          FtpHandle handle(FtpHandle real) {
            return new Heedless(real);
          }
        },
        new Mistake(
            "fails before it has its handle", "anOrderBeforeTheAdapterHasItsHandleEndsTheSession") {
          @Override
          FtpHandle handle(FtpHandle real) {
            return new Heedless(real);
          }

          @Override
          SessionControl control(SessionControl real, Supplier<@Nullable FtpHandle> handle) {
            return order -> {
              if (handle.get() == null) {
                throw new IllegalStateException("not open yet");
              }
              real.terminate(order);
            };
          }
        },
        new Mistake(
            "fails when the client has gone",
            "aLogoutMeetsAnOrder",
            "aLostConnectionMeetsAnOrder") {
          @Override
          SessionControl control(SessionControl real, Supplier<@Nullable FtpHandle> handle) {
            return order -> {
              real.terminate(order);
              await().until(() -> handle.get().isClosed());
              throw new IllegalStateException("gone already");
            };
          }
        },
        new Mistake("mistakes why", "aLogoutEndsTheRow", "whenTheHostStopsItsSessionsAreShutDown") {
          @Override
          FtpHandle handle(FtpHandle real) {
            return new ForwardingHandle(real) {
              @Override
              public boolean closed(Ending.Cause cause) {
                return super.closed(Ending.Cause.DISCONNECTED);
              }
            };
          }
        },
        new Mistake("says not who", "aLoginIsListed") {
          @Override
          FtpHandle handle(FtpHandle real) {
            return new ForwardingHandle(real) {
              @Override
              public void loggedIn(String login, AccountResolver resolver) {
                // forgotten
              }
            };
          }
        },
        new Mistake("knows no accounts", "theAccountIsWhatTheEmbedderSays") {
          @Override
          FtpHandle handle(FtpHandle real) {
            return new ForwardingHandle(real) {
              @Override
              public void loggedIn(String login, AccountResolver resolver) {
                super.loggedIn(Account.unregistered(login));
              }
            };
          }
        },
        new Mistake(
            "asks the embedder itself",
            "aResolverThatThrowsStopsNothing",
            "aResolverThatHangsStopsNothing") {
          @Override
          FtpHandle handle(FtpHandle real) {
            return new ForwardingHandle(real) {
              @Override
              public void loggedIn(String login, AccountResolver resolver) {
                Account account;
                try {
                  account = resolver.resolve(login);
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
                super.loggedIn(account == null ? Account.unregistered(login) : account);
              }
            };
          }
        },
        new Mistake("never touches", "whatThePersonDoesResetsTheIdleTime") {
          @Override
          FtpHandle handle(FtpHandle real) {
            return new ForwardingHandle(real) {
              @Override
              public void touch() {
                // forgotten
              }
            };
          }
        },
        new Mistake("touches for the software", "whatTheSoftwareDoesLeavesTheIdleTimeAlone") {
          @Override
          FtpHandle handle(FtpHandle real) {
            return new ForwardingHandle(real) {
              @Override
              public @Nullable TerminationOrder order() { // asked for each request
                touch();
                return super.order();
              }
            };
          }
        },
        new Mistake("shares a row", "eachClientHasARowOfItsOwn") {
          private final Map<String, FtpHandle> ofLogin = new ConcurrentHashMap<>();

          @Override
          FtpHandle handle(FtpHandle real) {
            return new ForwardingHandle(real) {
              @Override
              public void loggedIn(String login, AccountResolver resolver) {
                FtpHandle first = ofLogin.putIfAbsent(login, this);
                if (first == null || first.isClosed()) {
                  super.loggedIn(login, resolver);
                } else {
                  closed(Ending.Cause.DISCONNECTED);
                }
              }
            };
          }
        },
        new Mistake("passes its row on", "aRowNeverPassesToAnotherLogin") {
          private final Map<Thread, FtpHandle> ofConnection = new ConcurrentHashMap<>();

          @Override
          FtpHandle handle(FtpHandle real) {
            FtpHandle first = ofConnection.remove(Thread.currentThread());
            if (first != null) { // the second row of one connection: the first goes on in its place
              real.closed(Ending.Cause.DISCONNECTED);
              return first;
            }
            return new ForwardingHandle(real) {
              private boolean passedOn;

              @Override
              public boolean closed(Ending.Cause cause) {
                boolean here = cause == Ending.Cause.LOGGED_OUT && !passedOn;
                if (here) {
                  passedOn = true;
                  ofConnection.put(Thread.currentThread(), this);
                }
                return !here && super.closed(cause);
              }

              @Override
              public void loggedIn(String login, AccountResolver resolver) {
                if (!passedOn) {
                  super.loggedIn(login, resolver);
                }
              }
            };
          }
        },
        new Mistake(
            "lets in who is refused",
            "aLoginThatIsLockedOutIsRefused",
            "aLockoutInTheMidstOfALoginHolds",
            "oneTooManyIsRefused",
            "loginsAtOnceShareTheLastPlaces") {
          @Override
          boolean hears(String method) {
            return !method.equals("refusal");
          }

          @Override
          FtpHandle handle(FtpHandle real) {
            return new ForwardingHandle(real) {
              @Override
              public void loggedIn(String login, AccountResolver resolver) {
                try {
                  super.loggedIn(login, resolver);
                } catch (SessionRefusedException e) {
                  // never mind
                }
              }
            };
          }
        },
        new Mistake("counts no failed logins", "failedLoginsLockOut") {
          @Override
          boolean hears(String method) {
            return !method.equals("loginFailed");
          }
        },
        new Mistake("counts no bytes", "aRunningTransferIsListed") {
          @Override
          FtpHandle handle(FtpHandle real) {
            return new ForwardingHandle(real) {
              @Override
              void moved(long bytes) {
                // forgotten
              }
            };
          }
        },
        new Mistake(
            "calls the hook first",
            "aHookThatThrowsKeepsNobodyIn",
            "aHookThatHangsHoldsUpNobodyElse") {
          @Override
          FtpHandle handle(FtpHandle real) {
            return new Heedless(real);
          }

          @Override
          SessionControl control(SessionControl real, Supplier<@Nullable FtpHandle> handle) {
            return order -> {
              hook.run();
              real.terminate(order);
            };
          }
        },
        new Mistake("renews as another row", "aRenewedSessionKeepsItsRow") {
          @Override
          boolean renew(LineClient client, String login) throws IOException {
            return client.logInAs(login);
          }
        },
        new Mistake("leaves a thread", "whoHasComeAndGoneLeavesNothing") {
          @Override
          FtpHandle handle(FtpHandle real) {
            CountDownLatch never = over;
            Thread left =
                new Thread(
                    () -> {
                      try {
                        never.await();
                      } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                      }
                    });
            left.setDaemon(true);
            left.start();
            return real;
          }
        });
  }

  /** Never sees that its session has been ordered to end. */
  private static class Heedless extends ForwardingHandle {
    Heedless(FtpHandle real) {
      super(real);
    }

    @Override
    public @Nullable TerminationOrder order() {
      return null;
    }
  }
}
