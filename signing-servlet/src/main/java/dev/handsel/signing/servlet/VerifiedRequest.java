package dev.handsel.signing.servlet;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request whose body can be read as often as wanted. Its parameters are those of what was signed, whoever read others. */
final class VerifiedRequest extends HttpServletRequestWrapper {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final byte[] body;
    private @Nullable Map<String, String[]> parameters;

    VerifiedRequest(HttpServletRequest request, byte[] body) {
        super(request);
        this.body = body;
    }

    @Override
    public ServletInputStream getInputStream() {
        return new BodyStream(body);
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(
                new InputStreamReader(new ByteArrayInputStream(body), charset(StandardCharsets.ISO_8859_1)));
    }

    private Charset charset(Charset otherwise) {
        var name = getCharacterEncoding();
        return name == null ? otherwise : Charset.forName(name);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        var known = parameters;
        if (known == null) {
            var form = new Form().add(getQueryString(), StandardCharsets.UTF_8);
            if (isForm()) {
                form.add(body, charset(StandardCharsets.UTF_8));
            }
            known = Collections.unmodifiableMap(form.map());
            parameters = known;
        }
        return known;
    }

    private boolean isForm() {
        var type = getContentType();
        return getMethod().equals("POST")
                && type != null
                && type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(FORM);
    }

    @Override
    public @Nullable String getParameter(String name) {
        var values = getParameterMap().get(name);
        return values == null ? null : values[0];
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        var values = getParameterMap().get(name);
        return values == null ? null : values.clone();
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(getParameterMap().keySet());
    }

    /** The container would look for parts in a body that has been read already. */
    @Override
    public Collection<Part> getParts() throws ServletException {
        throw new ServletException("The parts of a signed request are to be read from its input stream");
    }

    @Override
    public Part getPart(String name) throws ServletException {
        throw new ServletException("The part " + name + " of a signed request is to be read from its input stream");
    }
}
