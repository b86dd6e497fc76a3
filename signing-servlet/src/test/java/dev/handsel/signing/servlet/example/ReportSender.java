package dev.handsel.signing.servlet.example;

import dev.handsel.signing.DeviceSecret;
import dev.handsel.signing.client.DeviceSigner;
import dev.handsel.signing.client.SignedRequests;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Sends reports as a device does. */
final class ReportSender {

    private final HttpClient client = HttpClient.newHttpClient();
    private final SignedRequests signed;

    ReportSender(String keyId, String secret) {
        signed = new SignedRequests(DeviceSigner.of(keyId, DeviceSecret.parse(secret)));
    }

    HttpResponse<String> send(URI url, byte[] json) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        // Signed anew each time: no two requests share a nonce.
        return client.send(signed.sign(request, json), HttpResponse.BodyHandlers.ofString());
    }
}
