package io.rollcall.jconsole;

import java.util.ArrayList;
import java.util.List;
import javax.swing.DefaultComboBoxModel;

/**
 * The registries of the server and the one that is looked at, the same in all tabs. Used on the
 * window's thread only.
 */
@SuppressWarnings("serial") // never serialized
final class Registries extends DefaultComboBoxModel<RegistryName> {
  private final transient List<Runnable> listeners = new ArrayList<>();
  private transient RegistryName looked = RegistryName.NONE;

  /** The registry that is looked at, once the server has told of one. */
  RegistryName looked() {
    return looked;
  }

  /** Has a tab told when another registry is looked at. */
  void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /** Takes the server's registries, and the one that answered. */
  void update(List<RegistryName> names, RegistryName answered) {
    boolean same = names.size() == getSize();
    for (int i = 0; same && i < names.size(); i++) {
      same = names.get(i).equals(getElementAt(i));
    }
    if (!same) {
      removeAllElements();
      addAll(names);
    }
    setSelectedItem(answered);
  }

  @Override
  public void setSelectedItem(Object item) {
    super.setSelectedItem(item);
    if (item instanceof RegistryName name && !name.equals(looked)) {
      boolean first = looked.equals(RegistryName.NONE);
      looked = name;
      if (!first) {
        List.copyOf(listeners).forEach(Runnable::run);
      }
    }
  }
}
