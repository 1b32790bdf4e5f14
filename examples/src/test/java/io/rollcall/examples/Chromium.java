package io.rollcall.examples;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A real Chromium without a window, on a profile of its own. Where the system property {@code
 * rollcall.screenshots} names a folder, pictures go there.
 */
final class Chromium implements AutoCloseable {
  private static final String[] BROWSERS = {"chromium", "chromium-browser", "google-chrome"};
  private static final String SKIPPED =
      "SKIPPED: the panel's page in a browser; chromium or chromedriver is not on the PATH";
  private static final String SCREENSHOTS = System.getProperty("rollcall.screenshots");

  /** Started once and used again: a start takes seconds. Guarded by itself. */
  private static final Deque<ChromeDriver> IDLE = new ArrayDeque<>();

  final ChromeDriver driver;
  private final URI panel;

  private Chromium(URI panel, ChromeDriver driver) {
    this.panel = panel;
    this.driver = driver;
  }

  /** Skips the test where there is no Chromium; on a build server that is a failure. */
  static void require() {
    boolean found = onPath(BROWSERS).isPresent() && onPath("chromedriver").isPresent();
    if (!found && System.getenv("CI") != null) {
      throw new AssertionError("chromium or chromedriver is not on the PATH");
    }
    if (!found) {
      System.out.println(SKIPPED);
    }
    assumeTrue(found, SKIPPED);
  }

  /** A browser that nobody is logged in to. */
  static Chromium desktop(RunningDemo demo) throws IOException {
    return desktop(demo.panel("/"));
  }

  static Chromium desktop(URI panel) throws IOException {
    Chromium browser = new Chromium(panel, idleOrNew());
    browser.driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
    browser.driver.manage().logs().get(LogType.BROWSER); // forgets what was there
    return browser;
  }

  static Chromium phone(RunningDemo demo) throws IOException {
    return phone(demo.panel("/"));
  }

  static Chromium phone(URI panel) throws IOException {
    Chromium browser = desktop(panel);
    browser.screen(390, 844, true);
    return browser;
  }

  /** Pretends a screen of a size in CSS pixels. */
  void screen(int width, int height, boolean mobile) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width", width,
            "height", height,
            "deviceScaleFactor", mobile ? 2 : 1,
            "mobile", mobile));
  }

  private static ChromeDriver idleOrNew() throws IOException {
    require();
    synchronized (IDLE) {
      return IDLE.isEmpty() ? start() : IDLE.pop();
    }
  }

  private static ChromeDriver start() throws IOException {
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setCapability("goog:loggingPrefs", logs);
    options.setBinary(onPath(BROWSERS).orElseThrow());
    Path profile = Files.createTempDirectory("rollcall-chromium");
    options.addArguments(
        "--headless",
        "--window-size=1280,800",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--user-data-dir=" + profile);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(onPath("chromedriver").orElseThrow())
            .withSilent(true)
            .build();
    ChromeDriver driver = new ChromeDriver(service, options);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  driver.quit();
                  delete(profile.toFile());
                }));
    return driver;
  }

  private static void delete(File file) {
    File[] children = file.listFiles();
    if (children != null) {
      Arrays.stream(children).forEach(Chromium::delete);
    }
    file.delete();
  }

  private static Optional<File> onPath(String... names) {
    return Arrays.stream(names)
        .flatMap(
            name ->
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                    .map(directory -> new File(directory, name)))
        .filter(File::canExecute)
        .findFirst();
  }

  Chromium logIn(String login) {
    open("/login");
    driver.findElement(By.name("login")).sendKeys(login);
    driver.findElement(By.name("password")).sendKeys(DemoAccount.PASSWORD + "\n");
    until(() -> path().equals("/"));
    return this;
  }

  void open(String path) {
    driver.get(panel.resolve(path).toString());
  }

  /** Opens a list, and waits until the page is fresh. */
  Chromium list(String path) {
    open(path);
    until(() -> text("#live").equals("Live"));
    return this;
  }

  String path() {
    return driver.getCurrentUrl().replaceFirst("^http://[^/]*", "").replaceFirst("\\?.*", "");
  }

  static void until(BooleanSupplier condition) {
    await()
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptionsInstanceOf(org.openqa.selenium.WebDriverException.class)
        .until(condition::getAsBoolean);
  }

  WebElement find(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  String text(String selector) {
    return find(selector).getText();
  }

  void click(String selector) {
    find(selector).click();
  }

  void type(String selector, String text) {
    WebElement field = find(selector);
    field.clear();
    field.sendKeys(text);
  }

  /** Takes the pointer off the list, whose rows keep their places under it. */
  void pointElsewhere() {
    new Actions(driver).moveToElement(find("header")).perform();
  }

  /** The logins that are listed, in order. */
  @SuppressWarnings("unchecked")
  List<String> logins() {
    return (List<String>)
        script(
            "return [...document.querySelectorAll('#rows > tr')]"
                + ".map(row => row.dataset.who.split('\\n')[0])");
  }

  void tick(String id) {
    click("#tick-" + id);
  }

  boolean isTicked(String id) {
    return find("#tick-" + id).isSelected();
  }

  boolean lists(String id) {
    return !driver.findElements(By.id("row-" + id)).isEmpty();
  }

  /** Confirms what the dialog asks, and returns the result line by line. */
  List<String> confirm() {
    click("#really");
    until(() -> !driver.findElements(By.id("result")).isEmpty());
    return driver.findElements(By.cssSelector("#result li")).stream()
        .map(WebElement::getText)
        .toList();
  }

  Object script(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  void prefer(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Has pages run no scripts, or run them again. */
  void runScripts(boolean run) {
    driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !run));
  }

  void screenshot(String name) throws IOException {
    if (SCREENSHOTS != null) {
      Path folder = Files.createDirectories(Path.of(SCREENSHOTS));
      Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }
  }

  /** Fails if a script has failed, or the page has tried what its policy forbids. */
  void assertNoErrors() {
    List<String> errors =
        driver.manage().logs().get(LogType.BROWSER).getAll().stream()
            .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
            .map(LogEntry::toString)
            .toList();
    assertEquals(List.of(), errors);
  }

  /** Leaves the browser to the next test. */
  @Override
  public void close() {
    driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    prefer("");
    runScripts(true);
    driver.get("about:blank");
    synchronized (IDLE) {
      IDLE.push(driver);
    }
  }
}
