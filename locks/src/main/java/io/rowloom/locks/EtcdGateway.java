package io.rowloom.locks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rowloom.lock.LockUrl;
import java.io.IOException;
import java.io.Serial;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Requests to etcd (3.4 and later) in JSON over HTTP, which it has beside gRPC. Asks the next server when one does not answer. */
final class EtcdGateway implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LockUrl.Service url;
    private final HttpClient http;
    private final AtomicInteger server = new AtomicInteger();
    private volatile @Nullable String token;

    /** @throws LockServiceRefusedException if what TLS needs cannot be read */
    EtcdGateway(LockUrl.Service url) {
        this.url = url;
        var builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(url.session().timeout());
        if (url.tls() instanceof LockUrl.Tls.On tls) {
            try {
                builder.sslContext(TlsFiles.read(tls).context());
            } catch (GeneralSecurityException e) {
                throw new LockServiceRefusedException("no TLS (" + e + ")");
            }
        }
        this.http = builder.build();
    }

    /** The answer's object. @throws ServiceException if none came, or an error: then it may have been done all the same */
    JsonNode post(String path, Map<String, ?> body) throws ServiceException {
        boolean fresh = login();
        try {
            return send(path, body);
        } catch (TokenOverException e) {
            if (fresh || !login()) {
                throw e;
            }
            return send(path, body); // etcd did not look at the first one
        }
    }

    /** @return whether there was no token before, and is one now */
    private boolean login() throws ServiceException {
        if (url.login().isEmpty() || token != null) {
            return false;
        }
        var login = url.login().get();
        token = send("auth/authenticate", Map.of("name", login.user(), "password", login.password())).path("token").asText();
        return true;
    }

    private JsonNode send(String path, Map<String, ?> body) throws ServiceException {
        var host = url.hosts().get(Math.floorMod(server.get(), url.hosts().size()));
        String what = "etcd at " + host;
        try {
            String scheme = url.tls() instanceof LockUrl.Tls.On ? "https" : "http";
            var request = HttpRequest.newBuilder(URI.create(scheme + "://" + host + "/v3/" + path)).timeout(url.session().timeout())
                    .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
            String given = token;
            if (given != null) {
                request.header("Authorization", given);
            }
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() == 200) {
                return JSON.readTree(answer.body());
            }
            token = null; // perhaps it is over; the next request logs in again
            String told = "answers " + answer.statusCode() + " " + answer.body();
            throw given != null && told.contains("invalid auth token") ? new TokenOverException(what, new IOException(told)) : new ServiceException(what, new IOException(told));
        } catch (IOException e) {
            server.incrementAndGet();
            throw new ServiceException(what, e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ServiceException("interrupted");
        }
    }

    /** Nothing was done: what etcd gave us at the login counts no more. */
    private static final class TokenOverException extends ServiceException {
        @Serial
        private static final long serialVersionUID = 1;

        TokenOverException(String what, Throwable cause) {
            super(what, cause);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
