package io.rowloom.types.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The privileges that were granted to a role itself: neither to PUBLIC, nor to a role that it is a member of.
 *
 * @param objects how many there are
 * @param holding on how many of them the role has a privilege; none for those that it has nowhere
 */
record Granted(int objects, Map<String, Integer> holding) {
    private static final String ON_OBJECTS = """
            WITH object(oid, acl) AS (%s),
            held(oid, privilege) AS (
                SELECT DISTINCT o.oid, a.privilege_type
                FROM object o CROSS JOIN LATERAL aclexplode(o.acl) a JOIN pg_catalog.pg_roles r ON r.oid = a.grantee WHERE r.rolname = ?)
            SELECT all_of.n, h.privilege, count(h.oid) FROM (SELECT count(*) FROM object) all_of(n) LEFT JOIN held h ON true GROUP BY 1, 2""";

    private static final String ON_LATER_ONES = """
            SELECT DISTINCT 1, a.privilege_type, 1
            FROM pg_catalog.pg_default_acl d
            JOIN pg_catalog.pg_namespace n ON n.oid = d.defaclnamespace
            JOIN pg_catalog.pg_roles maker ON maker.oid = d.defaclrole
            CROSS JOIN LATERAL aclexplode(d.defaclacl) a
            JOIN pg_catalog.pg_roles r ON r.oid = a.grantee
            WHERE d.defaclobjtype = ?::"char" AND n.nspname = ? AND r.rolname = ? AND maker.rolname = ?""";

    static Granted on(Connection connection, GrantTarget target, String schema, String role) throws SQLException {
        return read(connection, 0, ON_OBJECTS.formatted(target.objects()), schema, role);
    }

    /** On those that {@code maker} will make. */
    static Granted onLaterOnes(Connection connection, GrantTarget target, String schema, String role, String maker) throws SQLException {
        return read(connection, 1, ON_LATER_ONES, target.letter(), schema, role, maker);
    }

    boolean nothing() {
        return holding.isEmpty();
    }

    /**
     * The privileges in the words of those that are wanted: the same list where the role has exactly them on every object; else those of them that it has
     * on every object, and others that it has on any.
     *
     * @param all what ALL stands for
     */
    List<String> against(List<String> wanted, List<String> all) {
        boolean everything = wanted.contains("ALL");
        List<String> asked = everything ? all : wanted;
        List<String> held = asked.stream().filter(privilege -> holding.getOrDefault(privilege, 0) == objects).toList();
        List<String> more = everything ? List.of() : new TreeSet<>(holding.keySet()).stream().filter(privilege -> !asked.contains(privilege)).toList();
        return held.equals(asked) && more.isEmpty() ? wanted : Stream.concat(held.stream(), more.stream()).toList();
    }

    private static Granted read(Connection connection, int objects, String sql, String... parameters) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setString(i + 1, parameters[i]);
            }
            ResultSet rows = query.executeQuery();
            Map<String, Integer> holding = new HashMap<>();
            int counted = objects;
            while (rows.next()) {
                counted = rows.getInt(1);
                String privilege = rows.getString(2);
                if (privilege != null) {
                    holding.put(privilege, rows.getInt(3));
                }
            }
            return new Granted(counted, holding);
        }
    }
}
