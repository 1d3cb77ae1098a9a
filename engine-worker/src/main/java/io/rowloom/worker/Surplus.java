package io.rowloom.worker;

import io.rowloom.resource.ReadyNode;
import io.rowloom.resource.Spread;
import io.rowloom.resource.StackWork;
import java.util.ArrayList;
import java.util.List;

/** What another engine has ready that it will not come to soon: of its share all but the first nodes, from the end, where it comes to last. */
final class Surplus {
    private Surplus() {}

    /**
     * @param most how much to take
     * @param left how much to leave
     */
    static List<StackWork> of(Spread share, int most, int left, OthersWork.Ready ready) {
        return without(left, ready.of(most + left, new Spread.LastFirst(share)));
    }

    /** But for the last {@code left} nodes. */
    static List<StackWork> without(int left, List<StackWork> found) {
        int taking = found.stream().mapToInt(work -> work.nodes().size()).sum() - left;
        List<StackWork> taken = new ArrayList<>();
        for (StackWork work : found) {
            if (taking <= 0) {
                break;
            }
            List<ReadyNode> nodes = work.nodes().subList(0, Math.min(taking, work.nodes().size()));
            taken.add(new StackWork(work.stack(), nodes, work.limited()));
            taking -= nodes.size();
        }
        return taken;
    }
}
