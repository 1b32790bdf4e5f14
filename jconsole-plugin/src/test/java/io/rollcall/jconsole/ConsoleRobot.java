package io.rollcall.jconsole;

import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.List;

/**
 * What a test does to a running JConsole from outside: real clicks and real keys, and what stands
 * on the screen. Components are known by their names; each call throws if there is none.
 */
interface ConsoleRobot extends Remote {
  /** The titles of the tabs of the connection's window; empty before it is there. */
  List<String> tabs() throws RemoteException;

  /** Fills in the dialog with which JConsole starts when it is given no address. */
  void connect(String url, String user, String password) throws RemoteException;

  /** Makes the window as large as the screen. */
  void enlarge() throws RemoteException;

  void selectTab(String title) throws RemoteException;

  /** Whether a component of that name, or with that text, is on the screen. */
  boolean isShowing(String name) throws RemoteException;

  boolean isEnabled(String name) throws RemoteException;

  String text(String name) throws RemoteException;

  String toolTip(String name) throws RemoteException;

  void click(String name) throws RemoteException;

  /** Clicks into a field, replaces what is there and types; lower-case letters and signs only. */
  void type(String name, String text) throws RemoteException;

  /** Chooses an item of a combo box with the keyboard. */
  void choose(String name, int index) throws RemoteException;

  /** Presses a key such as {@code SPACE} or {@code control A} in a component. */
  void press(String name, String key) throws RemoteException;

  int rowCount(String table) throws RemoteException;

  /** The texts of the visible lines. */
  List<List<String>> lines(String table) throws RemoteException;

  /** The titles of the columns. */
  List<String> columns(String table) throws RemoteException;

  /** The selected lines. */
  List<Integer> selectedRows(String table) throws RemoteException;

  /** The column that sorts and which way, such as {@code Login ASCENDING}; empty for none. */
  String order(String table) throws RemoteException;

  void clickHeader(String table, String column) throws RemoteException;

  void clickCell(String table, int row, int column) throws RemoteException;

  /** Presses the button over a cell and holds it until {@link #release}. */
  void holdCell(String table, int row, int column) throws RemoteException;

  void release() throws RemoteException;

  /** Moves the pointer over a cell and waits for nothing. */
  void pointAt(String table, int row, int column) throws RemoteException;

  /** Moves the pointer over a component. */
  void pointAt(String name) throws RemoteException;

  /** The tooltip's text that a cell would show. */
  String hint(String table, int row, int column) throws RemoteException;

  /** Whether a cell is drawn struck through: its session is gone. */
  boolean isStruck(String table, int row) throws RemoteException;

  /** Scrolls so that a line is the first visible one. */
  void scrollTo(String table, int row) throws RemoteException;

  int firstVisible(String table) throws RemoteException;

  /** Selects a node of JConsole's tree of MBeans. */
  void openInTree(List<String> path) throws RemoteException;

  /** Double-clicks the value of an attribute in JConsole's own table, unless it is unfolded. */
  boolean unfold(String attribute) throws RemoteException;

  /** Replaces what is in the text fields on the screen, from the first one on. */
  void fillIn(List<String> texts) throws RemoteException;

  /** The texts of all labels, buttons and text areas on the screen. */
  List<String> texts() throws RemoteException;

  /** Shows a text as a careless console would, to prove that the test would notice. */
  void showCarelessly(String text) throws RemoteException;

  /** Writes a picture of the screen. */
  void screenshot(String file) throws RemoteException;

  /** The longest that the window's thread let a task wait since the last call, in milliseconds. */
  long longestStallMillis() throws RemoteException;

  /** What the window's thread was seen to do during the longest stall. */
  List<String> longestStall() throws RemoteException;

  /** The bytes in use after a collection of garbage. */
  long usedBytes() throws RemoteException;

  /** The names of the live threads that the plugin has started. */
  List<String> pluginThreads() throws RemoteException;

  /** Closes the window of the connection, as its close button does. */
  void closeConnection() throws RemoteException;
}
