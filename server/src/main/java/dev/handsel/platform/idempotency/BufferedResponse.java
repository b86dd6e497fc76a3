package dev.handsel.platform.idempotency;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Keeps a whole answer back; nothing of it touches the real response before {@link #sendTo}. */
final class BufferedResponse extends HttpServletResponseWrapper implements HttpAnswer {

    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final List<Cookie> cookies = new ArrayList<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final PrintWriter writer = new PrintWriter(new OutputStreamWriter(body, StandardCharsets.UTF_8));
    private int status = SC_OK;
    private @Nullable String error;

    BufferedResponse(HttpServletResponse response) {
        super(response);
    }

    boolean isSuccess() {
        return error == null && status >= 200 && status < 300;
    }

    /** The body; every answer to a request with a key is a text. */
    String body() {
        return body.toString(StandardCharsets.UTF_8);
    }

    void finish() {
        writer.flush();
    }

    /** The header as this answer has it, whatever the real response has. */
    @Nullable String ownHeader(String name) {
        var values = headers.get(name);
        return values == null ? null : values.getFirst();
    }

    @Override
    public void sendTo(HttpServletResponse response) throws IOException {
        cookies.forEach(response::addCookie);
        headers.forEach((name, values) -> {
            response.setHeader(name, values.getFirst());
            values.stream().skip(1).forEach(value -> response.addHeader(name, value));
        });
        if (error != null) {
            response.sendError(status, error);
            return;
        }
        response.setStatus(status);
        if (body.size() > 0) {
            response.setContentLength(body.size());
            body.writeTo(response.getOutputStream());
        }
    }

    @Override
    public void setStatus(int status) {
        this.status = status;
    }

    @Override
    public int getStatus() {
        return status;
    }

    @Override
    public void sendError(int status) {
        sendError(status, "");
    }

    @Override
    public void sendError(int status, String message) {
        resetBuffer();
        this.status = status;
        this.error = message;
    }

    @Override
    public void sendRedirect(String location) {
        sendRedirect(location, SC_FOUND, true);
    }

    @Override
    public void sendRedirect(String location, int status, boolean clearBuffer) {
        resetBuffer();
        this.status = status;
        setHeader(HttpHeaders.LOCATION, location);
    }

    @Override
    public void addCookie(Cookie cookie) {
        cookies.add(cookie);
    }

    @Override
    public void setHeader(String name, @Nullable String value) {
        headers.remove(name);
        addHeader(name, value);
    }

    @Override
    public void addHeader(String name, @Nullable String value) {
        if (value != null && !name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
            headers.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
        }
    }

    @Override
    public void setIntHeader(String name, int value) {
        setHeader(name, Integer.toString(value));
    }

    @Override
    public void addIntHeader(String name, int value) {
        addHeader(name, Integer.toString(value));
    }

    @Override
    public void setDateHeader(String name, long date) {
        setHeader(name, date(date));
    }

    @Override
    public void addDateHeader(String name, long date) {
        addHeader(name, date(date));
    }

    private static @Nullable String date(long millis) {
        var formatted = new HttpHeaders();
        formatted.setDate(HttpHeaders.DATE, millis);
        return formatted.getFirst(HttpHeaders.DATE);
    }

    @Override
    public boolean containsHeader(String name) {
        return headers.containsKey(name) || super.containsHeader(name);
    }

    @Override
    public @Nullable String getHeader(String name) {
        return headers.containsKey(name) ? ownHeader(name) : super.getHeader(name);
    }

    @Override
    public Collection<String> getHeaders(String name) {
        var own = headers.get(name);
        return own == null ? super.getHeaders(name) : List.copyOf(own);
    }

    @Override
    public Collection<String> getHeaderNames() {
        var names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(super.getHeaderNames());
        names.addAll(headers.keySet());
        return names;
    }

    @Override
    public void setContentType(@Nullable String type) {
        setHeader(HttpHeaders.CONTENT_TYPE, type);
    }

    @Override
    public @Nullable String getContentType() {
        return ownHeader(HttpHeaders.CONTENT_TYPE);
    }

    @Override
    public void setCharacterEncoding(@Nullable String encoding) {
        // Every answer is UTF-8.
    }

    @Override
    public String getCharacterEncoding() {
        return StandardCharsets.UTF_8.name();
    }

    @Override
    public void setContentLength(int length) {
        // Known when the answer is sent.
    }

    @Override
    public void setContentLengthLong(long length) {
        // Known when the answer is sent.
    }

    @Override
    public PrintWriter getWriter() {
        return writer;
    }

    @Override
    public ServletOutputStream getOutputStream() {
        return new Sink();
    }

    @Override
    public void flushBuffer() {
        writer.flush();
    }

    @Override
    public void resetBuffer() {
        writer.flush();
        body.reset();
    }

    @Override
    public void reset() {
        resetBuffer();
        headers.clear();
        cookies.clear();
        status = SC_OK;
        error = null;
    }

    @Override
    public boolean isCommitted() {
        return false;
    }

    private final class Sink extends ServletOutputStream {

        @Override
        public void write(int octet) {
            body.write(octet);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            body.write(bytes, offset, length);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException(
                    "An answer to a request with an idempotency key is written at once");
        }
    }
}
