package io.rowloom.locks;

import io.rowloom.lock.LockKey;
import io.rowloom.lock.LockUrl;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.framework.api.ACLProvider;
import org.apache.curator.retry.RetryNTimes;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Stat;
import org.jspecify.annotations.Nullable;

/**
 * Locks of ZooKeeper: a node that exists while our session does. Not Curator's recipes, which queue: nobody queues here. The client keeps the session
 * up itself; it says that the session is over at the latest when the server would say so, unless this process is paused: then it says so after the
 * pause.
 */
final class ZookeeperLocks implements TellingService {
    /** Of what is made with a login: only who has the same one sees or changes it. */
    private static final ACLProvider OURS_ALONE = new ACLProvider() {
        @Override
        public List<ACL> getDefaultAcl() {
            return ZooDefs.Ids.CREATOR_ALL_ACL;
        }

        @Override
        public List<ACL> getAclForPath(String path) {
            return getDefaultAcl();
        }
    };

    /** The client takes note of a silent connection after two thirds of the session. */
    private static final int LAST_THIRD = 33;

    private final CuratorFramework client;
    private final LockUrl.Session session;
    private final String root;
    /** With the number of the session that the client had before the request was sent; if it had another one by then, we are unsure for nothing. */
    private final Map<LockKey, Long> taken = new ConcurrentHashMap<>();

    ZookeeperLocks(LockUrl.Service url) {
        this.session = url.session();
        this.root = "/" + (url.path().isEmpty() ? "rowloom/locks" : url.path());
        var builder = CuratorFrameworkFactory.builder().connectString(url.address()).sessionTimeoutMs((int) session.length().toMillis())
                .connectionTimeoutMs((int) session.timeout().toMillis()).retryPolicy(new RetryNTimes(0, 0))
                .simulatedSessionExpirationPercent(LAST_THIRD);
        url.login().ifPresent(login -> builder.authorization("digest", (login.user() + ":" + login.password()).getBytes(StandardCharsets.UTF_8))
                .aclProvider(OURS_ALONE));
        this.client = builder.build();
        client.start();
    }

    @Override
    public boolean take(LockKey key) throws ServiceException {
        long before = sessionNumber();
        boolean ours = ask(() -> {
            try {
                client.create().creatingParentsIfNeeded().withMode(CreateMode.EPHEMERAL).forPath(path(key));
                return true;
            } catch (KeeperException.NodeExistsException _) {
                return false;
            }
        });
        if (ours) {
            taken.put(key, before);
        }
        return ours;
    }

    @Override
    public void give(LockKey key) throws ServiceException {
        taken.remove(key);
        ask(() -> {
            try {
                if (isOurs(key)) {
                    client.delete().forPath(path(key));
                }
                return true;
            } catch (KeeperException.NoNodeException _) {
                return false;
            }
        });
    }

    @Override
    public boolean extend(LockKey key) throws ServiceException {
        return ask(() -> isOurs(key)) && sure(key);
    }

    @Override
    public Set<LockKey> beat(Set<LockKey> held) {
        return Set.of();
    }

    @Override
    public Set<LockKey> taken(Set<LockKey> keys) throws ServiceException {
        Set<String> there = ask(() -> {
            try {
                return Set.copyOf(client.getChildren().forPath(root));
            } catch (KeeperException.NoNodeException _) {
                return Set.<String>of();
            }
        });
        return keys.stream().filter(key -> there.contains(nodeName(key))).collect(Collectors.toSet());
    }

    @Override
    public boolean sure(LockKey key) {
        return Objects.equals(taken.get(key), sessionNumber());
    }

    @Override
    public void close() {
        client.close();
    }

    /** Not what a listener counts: it hears of the end of a session when a lock may have been taken in the next one already, or not at all. */
    private long sessionNumber() {
        return client.getZookeeperClient().getInstanceIndex();
    }

    private boolean isOurs(LockKey key) throws Exception {
        @Nullable Stat stat = client.checkExists().forPath(path(key));
        return stat != null && stat.getEphemeralOwner() == client.getZookeeperClient().getZooKeeper().getSessionId();
    }

    private interface Request<T> {
        T run() throws Exception;
    }

    private <T> T ask(Request<T> request) throws ServiceException {
        try {
            if (!client.getZookeeperClient().isConnected() && !client.blockUntilConnected((int) session.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ServiceException("no connection to ZooKeeper");
            }
            return request.run();
        } catch (ServiceException e) {
            throw e;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ServiceException("interrupted");
        } catch (Exception e) {
            throw new ServiceException("ZooKeeper", e);
        }
    }

    private String path(LockKey key) {
        return root + "/" + nodeName(key);
    }

    private static String nodeName(LockKey key) {
        return URLEncoder.encode(key.text(), StandardCharsets.UTF_8).replace(".", "%2E");
    }
}
