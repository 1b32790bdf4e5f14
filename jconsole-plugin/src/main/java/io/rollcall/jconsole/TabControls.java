package io.rollcall.jconsole;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Component;
import java.awt.FlowLayout;
import java.util.List;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JCheckBox;
import javax.swing.JComboBox;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JSpinner;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import javax.swing.SpinnerNumberModel;
import javax.swing.Timer;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import javax.swing.event.ListDataEvent;
import javax.swing.event.ListDataListener;

/**
 * What every tab has around its list: the filter with its mistakes, refreshing, the choice of a
 * registry, and lines that say how things stand. Used on the window's thread only.
 */
final class TabControls {
  private static final int TYPING_MILLIS = 350;
  private static final int SECONDS = 1_000;

  final JPanel top = new JPanel(new BorderLayout());
  final JTextField filter = new JTextField(28);
  final JLabel status;
  private final JTextArea mistake = new JTextArea();
  private final JLabel banner;
  private final JCheckBox automatic = new JCheckBox("Every", true);
  private final JButton button;
  private final JSpinner interval = new JSpinner(new SpinnerNumberModel(2, 1, 3_600, 1));
  private final Color filterBackground = filter.getBackground();

  /**
   * Creates them.
   *
   * @param prefix what their names begin with
   * @param filterLabel what the filter is called
   * @param filterHelp what can be typed
   * @param registries the choice of a registry, shown where there are several
   * @param typed is told when somebody has typed into the filter and paused
   * @param refresh is told when somebody asks to look again
   */
  TabControls(
      String prefix,
      String filterLabel,
      String filterHelp,
      Registries registries,
      Runnable typed,
      Runnable refresh) {
    status = Labels.label(prefix + ".status", " ");
    mistake.setName(prefix + ".mistake");
    mistake.setEditable(false);
    mistake.setFocusable(false);
    mistake.setLineWrap(true);
    mistake.setWrapStyleWord(true);
    mistake.setOpaque(false);
    banner = Labels.label(prefix + ".banner", "");
    filter.setName(prefix + ".filter");
    filter.setToolTipText(filterHelp);
    automatic.setName(prefix + ".automatic");
    automatic.setMnemonic('E');
    automatic.setToolTipText("Look again by itself");
    interval.setName(prefix + ".interval");
    interval.getAccessibleContext().setAccessibleName("Seconds between automatic refreshes");
    button = Labels.button(prefix + ".refresh", "Refresh", 'R', refresh);
    button.setToolTipText("Look again now (F5)");

    JPanel left =
        Labels.row(
            FlowLayout.LEFT,
            registryChoice(prefix, registries),
            Labels.labelFor(filter, filterLabel, filterLabel.charAt(0)),
            filter);
    JPanel right = Labels.row(FlowLayout.RIGHT, button, automatic, interval, new JLabel("s"));
    JPanel bar = new JPanel(new BorderLayout());
    bar.add(left, BorderLayout.CENTER);
    bar.add(right, BorderLayout.EAST);
    mistake.setForeground(CellLook.alarm());
    mistake.setBorder(BorderFactory.createEmptyBorder(0, 8, 4, 8));
    mistake.setVisible(false);
    banner.setOpaque(true);
    banner.setBackground(new Color(0xFFF3C4));
    banner.setForeground(new Color(0x5C3B00));
    banner.setBorder(BorderFactory.createEmptyBorder(6, 8, 6, 8));
    banner.setVisible(false);
    top.add(banner, BorderLayout.NORTH);
    top.add(bar, BorderLayout.CENTER);
    top.add(mistake, BorderLayout.SOUTH);
    PlainText.only(top);
    tellWhenTyped(typed);
  }

  private static Component registryChoice(String prefix, Registries registries) {
    JComboBox<RegistryName> choice = new JComboBox<>(registries);
    choice.setName(prefix + ".registry");
    JPanel labelled =
        Labels.row(FlowLayout.LEFT, Labels.labelFor(choice, "Registry:", 'g'), choice);
    labelled.setVisible(registries.getSize() > 1);
    registries.addListDataListener(
        new ListDataListener() {
          @Override
          public void intervalAdded(ListDataEvent event) {
            contentsChanged(event);
          }

          @Override
          public void intervalRemoved(ListDataEvent event) {
            contentsChanged(event);
          }

          @Override
          public void contentsChanged(ListDataEvent event) {
            labelled.setVisible(registries.getSize() > 1);
          }
        });
    if (choice.getRenderer() instanceof Component renderer) {
      PlainText.only(renderer);
    }
    return labelled;
  }

  private void tellWhenTyped(Runnable typed) {
    Timer pause = new Timer(TYPING_MILLIS, event -> typed.run());
    pause.setRepeats(false);
    filter.addActionListener(
        event -> {
          pause.stop();
          typed.run();
        });
    filter
        .getDocument()
        .addDocumentListener(
            new DocumentListener() {
              @Override
              public void insertUpdate(DocumentEvent event) {
                pause.restart();
              }

              @Override
              public void removeUpdate(DocumentEvent event) {
                pause.restart();
              }

              @Override
              public void changedUpdate(DocumentEvent event) {
                pause.restart();
              }
            });
  }

  /** The timer of the automatic refresh, to be started and stopped with the tab. */
  Timer automatically(Runnable refresh) {
    Timer timer = new Timer(seconds() * SECONDS, event -> refresh.run());
    Runnable changed =
        () -> {
          timer.setDelay(seconds() * SECONDS);
          timer.setInitialDelay(seconds() * SECONDS);
          if (timer.isRunning()) {
            timer.restart();
          }
        };
    interval.addChangeListener(event -> changed.run());
    return timer;
  }

  boolean isAutomatic() {
    return automatic.isSelected();
  }

  /** Lets nobody ask any more. */
  void disable() {
    List.of(filter, button, automatic, interval).forEach(field -> field.setEnabled(false));
  }

  private int seconds() {
    return (Integer) interval.getValue();
  }

  /** Says what is wrong with the filter; empty if nothing is. */
  void mistake(String sentence) {
    mistake.setText(
        sentence.isEmpty()
            ? ""
            : Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1) + ".");
    mistake.setVisible(!sentence.isEmpty());
    filter.setBackground(
        sentence.isEmpty()
            ? filterBackground
            : CellLook.between(filterBackground, CellLook.alarm(), 0.2));
  }

  /** Says what is wrong with the connection; empty if nothing is. */
  void banner(String sentence) {
    banner.setText(sentence);
    banner.setToolTipText(sentence.isEmpty() ? null : sentence);
    banner.setVisible(!sentence.isEmpty());
  }
}
