package io.rollcall.jconsole;

import java.util.Optional;

/**
 * The selected session, which stays selected wherever it goes in the list, and when it is gone.
 * Used on the window's thread only.
 */
final class SelectedSession {
  final SessionDetails details;

  /** As it last was; null if none is selected. */
  private Row row;

  private boolean gone;

  SelectedSession(Service service) {
    details = new SessionDetails(service);
  }

  void select(Line line) {
    row = line.row();
    gone = line.gone();
    details.show(row, gone);
  }

  void none() {
    row = null;
    details.none();
  }

  /** The session to ask the server about, if there is one. */
  Optional<Row> watched() {
    return gone ? Optional.empty() : Optional.ofNullable(row);
  }

  /** Takes what the server said of it. */
  void update(Listing listing) {
    if (row == null) {
      return;
    }
    String id = row.id();
    gone = gone || listing.gone().contains(id);
    row =
        listing.rows().stream()
            .filter(listed -> listed.id().equals(id))
            .findAny()
            .orElse(listing.elsewhere().getOrDefault(id, row));
    details.show(row, gone);
  }
}
