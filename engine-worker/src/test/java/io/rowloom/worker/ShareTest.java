package io.rowloom.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.engine.EngineId;
import io.rowloom.resource.Spread;
import io.rowloom.stack.StackId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShareTest {
    private static final List<EngineId> THREE = IntStream.range(0, 3).mapToObj(i -> new EngineId(new UUID(i, i))).toList();
    private static final List<Integer> NODES = IntStream.range(10, 70).boxed().toList();

    private final StackId stack = new StackId(new UUID(7, 12_345));

    private static Share share(int member, ClaimOrder order, List<EngineId> members) {
        Share share = new Share(THREE.get(member), order);
        share.among(members);
        return share;
    }

    @Test
    void whileItKnowsNobodyAllIsItsOwn() {
        Share share = new Share(THREE.getFirst(), ClaimOrder.AFFINITY);
        assertThat(share.first()).isEqualTo(Spread.ALL);
        assertThat(share.others()).isEmpty();
        assertThat(share.divide(stack, NODES, 0)).isEqualTo(new Share.Division(NODES, List.of()));
    }

    @Test
    void aloneItLeavesNothing() {
        Share share = share(0, ClaimOrder.AFFINITY, THREE.subList(0, 1));
        assertThat(share.others()).isEmpty();
        assertThat(share.divide(stack, NODES, 0)).isEqualTo(new Share.Division(NODES, List.of()));
    }

    @Test
    void whoHelpsChoosesOneOfTheOthers() {
        Random random = new Random(1);
        Share share = share(1, ClaimOrder.RANDOM, THREE);
        Set<Spread> chosen = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            chosen.add(share.another(random).orElseThrow());
        }
        assertThat(chosen).containsExactlyInAnyOrder(new Spread.Shard(3, 0), new Spread.Shard(3, 2));
        assertThat(share(0, ClaimOrder.RANDOM, THREE.subList(0, 1)).another(random)).isEmpty();
        assertThat(share(0, ClaimOrder.AFFINITY, THREE).another(random)).isEmpty();
    }

    @Test
    void thePartsOfThreeAreAllPartsAndNoneTwice() {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Share share = share(i, ClaimOrder.AFFINITY, THREE);
            Spread.Parts own = (Spread.Parts) share.first();
            all.addAll(own.numbers());
            assertThat(share.others()).contains(own.others());
        }
        assertThat(all).hasSize(Spread.Parts.COUNT).doesNotHaveDuplicates();
    }

    @Test
    void withoutAffinityTheShareIsByRankAndNothingIsLeftAlone() {
        Share share = share(1, ClaimOrder.RANDOM, THREE);
        assertThat(share.first()).isEqualTo(new Spread.Shard(3, 1));
        assertThat(share.others()).contains(Spread.ALL);
        assertThat(share.divide(stack, NODES, NODES.size())).isEqualTo(new Share.Division(NODES, List.of()));
        assertThat(share.divide(stack, NODES, 0).kept()).as("where there is not room for all, others look at their shares first, too").isNotEmpty()
                .allMatch(node -> Spread.place(stack, node) % 3 == 1);
    }

    @Test
    void ofWhatItMadeReadyItLeavesWhatIsNotItsOwnAndFindsNoRoom() {
        Share share = share(2, ClaimOrder.AFFINITY, THREE);
        List<Integer> own = NODES.stream().filter(node -> share.first().contains(stack, node)).toList();
        List<Integer> theirs = NODES.stream().filter(node -> !own.contains(node)).toList();
        assertThat(own).isNotEmpty();
        assertThat(theirs).isNotEmpty();
        assertThat(share.divide(stack, NODES, 0)).isEqualTo(new Share.Division(own, theirs));
        assertThat(share.divide(stack, NODES, own.size())).isEqualTo(new Share.Division(own, theirs));
        Share.Division two = share.divide(stack, NODES, own.size() + 2);
        assertThat(two.kept()).containsExactlyElementsOf(IntStream.concat(own.stream().mapToInt(n -> n), theirs.stream().mapToInt(n -> n).limit(2)).boxed().toList());
        assertThat(two.left()).isEqualTo(theirs.subList(2, theirs.size()));
        assertThat(share.divide(stack, NODES, 1_000).left()).isEmpty();
    }

    @Test
    void manySmallStacksFallToAll() {
        Share share = share(0, ClaimOrder.AFFINITY, THREE);
        long mine = IntStream.range(0, 3_000).filter(i -> share.first().contains(new StackId(new UUID(0, 0x9E37_79B9_7F4A_7C15L * i)), 1)).count();
        assertThat(mine).isBetween(800L, 1_200L);
    }

    @Test
    void whoGoesIsForgottenAtTheNextRenewal() {
        Share share = share(0, ClaimOrder.AFFINITY, THREE);
        share.among(THREE.subList(0, 1));
        assertThat(share.others()).isEmpty();
        assertThat(((Spread.Parts) share.first()).numbers()).hasSize(Spread.Parts.COUNT);
    }
}
