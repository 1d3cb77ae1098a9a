package io.rowloom.locks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rowloom.lock.LockUrl;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Requests to etcd (3.4 and later) in JSON over HTTP, which it has beside gRPC. Asks the next server when one does not answer. */
final class EtcdGateway implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LockUrl.Service url;
    private final HttpClient http;
    private final AtomicInteger server = new AtomicInteger();
    private volatile @Nullable String token;

    /** @throws LockServiceRefusedException if the authority's certificates cannot be read */
    EtcdGateway(LockUrl.Service url) {
        this.url = url;
        var builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(url.session().timeout());
        if (url.tls() instanceof LockUrl.Tls.On(var authority) && authority.isPresent()) {
            builder.sslContext(trusting(authority.get()));
        }
        this.http = builder.build();
    }

    /** The answer's object. @throws ServiceException if none came, or an error: then it may have been done all the same */
    JsonNode post(String path, Map<String, ?> body) throws ServiceException {
        if (url.login().isPresent() && token == null) {
            var login = url.login().get();
            token = send("auth/authenticate", Map.of("name", login.user(), "password", login.password())).path("token").asText();
        }
        return send(path, body);
    }

    private JsonNode send(String path, Map<String, ?> body) throws ServiceException {
        var host = url.hosts().get(Math.floorMod(server.get(), url.hosts().size()));
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
            throw new ServiceException("etcd answers " + answer.statusCode() + " " + answer.body().strip());
        } catch (IOException e) {
            server.incrementAndGet();
            throw new ServiceException("etcd at " + host, e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ServiceException("interrupted");
        }
    }

    private static SSLContext trusting(Path authority) {
        try (var in = Files.newInputStream(authority)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            List<Certificate> certificates = List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
            for (int i : IntStream.range(0, certificates.size()).toArray()) {
                store.setCertificateEntry("authority " + i, certificates.get(i));
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new LockServiceRefusedException("cannot read the certificates in " + authority + " (" + e + ")");
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
