package io.rowloom.simulator.random;

import io.rowloom.simulator.Backing;
import io.rowloom.simulator.Check;
import io.rowloom.simulator.Chronicle;
import io.rowloom.simulator.Finding;
import io.rowloom.simulator.Judge;
import io.rowloom.simulator.World;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * A generated run: a generated stack or several, users who change their mind at any moment, workers that die or stand still, connections that break.
 * Afterwards comes the {@link Finale}, and the {@link Judge} looks.
 */
public final class RandomRun {
    private RandomRun() {}

    /** @param findings what does not hold, in the order in which it was found; empty when all holds */
    public record Verdict(Script script, List<Finding> findings) {
        public boolean holds() {
            return findings.isEmpty();
        }
    }

    public static Script script(long seed) {
        return RandomScripts.of(seed);
    }

    /** The same script gives the same run, and the same verdict. */
    public static Verdict of(Script script) {
        return of(script, Backing::memory);
    }

    /** A run on another store than that in memory: what the judge finds when the store breaks its guards. */
    public static Verdict of(Script script, Backing.Factory backing) {
        try (World world = World.on(backing, script.seed(), script.order())) {
            return new Verdict(script, findings(world, script));
        }
    }

    /** What happens in the run, in order. */
    public static List<Chronicle.Entry> chronicle(Script script, Backing.Factory backing) {
        try (World world = World.on(backing, script.seed(), script.order()).keepChronicle()) {
            findings(world, script);
            return world.chronicle().entries();
        }
    }

    private static List<Finding> findings(World world, Script script) {
        try {
            Player player = new Player(world);
            player.play(script);
            return new Finale(world, player).play();
        } catch (AssertionError | RuntimeException e) {
            List<Finding> findings = new ArrayList<>(Judge.findings(world));
            findings.add(new Finding(e instanceof AssertionError ? Check.REST : Check.NO_BUG, stackTrace(e)));
            return findings;
        }
    }

    private static String stackTrace(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
