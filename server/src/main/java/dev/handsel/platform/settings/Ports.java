package dev.handsel.platform.settings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The ports of a start: those that are set, and free ones where that is left open. A port that somebody else has is found
 * here, before the minute that a database may take.
 *
 * @param faults what is wrong with ports and addresses, a sentence each
 */
record Ports(int api, int management, List<String> faults) {

    private static final int HIGHEST = 65_535;
    private static final int LOWEST_FOR_ALL = 1024;
    private static final String PORT = "HANDSEL_PORT";
    private static final String MANAGEMENT = "HANDSEL_MANAGEMENT_PORT";

    /**
     * Chooses the ports.
     *
     * @param listens whether the process is going to; a command beside a server is not
     */
    static Ports choose(ConfigurableEnvironment environment, boolean listens) {
        var faults = new ArrayList<String>();
        var bind = bindAddress(environment, faults);
        var loopback = InetAddress.getLoopbackAddress();
        var api = number(environment, "handsel.port", PORT, 8080, faults);
        var management = number(environment, "handsel.management-port", MANAGEMENT, 0, faults);
        if (listens && bind.isPresent()) {
            api.flatMap(port -> fault(bind.get(), port, PORT)).ifPresent(faults::add);
            management.flatMap(port -> fault(loopback, port, MANAGEMENT)).ifPresent(faults::add);
        }
        if (api.isPresent() && api.equals(management) && api.get() != 0) {
            faults.add(PORT + " and " + MANAGEMENT + " are both " + api.get() + "; they must be two.");
        }
        // What is wrong is not listened on; any port does where it is only to be named.
        return new Ports(chosen(api.orElse(0), bind.orElse(loopback)), chosen(management.orElse(0), loopback), faults);
    }

    private static int chosen(int port, InetAddress address) {
        return port == 0 ? FreePort.choose(address) : port;
    }

    private static Optional<Integer> number(
            ConfigurableEnvironment environment, String property, String variable, int preset, List<String> faults) {
        String text = environment.getProperty(property, "").strip();
        try {
            int port = text.isEmpty() ? preset : Integer.parseInt(text);
            if (port >= 0 && port <= HIGHEST) {
                return Optional.of(port);
            }
        } catch (NumberFormatException _) {
            // Told below, like a number that is too large.
        }
        faults.add(variable + " is not a port: " + text + ".");
        return Optional.empty();
    }

    private static Optional<InetAddress> bindAddress(ConfigurableEnvironment environment, List<String> faults) {
        String bind = environment.getProperty("handsel.bind", "127.0.0.1").strip();
        try {
            var address = InetAddress.getByName(bind);
            try (var socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(address, 0));
                return Optional.of(address);
            }
        } catch (UnknownHostException _) {
            faults.add("HANDSEL_BIND is not an address of this machine: " + bind + ".");
        } catch (IOException e) {
            faults.add("HANDSEL_BIND is not an address of this machine: " + bind + " (" + e.getMessage() + ").");
        }
        return Optional.empty();
    }

    /** Why nobody can listen there now. */
    private static Optional<String> fault(InetAddress address, int port, String variable) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(address, port));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    port < LOWEST_FOR_ALL && String.valueOf(e.getMessage()).contains("ermission")
                            ? "Port " + port + " is only for accounts with that right; set " + variable
                                    + " to one from 1024 on."
                            : taken(port, variable));
        }
    }

    static String taken(int port, String variable) {
        return "Port " + port + " is already in use; set " + variable + " to another one or stop what uses it.";
    }
}
