package io.rowloom.memory;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;

/** The beginning of a list to which things are only added. */
final class Sofar<T> extends AbstractList<T> {
    private final List<T> all;
    private final int size;

    Sofar(List<T> all) {
        this.all = all;
        this.size = all.size();
    }

    @Override
    public T get(int index) {
        return all.get(Objects.checkIndex(index, size));
    }

    @Override
    public int size() {
        return size;
    }
}
