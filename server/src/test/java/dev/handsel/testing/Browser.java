package dev.handsel.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A real browser without a window and without a past. It reaches nothing but this machine. */
public final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(50);

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /**
     * Opens one; without Chromium and its driver the test is skipped.
     *
     * @param tried what is not tried without it
     */
    public static Browser open(String tried) {
        return open(tried, List.of());
    }

    /**
     * The same, with names that lead to this machine; they are in no window's past either.
     *
     * @param names such as {@code *.shop.example}
     */
    public static Browser open(String tried, List<String> names) {
        Outside.require("chromium", tried, Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER));
        var options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "--disable-features=HttpsUpgrades",
                "--incognito",
                // Its own name says that it has no window, which makes its clicks a machine's.
                "--user-agent=Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0"
                        + " Safari/537.36",
                "--host-resolver-rules=" + mapped(names) + "MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1");
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        var service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .withLogFile(new File("/dev/null"))
                .withEnvironment(Map.of())
                .build();
        return new Browser(new ChromeDriver(service, options));
    }

    private static String mapped(List<String> names) {
        return names.stream().map(name -> "MAP " + name + " 127.0.0.1, ").collect(Collectors.joining());
    }

    /** Goes there and waits until the page is loaded. */
    public void visit(String address) {
        driver.get(address);
    }

    /** Where it is. */
    public String address() {
        return driver.getCurrentUrl();
    }

    /** What a person reads on the page. */
    public String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    /** Types into the field of this label, in place of what stands there. */
    public void type(String label, String text) {
        var field = driver.findElement(By.id(String.valueOf(labelled(label).getDomAttribute("for"))));
        field.clear();
        field.sendKeys(text);
    }

    private WebElement labelled(String label) {
        return driver.findElement(By.xpath("//label[contains(., '" + label + "')]"));
    }

    /** Presses the button, or follows the link, that says so, and waits until the page is another one. */
    public void press(String words) {
        var element = driver.findElement(
                By.xpath("//button[normalize-space() = '" + words + "'] | //a[normalize-space() = '" + words + "']"));
        element.click();
        await("another page after " + words, () -> gone(element));
    }

    private static boolean gone(WebElement element) {
        try {
            element.isEnabled();
            return false;
        } catch (StaleElementReferenceException another) {
            return true;
        }
    }

    /** Waits until these words stand on the page. */
    public void awaitText(String words) {
        await(words, () -> text().contains(words));
    }

    private void await(String what, Callable<Boolean> happened) {
        Eventually.happens(PATIENCE, POLL, () -> what + ": " + address() + "\n" + text(), happened);
    }

    /** Does something in the page that a script of it would do. */
    public void run(String script) {
        driver.executeScript(script);
    }

    /** The cookies that the browser keeps for this page. */
    public Stream<Cookie> cookies() {
        return driver.manage().getCookies().stream();
    }

    /** What went wrong in the page: scripts that failed, what was refused or is missing; an icon may be. */
    public List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .filter(message -> !message.contains("/favicon.ico"))
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
