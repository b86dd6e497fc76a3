package dev.handsel.platform.settings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port nobody listens on. It is taken from below the range that the system gives to outgoing connections, so that none
 * of those can occupy it between the choice and its use.
 */
public final class FreePort {

    private static final int LOWEST = 10_000;
    private static final int BOUND = 30_000;
    private static final int ATTEMPTS = 200;

    private FreePort() {}

    public static int choose(InetAddress address) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, BOUND);
            if (isFree(address, port)) {
                return port;
            }
        }
        throw new CannotStart("No free port could be found on " + address.getHostAddress() + ".");
    }

    private static boolean isFree(InetAddress address, int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(address, port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
