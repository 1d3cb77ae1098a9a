package io.rowloom.lock;

import static java.util.stream.Collectors.joining;

import io.rowloom.problem.Problem;
import io.rowloom.problem.Problems;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads one {@code lock.url}, or {@code membership.url}, and collects its faults. */
final class LockUrlParser {
    private static final Pattern URL = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.*)", Pattern.DOTALL);
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-fA-F:.%]+]|[^\\[\\]:/@?#\\s]+)(?::(\\d{1,5}))?");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)");
    private static final String FORM = "form";
    private static final List<String> TLS_FILES = List.of("ca", "cert", "key");
    private static final LockUrl ON_FAULT = new LockUrl.None();
    private static final String MEMBERSHIP_PATH = "rowloom/engines";
    private static final Duration SHORTEST_SESSION = Duration.ofSeconds(1);

    private final Problems problems = new Problems();
    private final Purpose purpose;

    /** What the service is for. */
    sealed interface Purpose {
        String setting();

        String service();

        record OfLocks() implements Purpose {
            @Override
            public String setting() {
                return "lock.url";
            }

            @Override
            public String service() {
                return "lock service";
            }
        }

        /** Sessions that others can see, whose length is a setting of its own. */
        record OfMembership(Duration session) implements Purpose {
            @Override
            public String setting() {
                return "membership.url";
            }

            @Override
            public String service() {
                return "membership service";
            }
        }
    }

    LockUrlParser(Purpose purpose) {
        this.purpose = purpose;
    }

    LockUrl parse(String text) {
        Matcher url = URL.matcher(text.strip());
        LockUrl read = url.matches() ? read(url.group(1).toLowerCase(Locale.ROOT), url.group(2)) : noScheme();
        problems.throwIfAny();
        return read;
    }

    private LockUrl noScheme() {
        problems.add(Problem.at(purpose.setting(), "does not begin with the kind of a " + purpose.service()).advise("for example " + kinds()));
        return ON_FAULT;
    }

    private LockUrl read(String scheme, String rest) {
        return switch (scheme) {
            case "none" -> none(rest);
            case "memory" -> new LockUrl.Memory(rest);
            case "file" -> purpose instanceof Purpose.OfLocks ? directory(rest) : unknown(scheme);
            case "postgresql", "postgres" -> rest.startsWith("//") ? service(LockUrl.Kind.POSTGRESQL, rest.substring(2)) : ownDatabase(rest);
            default -> Arrays.stream(LockUrl.Kind.values()).filter(kind -> kind.scheme().equals(scheme)).findAny()
                    .map(kind -> withSlashes(kind, rest)).orElseGet(() -> unknown(scheme));
        };
    }

    private LockUrl unknown(String scheme) {
        problems.add(Problem.at(purpose.setting(), "there is no " + purpose.service() + " '" + scheme + "'").advise("there are " + kinds()));
        return ON_FAULT;
    }

    private String kinds() {
        Stream<String> simple = Stream.of("none:", "memory:", "file:", "postgresql:").filter(kind -> purpose instanceof Purpose.OfLocks || !kind.equals("file:"));
        return Stream.concat(simple, Arrays.stream(LockUrl.Kind.values()).map(kind -> kind.scheme() + "://"))
                .collect(joining(", "));
    }

    private LockUrl none(String rest) {
        if (!rest.isEmpty()) {
            problems.add(purpose.setting(), "nothing may follow 'none:'");
        }
        return new LockUrl.None();
    }

    private LockUrl directory(String rest) {
        String path = rest.startsWith("//") ? rest.substring(2) : rest;
        if (!path.startsWith("/")) {
            problems.add(Problem.at(purpose.setting(), "names no absolute directory").advise("file:/directory; all engines of a database need the same"));
        }
        return path(path).<LockUrl>map(LockUrl.Directory::new).orElse(ON_FAULT);
    }

    private LockUrl ownDatabase(String rest) {
        int query = rest.indexOf('?');
        if (query != 0 && !rest.isEmpty()) {
            problems.add(Problem.at(purpose.setting(), "nothing but '//' or '?' may follow 'postgresql:'")
                    .advise("postgresql: for the engine's own database, postgresql://host/name for another one"));
        }
        Map<String, String> options = options(query < 0 ? "" : rest.substring(query + 1));
        if (purpose instanceof Purpose.OfMembership) {
            LockUrl.Session session = session(options);
            refuse(options, List.of("timeout"));
            return new LockUrl.OwnDatabase(session);
        }
        if (option(options, FORM, this::form).orElse("session").equals("transaction")) {
            refuse(options, List.of(FORM));
            return new LockUrl.OwnTransactions();
        }
        LockUrl.Session session = session(options);
        refuse(options, List.of(FORM, "session", "timeout"));
        return new LockUrl.OwnDatabase(session);
    }

    private Optional<String> form(String text) {
        return text.equals("session") || text.equals("transaction") ? Optional.of(text) : fault("option 'form' is neither session nor transaction");
    }

    private LockUrl withSlashes(LockUrl.Kind kind, String rest) {
        if (!rest.startsWith("//")) {
            problems.add(Problem.at(purpose.setting(), "has no '//' after '" + kind.scheme() + ":'").advise(kind.scheme() + "://host:" + kind.port() + "/…"));
            return ON_FAULT;
        }
        return service(kind, rest.substring(2));
    }

    private LockUrl service(LockUrl.Kind kind, String rest) {
        int query = rest.indexOf('?');
        Map<String, String> options = options(query < 0 ? "" : rest.substring(query + 1));
        String place = query < 0 ? rest : rest.substring(0, query);
        int at = place.lastIndexOf('@');
        Optional<LockUrl.Login> login = at < 0 ? Optional.empty() : Optional.of(login(place.substring(0, at)));
        String address = place.substring(at + 1);
        int slash = address.indexOf('/');
        List<LockUrl.Host> hosts = hosts(kind, slash < 0 ? address : address.substring(0, slash));
        String path = slash < 0 || slash == address.length() - 1 ? usualPath(kind) : decode(address.substring(slash + 1), "the path");
        if (path.isEmpty() && kind.isDatabase()) {
            problems.add(Problem.at(purpose.setting(), "names no database").advise(kind.scheme() + "://host/database"));
        }
        if (kind == LockUrl.Kind.POSTGRESQL && options.remove(FORM) != null) {
            problems.add(Problem.at(purpose.setting(), "option 'form' is for the engine's own database").advise("postgresql:?form=transaction, without an address"));
        }
        LockUrl.Session session = session(options);
        LockUrl.Tls tls = kind.hasTlsOptions() ? tls(options) : new LockUrl.Tls.Off();
        if (!kind.isDatabase()) {
            Stream<String> ofTls = kind.hasTlsOptions() ? Stream.concat(Stream.of("tls"), TLS_FILES.stream()) : Stream.of();
            refuse(options, Stream.concat(Stream.of("session", "timeout").filter(name -> purpose instanceof Purpose.OfLocks || !name.equals("session")), ofTls).toList());
        }
        return new LockUrl.Service(kind, hosts, login, path, session, tls, options);
    }

    private LockUrl.Login login(String text) {
        int colon = text.indexOf(':');
        return new LockUrl.Login(decode(colon < 0 ? text : text.substring(0, colon), "the user"),
                colon < 0 ? "" : decode(text.substring(colon + 1), "the password"));
    }

    private List<LockUrl.Host> hosts(LockUrl.Kind kind, String text) {
        String[] each = text.split(",", -1);
        return IntStream.range(0, each.length).mapToObj(i -> host(kind, i + 1, each[i])).flatMap(Optional::stream).toList();
    }

    private Optional<LockUrl.Host> host(LockUrl.Kind kind, int place, String text) {
        Matcher matcher = HOST.matcher(text);
        if (!matcher.matches()) {
            problems.add(Problem.at(purpose.setting(), "host " + place + (text.isEmpty() ? " is missing" : " cannot be read"))
                    .advise(kind.scheme() + "://host:" + kind.port() + "; in user and password, '/', '@' and '?' are written %2F, %40 and %3F"));
            return Optional.empty();
        }
        int port = matcher.group(2) == null ? kind.port() : Integer.parseInt(matcher.group(2));
        if (port < 1 || port > 65_535) {
            problems.add(purpose.setting(), "the port " + port + " is not between 1 and 65535");
        }
        return Optional.of(new LockUrl.Host(matcher.group(1), port));
    }

    private Map<String, String> options(String query) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String each : query.split("&")) {
            int equals = each.indexOf('=');
            if (equals > 0) {
                String name = decode(each.substring(0, equals), "an option");
                if (found.put(name, decode(each.substring(equals + 1), "option '" + name + "'")) != null) {
                    problems.add(purpose.setting(), "option '" + name + "' is given twice");
                }
            } else if (!each.isEmpty()) {
                problems.add(purpose.setting(), "an option has no value: options are written name=value&name=value");
            }
        }
        return found;
    }

    /** Sessions are not to be put among the locks of the same service. */
    private String usualPath(LockUrl.Kind kind) {
        boolean hasPlaces = kind == LockUrl.Kind.ZOOKEEPER || kind == LockUrl.Kind.ETCD;
        return purpose instanceof Purpose.OfMembership && hasPlaces ? MEMBERSHIP_PATH : "";
    }

    private LockUrl.Session session(Map<String, String> options) {
        return switch (purpose) {
            case Purpose.OfLocks() -> lockSession(options);
            case Purpose.OfMembership(var length) -> membershipSession(length, options);
        };
    }

    private LockUrl.Session membershipSession(Duration length, Map<String, String> options) {
        if (options.remove("session") != null) {
            problems.add(Problem.at(purpose.setting(), "the length of a session is no option here").advise("set membership.session"));
        }
        Duration third = length.dividedBy(3);
        Duration usual = third.compareTo(LockUrl.Session.USUAL.timeout()) < 0 ? third : LockUrl.Session.USUAL.timeout();
        Duration timeout = option(options, "timeout", this::duration).orElse(usual);
        if (timeout.isZero() || timeout.compareTo(third) > 0) {
            problems.add(purpose.setting(), "option 'timeout' (" + timeout.toMillis() + "ms) must be more than 0 and a third of membership.session (" + length.toMillis()
                    + "ms) at most, so that one lost request does not end the session");
        }
        return new LockUrl.Session(length, timeout);
    }

    private LockUrl.Session lockSession(Map<String, String> options) {
        Duration length = option(options, "session", this::duration).orElse(LockUrl.Session.USUAL.length());
        Duration timeout = option(options, "timeout", this::duration).orElse(LockUrl.Session.USUAL.timeout());
        if (length.compareTo(SHORTEST_SESSION) < 0 || length.toMillisPart() != 0) {
            problems.add(purpose.setting(), "option 'session' must be whole seconds, and one at least");
        }
        if (timeout.isZero() || timeout.multipliedBy(3).compareTo(length) > 0) {
            problems.add(purpose.setting(), "option 'timeout' (" + timeout.toMillis() + "ms) must be more than 0 and a third of 'session' (" + length.toMillis()
                    + "ms) at most, so that one lost request does not lose the locks");
        }
        return new LockUrl.Session(length, timeout);
    }

    private LockUrl.Tls tls(Map<String, String> options) {
        Optional<Boolean> wanted = option(options, "tls", text -> switch (text) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> fault("option 'tls' is neither true nor false");
        });
        List<String> files = TLS_FILES.stream().filter(options::containsKey).toList();
        Optional<Path> authority = option(options, "ca", this::path);
        Optional<Path> certificate = option(options, "cert", this::path);
        Optional<Path> key = option(options, "key", this::path);
        if (files.contains("cert") != files.contains("key")) {
            problems.add(purpose.setting(), "options 'cert' and 'key' go together: a certificate of ours, and its private key");
        }
        if (wanted.isPresent() && !wanted.get()) {
            files.forEach(name -> problems.add(purpose.setting(), "option '" + name + "' has no use with tls=false"));
        }
        return wanted.orElse(!files.isEmpty()) ? new LockUrl.Tls.On(authority, certificate.flatMap(file -> key.map(its -> new LockUrl.OwnCertificate(file, its))))
                : new LockUrl.Tls.Off();
    }

    private Optional<Duration> duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return fault("'" + text + "' is no duration: write 500ms, 10s or 1m");
        }
        long number = Long.parseLong(matcher.group(1));
        return Optional.of(switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMinutes(number);
        });
    }

    private static <T> Optional<T> option(Map<String, String> options, String name, Function<String, Optional<T>> read) {
        return Optional.ofNullable(options.remove(name)).flatMap(read);
    }

    private void refuse(Map<String, String> unknown, List<String> known) {
        unknown.keySet().forEach(name -> problems.add(Problem.at(purpose.setting(), "there is no option '" + name + "' for this service")
                .advise("there are " + String.join(", ", known))));
    }

    private Optional<Path> path(String text) {
        return text.indexOf('\0') < 0 ? Optional.of(Path.of(text)) : fault("no path has a null character in it");
    }

    private <T> Optional<T> fault(String message) {
        problems.add(purpose.setting(), message);
        return Optional.empty();
    }

    private String decode(String text, String what) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            problems.add(purpose.setting(), "in " + what + ", a '%' is not followed by two hex digits: a plain '%' is written %25");
            return "";
        }
    }
}
