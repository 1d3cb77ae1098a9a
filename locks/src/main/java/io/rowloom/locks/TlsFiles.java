package io.rowloom.locks;

import io.rowloom.lock.LockUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * What the files that a URL names for TLS have in them. They are read once: a certificate that is renewed on disk is used after the next start.
 *
 * @param trusted empty: whom Java trusts
 * @param own empty: we show no certificate
 */
record TlsFiles(Optional<TrustManagerFactory> trusted, Optional<KeyManagerFactory> own) {
    private static final Pattern KEY = Pattern.compile("-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----", Pattern.DOTALL);
    /** The store is in memory only. */
    private static final char[] NO_PASSWORD = {};

    /** @throws LockServiceRefusedException if one of them cannot be read, with the option that names it */
    static TlsFiles read(LockUrl.Tls.On tls) {
        return new TlsFiles(tls.authority().map(TlsFiles::trusting), tls.own().map(TlsFiles::showing));
    }

    SSLContext context() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.map(KeyManagerFactory::getKeyManagers).orElse(new KeyManager[0]), trusted.map(TrustManagerFactory::getTrustManagers).<TrustManager[]>orElse(null), null);
        return context;
    }

    private static TrustManagerFactory trusting(Path authority) {
        try {
            KeyStore store = empty();
            List<Certificate> certificates = certificates(authority, "ca");
            for (int i : IntStream.range(0, certificates.size()).toArray()) {
                store.setCertificateEntry("authority " + i, certificates.get(i));
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            return trust;
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable("ca", authority, e.toString());
        }
    }

    private static KeyManagerFactory showing(LockUrl.OwnCertificate own) {
        List<Certificate> chain = certificates(own.certificate(), "cert");
        try {
            KeyStore store = empty();
            store.setKeyEntry("own", key(own.key(), chain.getFirst().getPublicKey().getAlgorithm()), NO_PASSWORD, chain.toArray(Certificate[]::new));
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, NO_PASSWORD);
            return keys;
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable("key", own.key(), e.getClass().getSimpleName()); // a message might tell something of the key
        }
    }

    private static List<Certificate> certificates(Path file, String option) {
        try (var in = Files.newInputStream(file)) {
            List<Certificate> certificates = List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
            if (certificates.isEmpty()) {
                throw unreadable(option, file, "there is none in it");
            }
            return certificates;
        } catch (IOException | GeneralSecurityException e) {
            throw unreadable(option, file, e.toString());
        }
    }

    private static PrivateKey key(Path file, String algorithm) throws IOException, GeneralSecurityException {
        Matcher pem = KEY.matcher(Files.readString(file));
        if (!pem.find()) {
            throw unreadable("key", file, "it has no 'BEGIN PRIVATE KEY'; openssl pkcs8 -topk8 -nocrypt makes one of other forms");
        }
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1))));
        } catch (IllegalArgumentException _) {
            throw unreadable("key", file, "it is damaged");
        }
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }

    private static LockServiceRefusedException unreadable(String option, Path file, String why) {
        String what = option.equals("key") ? "the private key" : "the certificates";
        return new LockServiceRefusedException("option '" + option + "' of the URL: cannot read " + what + " in " + file + " (" + why + ")");
    }
}
